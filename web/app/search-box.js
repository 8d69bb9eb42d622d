import { byId } from './dom.js';
import { Suggestions } from './suggestions.js';

const TYPING_PAUSE_MS = 140;

/** The box at the top: results while one types, completions under it. */
export class SearchBox {
  #box = byId('q');
  #clear = byId('clear');
  #page;
  #timer = 0;
  #suggestions;

  /**
   * @param {object} page
   * @param {() => string} page.asked the words whose results are shown
   * @param {(q: string) => void} page.typed a pause in the typing
   * @param {(q: string) => void} page.entered the typing is over
   * @param {() => void} page.cleared
   * @param {(q: string, options: object) => Promise<object>} page.suggest
   * @param {(suggestion: object) => void} page.pick
   * @param {(text: string) => void} page.say
   */
  constructor(page) {
    this.#page = page;
    this.#suggestions = new Suggestions(this.#box, byId('suggestions'), { ask: page.suggest, pick: page.pick, say: page.say });
    this.#box.addEventListener('input', () => this.#typed());
    this.#clear.addEventListener('click', () => this.clear());
    byId('search').addEventListener('submit', (event) => {
      event.preventDefault();
      this.rest();
      page.entered(this.#box.value);
    });
  }

  get element() {
    return this.#box;
  }

  /** Nothing more comes of what was typed so far. */
  rest() {
    clearTimeout(this.#timer);
    this.#suggestions.close();
  }

  /** @param {string} q if it differs from what is written by more than blanks */
  write(q) {
    if (this.#box.value.trim() !== q.trim()) {
      this.#box.value = q;
    }
    this.#clear.hidden = this.#box.value === '';
  }

  clear() {
    this.#box.focus();
    this.rest();
    if (this.#box.value !== '') {
      this.#box.value = '';
      this.#page.cleared();
    }
  }

  #typed() {
    this.#clear.hidden = this.#box.value === '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#box.value.trim() !== this.#page.asked().trim()) {
        this.#page.typed(this.#box.value);
      }
    }, TYPING_PAUSE_MS);
  }
}
