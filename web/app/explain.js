import { el } from './dom.js';

const DEEPEST = 24;
const OPEN_TO = 2;

/**
 * The account of a score as nested lists that open and close. A bar shows a part's size beside its
 * siblings'.
 */
export function explanation(tree) {
  return el('div', { class: 'explain' }, el('ul', {}, branch(tree, null, 0)));
}

/** @param {number | null} largest of the siblings' values, null without siblings */
function branch({ value, description, details = [] }, largest, depth) {
  const line = [largest === null ? null : bar(Number(value), largest), el('b', {}, number(value)), el('span', { class: 'explain__text' }, description ?? '')];
  if (details.length === 0 || depth >= DEEPEST) {
    return el('li', { class: 'explain__line' }, ...line);
  }
  const largestPart = details.length === 1 ? null : Math.max(...details.map((part) => Math.abs(Number(part.value)) || 0));
  return el('li', {}, el('details', { open: depth < OPEN_TO },
    el('summary', { class: 'explain__line' }, ...line),
    el('ul', {}, ...details.map((part) => branch(part, largestPart, depth + 1)))));
}

function bar(value, largest) {
  const mark = el('span', { class: value < 0 ? 'bar bar--less' : 'bar', 'aria-hidden': 'true' });
  mark.style.setProperty('--share', String(largest > 0 ? Math.min(Math.abs(value) / largest, 1) || 0 : 0));
  return mark;
}

function number(value) {
  const parsed = Number(value);
  if (!Number.isFinite(parsed)) {
    return '–';
  }
  return Math.abs(parsed) >= 1000 || Number.isInteger(parsed) ? parsed.toLocaleString('en') : String(Number(parsed.toPrecision(4)));
}
