/** Where a long name may break in a narrow column. */
const SOFT = { confidentiality: 'confiden\u00adtiality', statefulness: 'state\u00adfulness', idempotency: 'idem\u00adpotency',
  multiplexing: 'multi\u00adplexing', concurrency: 'concur\u00adrency', robustness: 'robust\u00adness', negotiation: 'negotia\u00adtion',
  resumption: 'resump\u00adtion' };

function matrixTable(results, open) {
  const topics = data.topics.filter((topic) => results.some((each) => each.topic === topic.slug));
  if (!topics.length) return el('p', { class: 'empty' }, 'No result matches. Show everything to begin again.');
  const properties = data.properties.filter((property) => results.some((each) => each.properties.includes(property)));
  const head = el('tr', {}, el('td', {}), properties.map((property) => el('th', { scope: 'col' }, SOFT[property] ?? property)));
  const table = el('table', {}, el('caption', { class: 'hidden' }, 'How many results of each verdict, by topic and property'),
    el('thead', {}, head), el('tbody', {}, topics.map((topic) => row(topic))));
  table.style.minWidth = 180 + 74 * properties.length + 'px';
  return table;

  function row(topic) {
    const own = results.filter((each) => each.topic === topic.slug);
    return el('tr', {},
      el('th', { scope: 'row' }, el('button', { type: 'button', class: 'topic', click: () => open(topic.slug) }, topic.title,
        el('small', {}, own.length + (own.length === 1 ? ' result' : ' results')))),
      properties.map((property) => el('td', {}, cell(topic, property, own.filter((each) => each.properties.includes(property))))));
  }

  function cell(topic, property, inside) {
    if (!inside.length) return '';
    const counts = tally(inside);
    const words = counts.map(([verdict, count]) => count + ' ' + NAMES[verdict]).join(', ');
    return el('button', {
      type: 'button', class: 'cell v-' + counts[0][0], title: words, 'aria-label': topic.title + ', ' + property + ': ' + words,
      click: () => open(topic.slug, property),
    }, el('span', { class: 'property' }, property),
    counts.map(([verdict, count]) => el('span', { class: 'tally v-' + verdict }, icon(verdict), String(count))));
  }
}
