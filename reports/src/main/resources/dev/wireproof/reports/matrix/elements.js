// Elements are made from parts, and texts are only ever texts: nothing that a target sent is read as markup.
const NAMES = {
  Violates: 'violates', Error: 'harness failed', Inconclusive: 'inconclusive', Tolerated: 'tolerated',
  Observed: 'observed', Conforms: 'conforms', NotApplicable: 'not applicable',
};
/** From what needs attention most to what needs none. */
const ORDER = Object.keys(NAMES);

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== ''));
  return element;
}

function icon(verdict) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', '#i-' + verdict);
  svg.append(use);
  return svg;
}

/** Markup that was rendered and escaped when the page was made: explanations and diagrams. */
function rendered(tag, attributes, html) {
  const element = el(tag, attributes);
  element.innerHTML = html;
  return element;
}

function duration(millis) {
  return millis < 1000 ? millis + ' ms' : (millis / 1000).toFixed(1) + ' s';
}

/** How many of each verdict, worst first: [['Violates', 2], …]. */
function tally(results) {
  return ORDER.map((verdict) => [verdict, results.filter((each) => each.verdict === verdict).length])
    .filter(([, count]) => count > 0);
}

/** A title beside the button that shows it, unique for each place in the page. */
let lastId = 0;
const freshId = () => 'e' + ++lastId;
