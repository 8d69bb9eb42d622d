import { el, icon } from './dom.js';
import { toggled } from './facet-fields.js';

const KINDS = { channel: 'Channel', tag: 'Tag', person: 'Person' };
const CATEGORY_SHOWN_FROM = 0.5;

/**
 * What the server read into the words: a correction, names that it knows, a category.
 *
 * @param {object} query of the answer; any part of it may be absent
 * @param {import('./address.js').View} view
 * @param {(change: object) => void} go
 * @returns {Node[]}
 */
export function understood(query = {}, view, go) {
  return [correction(query.spelling, view, go), readings(query, view, go)].filter(Boolean);
}

/** "Showing results for X. Search instead for Y", or "Did you mean X?". */
function correction(spelling, view, go) {
  if (!spelling?.text) {
    return null;
  }
  const press = (change, text) => el('button', { type: 'button', class: 'text-button', onclick: () => go(change) }, text);
  if (spelling.applied) {
    return el('p', { class: 'correction' },
      'Showing results for ', el('b', {}, spelling.text), '. ',
      'Search instead for ', press({ literal: true }, view.q.trim()), '.');
  }
  return el('p', { class: 'correction' }, 'Did you mean ', press({ q: spelling.text, literal: false }, spelling.text), '?');
}

function readings({ entities = [], category }, view, go) {
  const chips = entities.map((entity) => reading(entity, view, go)).filter(Boolean);
  if (category?.name && category.confidence >= CATEGORY_SHOWN_FROM && !view.chosen.category.includes(category.name)) {
    chips.push(narrowing('category', category.name, 'Category', view, go));
  }
  if (chips.length === 0) {
    return null;
  }
  return el('div', { class: 'readings' },
    el('span', { class: 'readings__label', id: 'readings-label' }, 'Narrow to'),
    el('ul', { class: 'chips', 'aria-labelledby': 'readings-label' }, ...chips),
    entities.length > 0
      ? el('button', { type: 'button', class: 'text-button', onclick: () => go({ plain: true }) }, 'Take the words as words')
      : null);
}

function reading({ type, id, text }, view, go) {
  const kind = KINDS[type] ?? type;
  const name = id ?? text;
  if (type === 'person') {
    return el('li', {}, el('button', { type: 'button', class: 'chip chip--offer', onclick: () => go({ q: `"${name}"` }) },
      el('span', { class: 'chip__kind' }, kind), name));
  }
  return type in KINDS && !view.chosen[type].includes(name) ? narrowing(type, name, kind, view, go) : null;
}

function narrowing(field, value, kind, view, go) {
  return el('li', {}, el('button', {
    type: 'button', class: 'chip chip--offer', onclick: () => go({ chosen: toggled(view.chosen, field, value) }),
  }, el('span', { class: 'chip__kind' }, kind), value, icon('plus')));
}
