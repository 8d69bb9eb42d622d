import { el, icon } from './dom.js';
import { clock } from './format.js';
import { startPreview, stopPreview } from './preview.js';

/**
 * The picture of a card, with its moment and length; `look` shows another frame for a while, in
 * motion where there is a film.
 *
 * @param {import('../client/kinora.js').Hit} hit
 * @param {(url?: string) => string | null} resolve
 * @returns {{element: HTMLElement, look: (second: number | null, url: string | null) => void}}
 */
export function cardPicture(hit, resolve) {
  const { moment } = hit;
  const own = resolve(moment?.thumbnail_url) ?? resolve(hit.thumbnail_url);
  const element = el('div', { class: 'picture' }, own ? still(hit, own) : placeholder(hit));
  if (hit.media_url) {
    element.append(el('span', { class: 'picture__play' }, icon('play')));
  }
  const badge = el('span', { class: 'moment', hidden: !moment }, moment ? `seen at ${clock(moment.timestamp_ms / 1000)}` : '');
  element.append(badge);
  if (hit.duration_s > 0) {
    element.append(el('span', { class: 'duration' }, el('span', { class: 'hidden' }, 'Length '), clock(hit.duration_s)));
  }
  if (moment && hit.duration_s > 0) {
    element.append(tick(moment.timestamp_ms / 1000 / hit.duration_s));
  }
  return { element, look: looking(element, badge, hit, resolve(hit.media_url)) };
}

function looking(element, badge, hit, media) {
  const said = badge.textContent;
  return (second, url) => {
    element.querySelector('.picture__frame')?.remove();
    element.classList.toggle('picture--looking', second !== null);
    if (second === null) {
      stopPreview();
      badge.textContent = said;
      return;
    }
    element.querySelector('.picture__play')?.before(el('img', { class: 'picture__frame', src: url, alt: '' }));
    badge.textContent = `seen at ${clock(second)}`;
    startPreview(element, media, second);
  };
}

function still(hit, url) {
  const alt = hit.moment ? `The moment that matches, at ${clock(hit.moment.timestamp_ms / 1000)}` : '';
  const image = el('img', { src: url, alt, width: 480, height: 270, loading: 'lazy', decoding: 'async' });
  image.addEventListener('error', () => image.replaceWith(placeholder(hit)), { once: true });
  return image;
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
