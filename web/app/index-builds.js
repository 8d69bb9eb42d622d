import { el } from './dom.js';
import { count } from './format.js';

const EVERY_MS = 2_000;
const STATES = { building: 'is being built', active: 'is searched', previous: 'was searched before' };

/** The builds of the index, while there is more than one. They are asked for on their own, and less often than the cluster. */
export class IndexBuilds {
  #section;
  #list;
  #ask;
  #asking = false;
  #asked = 0;

  /**
   * @param {HTMLElement} section hidden while there is nothing to tell
   * @param {HTMLElement} list in it
   * @param {() => Promise<{generations: import('../client/kinora.js').IndexBuild[]}>} ask
   */
  constructor(section, list, ask) {
    this.#section = section;
    this.#list = list;
    this.#ask = ask;
  }

  /** Asks if it is time to. What was shown stays if there is no answer: the rest of the page says what is wrong. */
  async refresh() {
    if (this.#asking || Date.now() - this.#asked < EVERY_MS) {
      return;
    }
    this.#asking = true;
    try {
      this.#show((await this.#ask()).generations);
    } catch {
      // the database that knows of them may be away
    } finally {
      this.#asking = false;
      this.#asked = Date.now();
    }
  }

  #show(builds) {
    this.#section.hidden = builds.length < 2;
    const key = JSON.stringify(builds);
    if (this.#list.dataset.key !== key) {
      this.#list.dataset.key = key;
      this.#list.replaceChildren(...builds.map(entry));
    }
  }
}

function entry(build) {
  const lacking = build.waits_for ?? [];
  return el('li', { class: 'node', 'data-state': build.state },
    el('h3', {}, `Build ${build.generation} ${STATES[build.state]}`),
    el('dl', {}, ...[
      ['Text encoder', build.text_encoder],
      ['Sight encoder', build.sight_encoder],
      ['Videos', count(build.videos ?? 0)],
    ].map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value)))),
    lacking.length === 0 ? null : el('p', { class: 'help' }, `It waits: ${lacking.join('; ')}.`));
}
