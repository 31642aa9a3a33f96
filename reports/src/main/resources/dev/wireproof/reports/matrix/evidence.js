const narrow = matchMedia('(max-width: 760px)');

function evidence(result) {
  if (!result.events) {
    return el('p', { class: 'empty' }, result.verdict === 'NotApplicable' ? 'Nothing was exchanged.'
      : 'No exchange is kept here; results.jsonl beside this page has what there is.');
  }
  const sheets = [
    ['Sequence', () => rendered('div', { class: 'sheet' }, result.diagram)],
    ['Transcript', () => transcript(result)],
    ['Octets', () => octets(result)],
  ];
  return tabs(sheets);
}

function tabs(sheets) {
  const holder = el('div', { role: 'tabpanel', tabindex: '0', id: freshId() });
  const buttons = sheets.map(([name, make]) => el('button', {
    type: 'button', role: 'tab', id: freshId(), 'aria-controls': holder.id, click: () => choose(name), keydown: move,
  }, name));
  function choose(name) {
    sheets.forEach(([each, make], at) => {
      buttons[at].setAttribute('aria-selected', String(each === name));
      buttons[at].tabIndex = each === name ? 0 : -1;
      if (each === name) {
        holder.replaceChildren(make());
        holder.setAttribute('aria-labelledby', buttons[at].id);
      }
    });
  }
  function move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = (buttons.indexOf(event.currentTarget) + step + sheets.length) % sheets.length;
    choose(sheets[at][0]);
    buttons[at].focus();
    event.preventDefault();
  }
  choose(sheets[0][0]);
  return el('div', {}, el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Evidence' }, buttons), holder);
}

function transcript(result) {
  const rows = result.events.map(([millis, channel, arrow, text], at) =>
    el('li', { class: at === result.decisive ? 'bad' : '' },
      el('span', { class: 't' }, millis.toFixed(1) + ' ms'),
      el('span', { class: 'c' }, channel || ' '),
      el('span', {}, arrow),
      el('span', { class: 'x' }, text)));
  return el('div', {}, el('ol', { class: 'transcript' }, rows), rest(result));
}

function rest(result) {
  return result.more ? el('p', { class: 'empty' }, 'and ' + result.more + ' more events') : '';
}

function octets(result) {
  const view = el('pre', { class: 'octets', tabindex: '0' });
  const offsets = {};
  result.events.forEach(([millis, channel, arrow, text, hex, size], at) => {
    if (size === 0) return;
    const stream = channel + arrow;
    const title = arrow + ' ' + millis.toFixed(1) + ' ms  ' + channel + '  ' + size + (size === 1 ? ' octet' : ' octets');
    view.append(el('span', { class: at === result.decisive ? 'bad' : '' }, el('b', {}, title)),
      '\n' + rows(hex, offsets[stream] ?? 0, size) + '\n');
    offsets[stream] = (offsets[stream] ?? 0) + size;
  });
  return view.hasChildNodes() ? el('div', {}, view, rest(result)) : el('p', { class: 'empty' }, 'No octets travelled.');
}

function rows(hex, offset, size) {
  const perRow = narrow.matches ? 8 : 16;
  const values = (hex.match(/../g) ?? []);
  let text = '';
  for (let from = 0; from < values.length; from += perRow) {
    const row = values.slice(from, from + perRow);
    const left = row.slice(0, 8).join(' ') + (row.length > 8 ? '  ' + row.slice(8).join(' ') : '');
    const characters = row.map((each) => parseInt(each, 16)).map((each) => (each >= 32 && each < 127 ? String.fromCharCode(each) : '.'));
    text += (offset + from).toString(16).padStart(6, '0') + '  ' + left.padEnd(perRow * 3 + 1) + ' ' + characters.join('') + '\n';
  }
  return values.length < size ? text + '… ' + (size - values.length) + ' more octets\n' : text;
}

function command(text) {
  const code = el('pre', { tabindex: '0' }, text);
  const button = el('button', { type: 'button', class: 'quiet', click: () => copy(text, code, button) }, 'Copy');
  return el('div', {}, el('div', { class: 'block-title' }, el('h4', {}, 'See it yourself')),
    el('div', { class: 'command' }, code, button));
}

async function copy(text, code, button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // without the right to the clipboard: select it, and copy the old way
    getSelection().selectAllChildren(code);
    done = document.execCommand('copy');
  }
  button.textContent = done ? 'Copied' : 'Press Ctrl+C';
  setTimeout(() => { button.textContent = 'Copy'; }, 1600);
}
