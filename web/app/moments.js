import { el } from './dom.js';
import { clock } from './format.js';
import { roving } from './roving.js';

/**
 * The frames of a video that match, as a strip in the order of time. The best one is marked.
 *
 * @param {object} hit
 * @param {object} page
 * @param {(url?: string) => string | null} page.resolve
 * @param {(second: number) => void} page.play
 * @param {(second: number | null, picture: string | null) => void} [page.look] at a frame, null: no longer
 * @returns {HTMLElement | null} null if there are fewer than two
 */
export function momentStrip(hit, { resolve, play, look = () => {} }) {
  const moments = (hit.moments ?? []).filter((moment) => resolve(moment.thumbnail_url));
  if (moments.length < 2) {
    return null;
  }
  const best = moments[0];
  const inTime = [...moments].sort((a, b) => a.timestamp_ms - b.timestamp_ms);
  const strip = el('div', { class: 'moments', role: 'group', 'aria-label': 'Moments that match' },
    ...inTime.map((moment) => frame(moment, moment === best, { resolve, play, look })));
  strip.addEventListener('pointerleave', () => look(null, null));
  return roving(strip);
}

function frame(moment, isBest, { resolve, play, look }) {
  const second = moment.timestamp_ms / 1000;
  const picture = resolve(moment.thumbnail_url);
  const image = el('img', { src: picture, alt: '', width: 96, height: 54, loading: 'lazy', decoding: 'async' });
  image.addEventListener('error', () => image.remove(), { once: true });
  const name = `Play from ${clock(second)}${isBest ? ', the best match' : ''}`;
  return el('button', {
    type: 'button',
    class: isBest ? 'frame frame--best' : 'frame',
    'aria-label': name,
    title: name,
    onclick: () => play(second),
    onpointerenter: (event) => event.pointerType === 'mouse' && look(second, picture),
    onfocus: (event) => event.target.matches(':focus-visible') && look(second, picture),
    onblur: () => look(null, null),
  }, image, el('span', { class: 'frame__time', 'aria-hidden': 'true' }, clock(second)));
}
