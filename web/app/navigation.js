import { readView, writeView } from './address.js';
import { question } from './ask.js';

/** The view that the page shows, kept in its address and in the browser's history. */
export class Navigation {
  view = readView(location.search);
  #listener;
  #typing = false;
  #leaving = null;

  /**
   * @param {object} listener
   * @param {(options: {remembered: boolean}) => void} listener.asks another question is to be answered
   * @param {() => void} listener.shows the view has changed
   * @param {() => void} listener.watches another video, or none, is to be played
   */
  constructor(listener) {
    this.#listener = listener;
    addEventListener('popstate', () => this.#returned());
  }

  /** The address of a page that plays a video, over the results that are shown now. */
  addressOf = (hit, at) => writeView({ ...this.view, video: hit.id, at });

  /** Another view, as a new entry of the history. */
  go = (change) => {
    if (this.#leaving) {
      this.#leaving.then(() => this.go(change));
      return;
    }
    this.#typing = false;
    this.#become({ ...this.view, video: null, at: null, ...change }, 'pushState');
    this.#listener.asks({ remembered: false });
  };

  /** What is typed is one entry of the history, however many answers came meanwhile. */
  type(change) {
    this.#become({ ...this.view, ...change }, this.#typing ? 'replaceState' : 'pushState');
    this.#typing = true;
    this.#listener.asks({ remembered: false });
  }

  endTyping() {
    this.#typing = false;
  }

  watch(id, at) {
    if (this.#leaving) {
      this.#leaving.then(() => this.watch(id, at));
      return;
    }
    this.#typing = false;
    this.view = { ...this.view, video: id, at };
    history.pushState({ opened: true }, '', writeView(this.view));
    this.#listener.watches();
  }

  /** The player was closed by its own means, not by going back. */
  stopWatching() {
    if (!this.view.video) {
      return;
    }
    if (history.state?.opened) {
      this.#goBack();
      return;
    }
    this.#become({ ...this.view, video: null, at: null }, 'replaceState');
  }

  /**
   * The browser goes back some time after it was asked to: what is done meanwhile waits, or it
   * would lie on top of the entry that is being left.
   */
  #goBack() {
    this.#leaving = new Promise((left) => {
      addEventListener('popstate', () => {
        this.#leaving = null;
        left();
      }, { once: true });
    });
    history.back();
  }

  #become(view, how) {
    this.view = view;
    history[how](null, '', writeView(view));
    this.#listener.shows();
  }

  #returned() {
    this.#typing = false;
    const before = JSON.stringify(question(this.view));
    this.view = readView(location.search);
    this.#listener.shows();
    if (JSON.stringify(question(this.view)) !== before) {
      this.#listener.asks({ remembered: true });
    }
    this.#listener.watches();
  }
}
