'use strict';
(function () {
  var MARKS = { passed: '\u2713', failed: '\u2717', broken: '!', skipped: '\u2013' };
  var Tree = Backbone.Model.extend({ url: 'data/behaviors.json' });

  allure.api.addTranslation('en', { tab: { wireproof: { name: 'Properties' } } });

  function escape(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; });
  }

  function leavesOf(node) {
    return (node.children || []).reduce(function (all, child) {
      return all.concat(child.children ? leavesOf(child) : [child]);
    }, []);
  }

  function propertiesOf(leaves) {
    var seen = {};
    leaves.forEach(function (leaf) { (leaf.tags || []).forEach(function (tag) { seen[tag] = true; }); });
    return Object.keys(seen).sort();
  }

  function square(leaf) {
    return '<a class="' + escape(leaf.status) + '" title="' + escape(leaf.name + ': ' + leaf.status) +
      '" href="#behaviors/' + escape(leaf.parentUid) + '/' + escape(leaf.uid) + '">' + (MARKS[leaf.status] || '?') + '</a>';
  }

  function row(feature, properties) {
    var leaves = leavesOf(feature);
    return '<tr><th>' + escape(feature.name) + '</th>' + properties.map(function (property) {
      return '<td>' + leaves.filter(function (leaf) {
        return (leaf.tags || []).indexOf(property) >= 0;
      }).map(square).join('') + '</td>';
    }).join('') + '</tr>';
  }

  var View = Backbone.Marionette.View.extend({
    template: function (tree) {
      var properties = propertiesOf(leavesOf(tree));
      var rows = (tree.children || []).filter(function (epic) { return epic.children; }).map(function (epic) {
        return '<tr><td class="topic" colspan="' + (properties.length + 1) + '">' + escape(epic.name) + '</td></tr>' +
          epic.children.filter(function (feature) { return feature.children; })
            .map(function (feature) { return row(feature, properties); }).join('');
      }).join('');
      return '<div class="wireproof"><h2>Properties</h2><p>A row is a subject, a column a property, a square a spec.</p>' +
        '<table><tr><th></th>' + properties.map(function (property) { return '<th>' + escape(property) + '</th>'; }).join('') +
        '</tr>' + rows + '</table></div>';
    }
  });

  var Layout = allure.components.AppLayout.extend({
    initialize: function () { this.model = new Tree(); },
    loadData: function () { return this.model.fetch(); },
    getContentView: function () { return new View({ model: this.model }); }
  });
  allure.api.addTab('wireproof', {
    title: 'tab.wireproof.name', icon: 'fa fa-th', route: 'wireproof',
    onEnter: function () { return new Layout(); }
  });

  var Facts = Backbone.Marionette.View.extend({
    template: function (test) {
      var names = { specId: 'Spec', level: 'Level', property: 'Proves' };
      return '<div class="pane__section">' + Object.keys(names).map(function (name) {
        var values = (test.labels || []).filter(function (label) { return label.name === name; })
          .map(function (label) { return label.value; });
        return values.length ? names[name] + ': <b>' + escape(values.join(', ')) + '</b>' : '';
      }).filter(Boolean).join('&ensp;\u00b7&ensp;') + '</div>';
    }
  });
  allure.api.addTestResultBlock(Facts, { position: 'tag' });
})();
