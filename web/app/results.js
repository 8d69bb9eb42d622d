import { account } from './account.js';
import { START } from './address.js';
import { card } from './card.js';
import { chosenChips } from './chips.js';
import { byId, el } from './dom.js';
import { anyChosen, NOTHING_CHOSEN } from './facet-fields.js';
import { took, total } from './format.js';
import { nothingFound, nothingYet, partialNotice, problemNotice } from './notices.js';
import { understood } from './understood.js';

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
   * @param {object} page all that `card` needs, and
   * @param {(text: string) => void} page.say to a screen reader
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
    const { answer, hits, question } = results;
    const browsing = question.params.q === undefined && !question.like && !question.picture;
    this.#fill(hits);
    this.#heading.textContent = headingOf(results);
    byId('understood').replaceChildren(...understood(answer.query, view, this.#page.go));
    byId('account').replaceChildren(...(question.params.explain ? [account(answer)] : []));
    this.narrowedTo(view);
    if (browsing && !anyChosen(view.chosen)) {
      this.#ideas = commonTags(hits);
    }
    this.#ideasList.hidden = !browsing || anyChosen(view.chosen) || this.#ideas.length === 0;
    this.#ideasList.replaceChildren(...this.#ideaButtons());
    this.#summary(results);
    this.#partial(answer);
    this.#showEmpty(hits.length === 0, browsing, view);
  }

  /** The chips of what was chosen, at once: they do not wait for the answer. */
  narrowedTo({ chosen }) {
    byId('chosen').replaceChildren(...chosenChips(chosen, this.#page.go));
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
    this.#clear('Videos');
    this.problem(problem, ...actions);
  }

  /** Above what is shown, which stays. */
  problem(problem, ...actions) {
    this.#notice.hidden = false;
    this.#notice.replaceChildren(el('div', { role: 'alert' }, problemNotice(problem, ...actions)));
  }

  /** Nothing can be shown before the viewer has done something. */
  ask(title, text) {
    this.busy(false);
    this.#clear(title);
    this.#notice.hidden = true;
    this.#empty.hidden = false;
    this.#empty.replaceChildren(el('p', {}, text));
  }

  #clear(heading) {
    clearTimeout(this.#announceTimer);
    this.#grid.replaceChildren();
    this.#heading.textContent = heading;
    byId('understood').replaceChildren();
    byId('account').replaceChildren();
    this.#count.textContent = '';
    this.#more.hidden = true;
    this.#empty.hidden = true;
    this.#ideasList.hidden = true;
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
      this.#page.say(said);
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
    if (browsing && !anyChosen(view.chosen)) {
      this.#empty.replaceChildren(...nothingYet(this.#page.upload));
      return;
    }
    this.#empty.replaceChildren(...nothingFound(view, {
      everywhere: () => this.#page.go({ mode: 'hybrid' }),
      widen: () => this.#page.go({ chosen: NOTHING_CHOSEN }),
      clear: () => this.#page.go({ ...START, explain: view.explain }),
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

function headingOf({ question: { like, picture, params }, hits, answer }) {
  const none = hits.length === 0;
  if (like) {
    return none ? 'Nothing like it found' : 'Videos like this one';
  }
  if (picture) {
    const words = params.q === undefined ? '' : ` and “${params.q}”`;
    return none ? `Nothing found for your picture${words}` : `Results for your picture${words}`;
  }
  if (params.q !== undefined) {
    const { spelling } = answer.query ?? {};
    const words = spelling?.applied ? spelling.text : params.q;
    return none ? `Nothing found for “${words}”` : `Results for “${words}”`;
  }
  if (none) {
    return params.filter ? 'Nothing found' : 'No videos yet';
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
