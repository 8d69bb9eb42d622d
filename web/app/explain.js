import { el } from './dom.js';

const DEEPEST = 24;

/** The account of a score as nested lists that open and close. */
export function explanation(tree) {
  return el('details', { class: 'explain' },
    el('summary', {}, 'How the score came to be'),
    el('ul', {}, branch(tree, 0)));
}

function branch({ value, description, details = [] }, depth) {
  const line = [el('b', {}, Number(value).toPrecision(4)), ` ${description}`];
  if (details.length === 0 || depth >= DEEPEST) {
    return el('li', {}, ...line);
  }
  return el('li', {}, el('details', { open: depth < 2 },
    el('summary', {}, ...line),
    el('ul', {}, ...details.map((detail) => branch(detail, depth + 1)))));
}
