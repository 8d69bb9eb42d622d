import { el } from './dom.js';
import { count } from './format.js';

const CLASSES = { head: 'often asked', torso: 'asked now and then', tail: 'rarely asked' };

/** For the curious: how the query was read, and which stage of the search took how long. */
export function account({ query = {}, stages = [] }) {
  const slowest = Math.max(...stages.map(({ ms }) => ms), 0);
  const read = facts(query);
  return el('details', { class: 'account', open: true },
    el('summary', {}, 'How this was answered'),
    read.length > 0 ? el('dl', { class: 'account__facts' }, ...read) : null,
    stages.length > 0
      ? el('table', { class: 'account__stages' },
        el('caption', { class: 'hidden' }, 'Stages of the search'),
        el('thead', {}, el('tr', {}, ...['Stage', 'Time', '', 'In', 'Out'].map((name) => el('th', { scope: 'col' }, name)))),
        el('tbody', {}, ...stages.map((stage) => row(stage, slowest))))
      : null);
}

function facts({ normalised, language, class: kind, category, spelling, entities = [] }) {
  const known = [
    ['Read as', normalised],
    ['Language', language],
    ['How frequent', CLASSES[kind] ?? kind],
    ['Category', category?.name && `${category.name} (${Math.round(category.confidence * 100)} %)`],
    ['Spelling', spelling?.text && `${spelling.text}${spelling.applied ? ', applied' : ', offered'}`],
    ['Names', entities.map(({ type, text, id, score }) => `${text ?? id} (${type}${score === undefined ? '' : `, ${Number(score).toFixed(2)}`})`).join(', ')],
  ];
  return known.filter(([, value]) => value).map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)));
}

function row({ name, ms, in: before, out }, slowest) {
  const bar = el('span', { class: 'bar', 'aria-hidden': 'true' });
  bar.style.setProperty('--share', String(slowest > 0 ? ms / slowest : 0));
  const number = (value) => el('td', {}, value === undefined ? '' : count(value));
  return el('tr', {}, el('th', { scope: 'row' }, name), el('td', {}, `${Number(ms).toFixed(1)} ms`), el('td', {}, bar), number(before), number(out));
}
