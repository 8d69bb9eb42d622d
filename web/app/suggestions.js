import { el, icon } from './dom.js';
import { highlighted } from './highlight.js';

const PAUSE_MS = 70;
const MOST = 8;
const LONGEST = 128; // what the server completes
const KINDS = {
  title: { picture: 'play', name: 'Video' },
  channel: { picture: 'channel', name: 'Channel' },
  tag: { picture: 'tag', name: 'Tag' },
  query: { picture: 'search', name: '' },
};

/** Completions under the search box, by the ARIA pattern of a combobox with a list. */
export class Suggestions {
  #box;
  #list;
  #page;
  #offered = [];
  #active = -1;
  #timer = 0;
  #running = null;

  /**
   * @param {HTMLInputElement} box
   * @param {HTMLElement} list
   * @param {object} page
   * @param {(q: string, options: {signal: AbortSignal}) => Promise<{suggestions: object[]}>} page.ask
   * @param {(suggestion: object) => void} page.pick
   * @param {(text: string) => void} page.say to a screen reader
   */
  constructor(box, list, page) {
    this.#box = box;
    this.#list = list;
    this.#page = page;
    box.addEventListener('input', () => this.#later());
    box.addEventListener('blur', () => this.close());
    box.addEventListener('keydown', (event) => {
      if (!event.isComposing && this.#pressed(event)) {
        event.preventDefault();
      }
    });
    // A press inside must not take the focus out of the box: that would close the list before the click.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  close() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
    this.#list.hidden = true;
    this.#mark(-1);
    this.#box.setAttribute('aria-expanded', 'false');
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  async #ask() {
    this.#running?.abort();
    const q = this.#box.value.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trimStart(); // a blank at its end says that the word is whole
    if (q === '' || q.length > LONGEST) {
      this.close();
      return;
    }
    const running = new AbortController();
    this.#running = running;
    try {
      const { suggestions } = await this.#page.ask(q, { signal: running.signal });
      if (this.#running === running) {
        this.#show(suggestions ?? [], q);
      }
    } catch {
      // Completions are a kindness: without them the search still says what is wrong.
      if (this.#running === running) {
        this.close();
      }
    }
  }

  #show(suggestions, q) {
    const useful = suggestions.filter(({ text, type }) => type !== 'query' || text.toLowerCase() !== q.trim().toLowerCase()).slice(0, MOST);
    if (useful.length === 0 || document.activeElement !== this.#box) {
      this.close();
      return;
    }
    const news = !this.isOpen || useful.length !== this.#offered.length;
    this.#offered = useful;
    this.#list.replaceChildren(...useful.map((suggestion, i) => this.#option(suggestion, i)));
    this.#list.hidden = false;
    this.#box.setAttribute('aria-expanded', 'true');
    this.#mark(-1);
    if (news) {
      this.#page.say(`${useful.length} ${useful.length === 1 ? 'suggestion' : 'suggestions'}, arrow keys to choose`);
    }
  }

  #option(suggestion, i) {
    const kind = KINDS[suggestion.type] ?? KINDS.query;
    return el('li', {
      role: 'option', id: `suggestion-${i}`, class: 'suggestion', 'aria-selected': 'false', onclick: () => this.#pick(i),
    },
    icon(kind.picture),
    el('span', { class: 'suggestion__text' }, ...(suggestion.highlight ? highlighted(suggestion.highlight) : [suggestion.text])),
    kind.name ? el('span', { class: 'suggestion__kind' }, kind.name) : null);
  }

  #pick(i) {
    const suggestion = this.#offered[i];
    this.close();
    this.#page.pick(suggestion);
  }

  #mark(i) {
    this.#active = i;
    for (const [place, option] of [...this.#list.children].entries()) {
      option.setAttribute('aria-selected', String(place === i));
    }
    if (i < 0) {
      this.#box.removeAttribute('aria-activedescendant');
      return;
    }
    this.#box.setAttribute('aria-activedescendant', `suggestion-${i}`);
    this.#list.children[i].scrollIntoView({ block: 'nearest' });
  }

  /** @returns {boolean} whether the key was meant for the list */
  #pressed(event) {
    if (event.key === 'ArrowDown' && event.altKey && !this.isOpen) {
      this.#ask();
      return true;
    }
    if (!this.isOpen) {
      return false;
    }
    const size = this.#offered.length;
    switch (event.key) {
      case 'ArrowDown':
        this.#mark(this.#active + 1 < size ? this.#active + 1 : -1);
        return true;
      case 'ArrowUp':
        this.#mark(this.#active < 0 ? size - 1 : this.#active - 1);
        return true;
      case 'Escape':
        this.close();
        return true;
      case 'Enter':
        if (this.#active < 0) {
          this.close();
          return false;
        }
        this.#pick(this.#active);
        return true;
      default:
        return false;
    }
  }
}
