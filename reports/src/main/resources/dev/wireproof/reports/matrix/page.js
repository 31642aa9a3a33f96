const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId('data').textContent);
const panel = byId('panel');
const chosen = { verdicts: new Set(), levels: new Set(), text: '' };

const titles = Object.fromEntries(data.topics.map((topic) => [topic.slug, topic.title]));
for (const result of data.results) {
  result.words = [result.name, result.claim, result.source, titles[result.topic], result.expected, result.saw, result.reason]
    .join('\n').toLowerCase();
}

function matching() {
  return data.results.filter((each) =>
    (!chosen.verdicts.size || chosen.verdicts.has(each.verdict))
    && (!chosen.levels.size || chosen.levels.has(each.level))
    && chosen.text.split(/\s+/).every((word) => each.words.includes(word)));
}

function show() {
  const results = matching();
  const filtered = chosen.verdicts.size + chosen.levels.size > 0 || chosen.text !== '';
  byId('matrix').replaceChildren(matrixTable(results, openCell));
  byId('results').replaceChildren(...groups(results, filtered));
  byId('clear').hidden = !filtered;
  byId('matching').textContent = filtered ? results.length + ' of ' + data.results.length + ' results' : '';
  document.querySelectorAll('.count').forEach((each) => each.setAttribute('aria-pressed', String(chosen.verdicts.has(each.dataset.verdict))));
  document.querySelectorAll('#levels button').forEach((each) => each.setAttribute('aria-pressed', String(chosen.levels.has(each.textContent))));
}

function toggle(set, value) {
  if (!set.delete(value)) set.add(value);
  show();
}

function openPanel(title, results, only) {
  byId('panel-title').textContent = title;
  const inOrder = ORDER.flatMap((verdict) => results.filter((each) => each.verdict === verdict));
  byId('panel-body').replaceChildren(...inOrder.map((each) => resultItem(each, only || inOrder.length === 1)));
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
  byId('panel-title').focus();
}

function openCell(topic, property) {
  const inside = matching().filter((each) => each.topic === topic && (!property || each.properties.includes(property)));
  openPanel(titles[topic] + (property ? ' · ' + property : ''), inside);
}

/** `matrix.html#http1.host.missing` opens that spec. */
function openAddressed() {
  const name = decodeURIComponent(location.hash.slice(1));
  const named = data.results.filter((each) => each.name === name || each.id === name);
  if (name && named.length) openPanel(named.length === 1 ? named[0].name : name, named, named.length === 1);
}

document.querySelectorAll('.count').forEach((each) => each.addEventListener('click', () => toggle(chosen.verdicts, each.dataset.verdict)));
const levels = ['MUST', 'SHOULD', 'MAY', 'TEACHES', 'OBSERVES'].filter((level) => data.results.some((each) => each.level === level));
byId('levels').append(...levels.map((level) => el('button', { type: 'button', click: () => toggle(chosen.levels, level) }, level)));
byId('search').addEventListener('input', (event) => { chosen.text = event.target.value.trim().toLowerCase(); show(); });
document.querySelector('.filter').addEventListener('submit', (event) => event.preventDefault());
byId('clear').addEventListener('click', () => {
  chosen.verdicts.clear();
  chosen.levels.clear();
  chosen.text = byId('search').value = '';
  show();
  byId('search').focus();
});
byId('panel-close').addEventListener('click', () => panel.close());
panel.addEventListener('click', (event) => { if (event.target === panel) panel.close(); });
addEventListener('hashchange', openAddressed);
// on paper what stops the build is told in full
addEventListener('beforeprint', () => {
  document.querySelectorAll('.group.v-Violates .result, .group.v-Error .result').forEach((each) => { each.fill(); each.open = true; });
});
show();
openAddressed();
