import { plain } from '../client/highlight.js';
import { cardPicture } from './card-picture.js';
import { copies } from './copies.js';
import { el, icon } from './dom.js';
import { fullDate, relativeDate, views } from './format.js';
import { highlighted } from './highlight.js';
import { momentStrip } from './moments.js';

/** What each retriever is called on the page. */
const FOUND_BY = {
  lexical: { name: 'words', picture: 'words', tip: 'Its words match yours' },
  frame: { name: 'sight', picture: 'sight', tip: 'A frame looks like what you describe' },
  video: { name: 'sight', picture: 'sight', tip: 'It looks like what you describe' },
  semantic: { name: 'meaning', picture: 'meaning', tip: 'Its words mean something close to yours' },
};

/**
 * One result: the picture of the moment that matches, what it is, and why it is here.
 *
 * @param {import('../client/kinora.js').Hit} hit
 * @param {object} page
 * @param {(url?: string) => string | null} page.resolve
 * @param {(hit: object, at: number | null) => string} page.address of the page that plays it
 * @param {(hit: object, at: number | null) => void} page.open
 * @param {(hit: object) => void} page.like more like this one
 * @param {(hit: object) => void} page.why shows the account of its score
 * @param {(id: string) => Promise<object>} page.video
 */
export function card(hit, page) {
  const at = hit.moment ? hit.moment.timestamp_ms / 1000 : null;
  const link = el('a', { href: page.address(hit, at), class: 'card__link' }, ...titleOf(hit));
  link.addEventListener('click', (event) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (!elsewhere) {
      event.preventDefault();
      page.open(hit, at);
    }
  });
  const picture = cardPicture(hit, page.resolve);
  return el('li', { class: 'card', 'data-id': hit.id },
    picture.element,
    el('h3', { class: 'card__title' }, link),
    momentStrip(hit, { resolve: page.resolve, play: (second) => page.open(hit, second), look: picture.look }),
    meta(hit),
    snippet(hit),
    reasons(hit.found_by ?? []),
    actions(hit, page));
}

/** The title with its matching words marked, if the server sent the whole of it. */
function titleOf(hit) {
  const fragment = hit.highlights?.title?.[0];
  return fragment && plain(fragment) === hit.title ? highlighted(fragment) : [hit.title];
}

function meta(hit) {
  const date = relativeDate(hit.published_at);
  const parts = [
    hit.channel && el('span', { class: 'channel' }, hit.channel),
    hit.views > 0 && el('span', {}, views(hit.views)),
    date && el('time', { datetime: hit.published_at, title: fullDate(hit.published_at) }, date),
  ];
  return el('p', { class: 'meta' }, ...parts.filter(Boolean));
}

function snippet(hit) {
  const found = Object.entries(hit.highlights ?? {})
    .filter(([field]) => field !== 'title' && field !== 'channel')
    .flatMap(([, fragments]) => fragments)
    .slice(0, 2);
  if (found.length > 0) {
    const nodes = found.flatMap((fragment, i) => [...(i > 0 ? [' … '] : []), ...highlighted(fragment)]);
    return el('p', { class: 'snippet' }, ...nodes);
  }
  return hit.description ? el('p', { class: 'snippet' }, hit.description) : null;
}

function reasons(foundBy) {
  const names = new Map();
  for (const key of foundBy) {
    const reason = FOUND_BY[key] ?? { name: key, tip: `Found by ${key}` };
    if (!names.has(reason.name)) {
      names.set(reason.name, reason);
    }
  }
  if (names.size === 0) {
    return null;
  }
  return el('ul', { class: 'reasons', 'aria-label': 'Found by' },
    ...[...names.values()].map(({ name, picture: sign, tip }) =>
      el('li', { title: tip, class: `reason reason--${sign ?? 'other'}` }, sign ? icon(sign) : null, name)));
}

function actions(hit, page) {
  return el('div', { class: 'card__actions' },
    el('button', { type: 'button', class: 'act', 'aria-label': `More like ${hit.title}`, onclick: () => page.like(hit) }, icon('like'), 'More like this'),
    hit.explain
      ? el('button', { type: 'button', class: 'act', 'aria-label': `Why ${hit.title} is here`, onclick: () => page.why(hit) }, icon('why'), 'Why here')
      : null,
    copies(hit, page));
}
