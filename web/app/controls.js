import { effectiveSort } from './ask.js';
import { byId } from './dom.js';

/** How to search and in which order: the controls between the box and the results. */
export class Controls {
  #modes = byId('modes');
  #sort = byId('sort');
  #explain = byId('explain');

  /** @param {(change: object) => void} go */
  constructor(go) {
    this.#modes.addEventListener('change', (event) => go({ mode: event.target.value }));
    this.#sort.addEventListener('change', () => go({ sort: this.#sort.value }));
    this.#explain.addEventListener('click', () => go({ explain: this.#explain.getAttribute('aria-pressed') !== 'true' }));
  }

  /** @param {import('./address.js').View} view */
  show(view) {
    const byWords = !view.like && !view.picture;
    this.#modes.hidden = !byWords;
    this.#modes.querySelector(`[value=${view.mode}]`).checked = true;
    this.#sort.closest('label').hidden = !byWords;
    this.#sort.value = effectiveSort(view);
    this.#sort.querySelector('[value=relevance]').disabled = view.q.trim() === '';
    this.#explain.hidden = Boolean(view.like);
    this.#explain.setAttribute('aria-pressed', String(view.explain));
  }

  /** @param {boolean} sees whether this server can look at pictures */
  sight(sees) {
    this.#modes.querySelector('[value=visual]').disabled = !sees;
    byId('by-picture').hidden = !sees;
  }
}
