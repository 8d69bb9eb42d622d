import { card } from './card.js';
import { byId, el } from './dom.js';
import { took, total } from './format.js';
import { nothingFound, nothingYet, partialNotice, problemNotice } from './notices.js';

const GHOSTS = 8;
const IDEAS = 8;
const ANNOUNCE_AFTER_MS = 700;

/** Everything between the controls and the footer: the answers to a search. */
export class ResultsView {
  #grid = byId('results');
  #heading = byId('heading');
  #count = byId('count');
  #notice = byId('notice');
  #empty = byId('empty');
  #more = byId('more');
  #moreProblem = byId('more-problem');
  #ideasList = byId('ideas');
  #announceTimer;
  #ideas = [];
  #page;

  /**
   * @param {object} page
   * @param {(url?: string) => string | null} page.resolve
   * @param {(hit: object, at: number | null) => string} page.address
   * @param {(hit: object, at: number | null) => void} page.open
   * @param {() => void} page.more
   * @param {() => void} page.again
   * @param {() => void} page.upload
   * @param {(change: object) => void} page.go to another view
   * @param {() => Promise<object[]>} page.newest some videos, for ideas
   */
  constructor(page) {
    this.#page = page;
    this.#more.addEventListener('click', () => page.more());
  }

  busy(busy) {
    byId('busy').hidden = !busy;
    this.#grid.setAttribute('aria-busy', String(busy));
    if (busy && this.#grid.childElementCount === 0 && this.#empty.hidden && this.#notice.hidden) {
      this.#grid.replaceChildren(...Array.from({ length: GHOSTS }, ghost));
    }
  }

  /** @param {import('./latest-search.js').Results} results */
  show(results, view) {
    const { answer, hits } = results;
    const browsing = results.params.q === undefined;
    this.#fill(hits);
    this.#heading.textContent = headingOf(results);
    if (browsing) {
      this.#ideas = commonTags(hits);
    }
    this.#ideasList.hidden = !browsing || this.#ideas.length === 0;
    this.#ideasList.replaceChildren(...this.#ideaButtons());
    this.#summary(results);
    this.#partial(answer);
    this.#showEmpty(hits.length === 0, browsing, view);
  }

  extend(results, added) {
    const first = this.#grid.childElementCount;
    this.#grid.append(...added.map((hit) => card(hit, this.#page)));
    this.#summary(results);
    this.#partial(results.answer);
    this.#grid.children[first]?.querySelector('a').focus({ preventScroll: true });
  }

  /** @param {boolean} next a further page failed, what is shown stays */
  fail(problem, next, ...actions) {
    if (next) {
      this.#moreProblem.replaceChildren(problemNotice(problem, ...actions));
      return;
    }
    this.#grid.replaceChildren();
    this.#heading.textContent = 'Videos';
    this.#count.textContent = '';
    this.#more.hidden = true;
    this.#empty.hidden = true;
    this.#ideasList.hidden = true;
    this.#notice.hidden = false;
    this.#notice.replaceChildren(el('div', { role: 'alert' }, problemNotice(problem, ...actions)));
  }

  /** New cards, with the pictures that are loaded already, so that nothing flickers while typing. */
  #fill(hits) {
    const loaded = new Map();
    for (const image of this.#grid.querySelectorAll('img')) {
      loaded.set(image.src, image);
    }
    const cards = hits.map((hit) => card(hit, this.#page));
    for (const image of cards.flatMap((item) => [...item.querySelectorAll('img')])) {
      const same = loaded.get(image.src);
      if (same?.complete) {
        loaded.delete(image.src);
        same.alt = image.alt;
        image.replaceWith(same);
      }
    }
    this.#grid.replaceChildren(...cards);
  }

  #summary({ answer, hits, nextCursor }) {
    const text = total(answer.total);
    this.#count.textContent = hits.length === 0 ? '' : `${text} in ${took(answer.took_ms)}`;
    this.#more.hidden = nextCursor === null;
    this.#moreProblem.replaceChildren();
    clearTimeout(this.#announceTimer);
    const said = hits.length === 0 ? 'No videos found' : `${text}, ${hits.length} shown`;
    this.#announceTimer = setTimeout(() => {
      byId('announcement').textContent = said;
    }, ANNOUNCE_AFTER_MS);
  }

  #partial(answer) {
    const reasons = answer.partial || [];
    this.#notice.hidden = reasons.length === 0;
    this.#notice.replaceChildren(...(reasons.length > 0 ? [partialNotice(reasons, this.#page.again)] : []));
  }

  #showEmpty(isEmpty, browsing, view) {
    this.#empty.hidden = !isEmpty;
    if (!isEmpty) {
      this.#empty.replaceChildren();
      return;
    }
    if (browsing) {
      this.#empty.replaceChildren(...nothingYet(this.#page.upload));
      return;
    }
    this.#empty.replaceChildren(...nothingFound(view, {
      everywhere: () => this.#page.go({ mode: 'hybrid' }),
      clear: () => this.#page.go({ q: '', mode: 'hybrid', sort: '' }),
    }));
    this.#ideasForNothing();
  }

  async #ideasForNothing() {
    if (this.#ideas.length === 0) {
      this.#ideas = commonTags(await this.#page.newest().catch(() => []));
    }
    if (!this.#empty.hidden && this.#ideas.length > 0) {
      this.#empty.append(
        el('p', {}, 'These are here:'),
        el('ul', { class: 'ideas', 'aria-label': 'Searches to try' }, ...this.#ideaButtons()));
    }
  }

  #ideaButtons() {
    return this.#ideas.map((idea) =>
      el('li', {}, el('button', { type: 'button', class: 'idea', onclick: () => this.#page.go({ q: idea }) }, idea)));
  }
}

function ghost() {
  return el('li', { class: 'card card--ghost', 'aria-hidden': 'true' }, el('div', { class: 'picture' }), el('span'), el('span'));
}

function headingOf({ params, hits }) {
  if (params.q !== undefined) {
    return hits.length === 0 ? `Nothing found for “${params.q}”` : `Results for “${params.q}”`;
  }
  if (hits.length === 0) {
    return 'No videos yet';
  }
  return params.sort === 'most_viewed' ? 'Most viewed' : 'Newest';
}

/** Tags that make good first searches: those of several videos before those of one. */
export function commonTags(hits) {
  const counts = new Map();
  for (const tag of hits.flatMap((hit) => hit.tags ?? [])) {
    if (tag.length <= 24) {
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, IDEAS).map(([tag]) => tag);
}
