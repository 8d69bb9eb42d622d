import { el, icon } from './dom.js';
import { anyChosen, FACET_FIELDS, NOTHING_CHOSEN, toggled } from './facet-fields.js';
import { facetLabel } from './facet-label.js';

/**
 * What the results are narrowed to, each to be given up at a press.
 *
 * @param {import('./facet-fields.js').Chosen} chosen
 * @param {(change: object) => void} go
 * @returns {Node[]}
 */
export function chosenChips(chosen, go) {
  if (!anyChosen(chosen)) {
    return [];
  }
  const chips = FACET_FIELDS.flatMap(({ field, name }) => chosen[field].map((value) =>
    el('li', {}, el('button', { type: 'button', class: 'chip', 'data-facet': `chip ${field}:${value}`, onclick: () => go({ chosen: toggled(chosen, field, value) }) },
      el('span', { class: 'hidden' }, 'Remove '),
      el('span', { class: 'chip__kind' }, name), facetLabel(field, value), icon('close')))));
  const clear = el('button', { type: 'button', class: 'text-button', onclick: () => go({ chosen: NOTHING_CHOSEN }) }, 'Clear all');
  return chips.length > 1 ? [...chips, el('li', {}, clear)] : chips;
}
