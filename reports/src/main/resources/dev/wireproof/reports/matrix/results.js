/** A result that opens: one line, and all that is known about it beneath. */
function resultItem(result, open) {
  const item = el('details', { class: 'result v-' + result.verdict },
    el('summary', {}, icon(result.verdict),
      el('div', { class: 'say' }, el('b', {}, result.claim),
        el('small', {}, el('span', { class: 'word' }, NAMES[result.verdict]), (result.deviation === undefined ? '' : ', a known deviation') + ' · ' + result.level + ' · ',
          el('span', { class: 'mono' }, result.name)),
        brief(result) ? el('small', { class: 'brief' }, brief(result)) : '')));
  item.fill = () => { if (item.children.length === 1) item.append(body(result)); };
  item.addEventListener('toggle', () => { if (item.open) item.fill(); });
  if (open) {
    item.fill();
    item.open = true;
  }
  return item;
}

/** What was found, in one short line. */
function brief(result) {
  const text = result.saw !== undefined ? 'saw ' + result.saw : result.reason ?? '';
  const line = text.split('\n')[0];
  return line.length > 160 ? line.slice(0, 160) + '…' : line;
}

function body(result) {
  return el('div', { class: 'body' },
    finding(result),
    explanation(result),
    evidence(result),
    result.reproduction ? command(result.reproduction) : '',
    facts(result));
}

function finding(result) {
  const parts = [];
  const say = (title, text, tone, style) => parts.push(el('div', { class: 'v-' + tone }, el('h4', {}, title), el('p', { class: style }, text)));
  if (result.expected !== undefined) say('Expected', result.expected, 'Conforms');
  if (result.saw !== undefined) say('Saw', result.saw, 'Violates');
  if (result.beside) result.beside.split('\n\n').forEach((each) => say('Beside it', each, 'Observed'));
  if (result.reason) say(result.verdict === 'Observed' ? 'Observed' : 'Because', result.because ? 'not judged because ' + result.because + ' fails: ' + result.reason : result.reason, result.verdict);
  if (result.error !== undefined) say('The harness failed; this says nothing about the target', result.error, 'Error', 'stack');
  if (result.deviation !== undefined) {
    say(result.verdict === 'Conforms' ? 'Listed as a deviation, but it conforms now: remove it from the list' : 'Known deviation, which does not stop the build',
      result.deviation, 'Tolerated');
  }
  return parts.length ? el('div', { class: 'finding' }, parts) : '';
}

function explanation(result) {
  const general = data.explanations[result.id];
  if (!general) return '';
  const known = result.cause ? { ...general, cause: result.cause, hint: result.hint } : general;
  const titles = { why: 'Why it matters', cause: 'Perhaps', hint: 'Hint', seeIt: 'See it' };
  const shown = Object.keys(titles).filter((key) => known[key] && (key !== 'seeIt' || !result.reproduction));
  return el('div', { class: 'explained' }, shown.map((key) =>
    el('div', {}, el('h4', {}, titles[key]), rendered('div', {}, known[key]))));
}

function facts(result) {
  const pairs = [
    ['Source', result.link ? el('a', { href: result.link, rel: 'noreferrer' }, result.source) : result.source],
    ['Proves', result.properties.join(', ')],
    ['Lectures', result.lectures.join(', ')],
    ['Took', duration(result.millis)],
  ].filter(([, value]) => value !== '');
  return el('dl', { class: 'facts-list' }, pairs.map(([name, value]) =>
    el('div', {}, el('dt', {}, el('h4', {}, name)), el('dd', {}, value))));
}

/** What has no verdict of its own because another rule fails: one line for each such rule. */
function behind(results) {
  const causes = [...new Set(results.map((each) => each.because).filter(Boolean))];
  return causes.map((cause) => {
    const own = results.filter((each) => each.because === cause);
    const rules = new Set(own.map((each) => each.id)).size;
    return el('details', { class: 'result v-Inconclusive' },
      el('summary', {}, icon('Inconclusive'), el('div', { class: 'say' },
        el('b', {}, rules + (rules === 1 ? ' rule' : ' rules') + ' not judged because ', el('span', { class: 'mono' }, cause), ' fails'))),
      el('div', { class: 'body' }, own.map((each) => resultItem(each))));
  });
}

/** All that match, by verdict; what stops the build lies open. */
function groups(results, filtered) {
  return tally(results).map(([verdict, count]) => {
    const bad = verdict === 'Violates' || verdict === 'Error';
    const group = el('details', { class: 'group v-' + verdict },
      el('summary', {}, icon(verdict), NAMES[verdict][0].toUpperCase() + NAMES[verdict].slice(1), el('span', {}, String(count))));
    const fill = () => {
      if (group.children.length === 1) {
        const own = results.filter((each) => each.verdict === verdict);
        group.append(...own.filter((each) => !each.because).map((each) => resultItem(each)), ...behind(own));
      }
    };
    group.addEventListener('toggle', () => { if (group.open) fill(); });
    if (bad || filtered && count <= 60) {
      fill();
      group.open = true;
    }
    return group;
  });
}
