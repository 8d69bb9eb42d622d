import { byId, el } from './dom.js';
import { FACET_FIELDS } from './facet-fields.js';
import { count } from './format.js';
import { facetLabel } from './facet-label.js';
import { byRange } from './ranges.js';

const SHOWN = 6;

/** The column of values to narrow by, each with how many videos there would be. */
export class FacetPanel {
  #box = byId('filters');
  #button = byId('open-filters');
  #groups = new Map();
  #whole = new Set();
  #atLeast = [];
  #choose;

  /** @param {(field: string, value: string) => void} choose or give up what was chosen */
  constructor(choose) {
    this.#choose = choose;
    this.#button.addEventListener('click', () => this.#open(this.#button.getAttribute('aria-expanded') !== 'true'));
    this.#box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#button.checkVisibility()) {
        event.preventDefault();
        this.#open(false);
        this.#button.focus();
      }
    });
  }

  /**
   * @param {object} answer
   * @param {Record<string, Record<string, number>>} [answer.facets]
   * @param {string[]} [answer.facets_at_least] whose counts may be too low
   * @param {import('./facet-fields.js').Chosen} chosen
   */
  show({ facets = {}, facets_at_least: atLeast = [] }, chosen) {
    this.#atLeast = atLeast;
    const focused = document.activeElement?.dataset?.facet;
    const groups = FACET_FIELDS.map((field) => this.#group(field, facets[field.field] ?? {}, chosen[field.field])).filter(Boolean);
    const some = groups.length > 0;
    const counted = Object.keys(facets).length > 0; // with nothing to count, the column stays: a page that jumps is worse
    this.#box.replaceChildren(el('h2', { class: 'hidden' }, 'Narrow down'), ...groups);
    this.#box.toggleAttribute('data-none', !some && !counted);
    this.#button.hidden = !some;
    const chosenCount = Object.values(chosen).flat().length;
    this.#button.querySelector('span').textContent = chosenCount === 0 ? 'Filters' : `Filters (${chosenCount})`;
    if (focused) {
      [...this.#box.querySelectorAll('[data-facet]')].find((one) => one.dataset.facet === focused)?.focus({ preventScroll: true });
    }
  }

  #open(open) {
    this.#button.setAttribute('aria-expanded', String(open));
    this.#box.toggleAttribute('data-open', open);
    if (open) {
      this.#box.querySelector('summary')?.focus();
    }
  }

  #group({ field, name, ranges }, counts, chosen) {
    const values = [...new Set([...Object.keys(counts), ...chosen])];
    if (ranges) {
      values.sort(byRange(field));
    }
    const useful = values.filter((value) => counts[value] > 0 || chosen.includes(value));
    if (useful.length === 0 || (useful.length === 1 && chosen.length === 0 && ranges)) {
      return null;
    }
    const whole = this.#whole.has(field) || useful.length <= SHOWN + 1;
    const shown = whole ? useful : useful.filter((value, i) => i < SHOWN || chosen.includes(value));
    return this.#remembered(field, el('details', { class: 'facet', open: true },
      el('summary', { 'data-facet': field }, name),
      el('ul', {}, ...shown.map((value) => this.#value(field, value, counts[value], chosen.includes(value)))),
      whole ? null : this.#more(field, useful.length, counts, chosen)));
  }

  /** A group stays closed once a viewer has closed it. */
  #remembered(field, details) {
    details.open = this.#groups.get(field) ?? true;
    details.addEventListener('toggle', () => this.#groups.set(field, details.open));
    return details;
  }

  #value(field, value, number, checked) {
    const box = el('input', { type: 'checkbox', checked, 'data-facet': `${field}:${value}`, onchange: () => this.#choose(field, value) });
    return el('li', {}, el('label', { class: 'facet__value' },
      box,
      el('span', { class: 'facet__name' }, facetLabel(field, value)),
      number === undefined ? null : el('span', { class: 'facet__count' }, count(number), this.#atLeast.includes(field) ? '+' : '', el('span', { class: 'hidden' }, ' videos'))));
  }

  #more(field, size, counts, chosen) {
    const press = (event) => {
      this.#whole.add(field);
      const group = this.#group(FACET_FIELDS.find((one) => one.field === field), counts, chosen);
      event.target.closest('details').replaceWith(group);
      group.querySelectorAll('input')[SHOWN]?.focus();
    };
    return el('button', { type: 'button', class: 'text-button facet__more', onclick: press }, `Show all ${size}`);
  }
}
