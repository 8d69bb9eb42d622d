import { el, icon } from './dom.js';
import { clock, fullDate, relativeDate, views } from './format.js';
import { highlighted, plain } from './highlight.js';

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
 * @param {(hit: object, at: number | null, event: MouseEvent) => void} page.open
 */
export function card(hit, { resolve, address, open }) {
  const at = hit.moment ? hit.moment.timestamp_ms / 1000 : null;
  const link = el('a', { href: address(hit, at), class: 'card__link' }, ...titleOf(hit));
  link.addEventListener('click', (event) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
    if (!elsewhere) {
      event.preventDefault();
      open(hit, at, event);
    }
  });
  return el('li', { class: 'card', 'data-id': hit.id },
    picture(hit, resolve),
    el('h3', { class: 'card__title' }, link),
    meta(hit),
    snippet(hit),
    reasons(hit.found_by ?? []));
}

function picture(hit, resolve) {
  const { moment } = hit;
  const url = resolve(moment?.thumbnail_url) ?? resolve(hit.thumbnail_url);
  const box = el('div', { class: 'picture' });
  if (url) {
    const alt = moment ? `The moment that matches, at ${clock(moment.timestamp_ms / 1000)}` : '';
    const image = el('img', { src: url, alt, width: 480, height: 270, loading: 'lazy', decoding: 'async' });
    image.addEventListener('error', () => image.replaceWith(placeholder(hit)), { once: true });
    box.append(image);
  } else {
    box.append(placeholder(hit));
  }
  if (hit.media_url) {
    box.append(el('span', { class: 'picture__play' }, icon('play')));
  }
  if (moment) {
    box.append(el('span', { class: 'moment' }, `seen at ${clock(moment.timestamp_ms / 1000)}`));
  }
  if (hit.duration_s > 0) {
    box.append(el('span', { class: 'duration' },
      el('span', { class: 'hidden' }, 'Length '), clock(hit.duration_s)));
  }
  if (moment && hit.duration_s > 0) {
    box.append(tick(moment.timestamp_ms / 1000 / hit.duration_s));
  }
  return box;
}

/** Where in the film the moment lies. */
function tick(share) {
  const mark = el('span', { class: 'tick', 'aria-hidden': 'true' });
  mark.style.setProperty('--at', String(Math.min(Math.max(share, 0), 1)));
  return mark;
}

/** For a video without a picture: its own colour and first letter. */
function placeholder(hit) {
  const box = el('div', { class: 'placeholder', 'aria-hidden': 'true' }, [...hit.title.trim()][0] ?? '');
  let hue = 0;
  for (const character of hit.id) {
    hue = (hue * 31 + character.codePointAt(0)) % 360;
  }
  box.style.setProperty('--hue', String(hue));
  return box;
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
