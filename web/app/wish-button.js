import { el, icon } from './dom.js';
import { channelWish, queryWish } from './live-store.js';
import { anyChosen, filterOf } from './facet-fields.js';

/**
 * A button by which one hears of something from now on, or no more.
 *
 * @param {import('./live-store.js').Wish} wish
 * @param {{has: (wish: object) => boolean}} feed
 * @param {(wish: object) => void} toggle
 */
export function wishButton(wish, feed, toggle) {
  const channel = wish.kind === 'channel';
  const button = el('button', { type: 'button', class: 'button button--small wish', 'data-wish': wish.key, onclick: () => toggle(wish) });
  const on = feed.has(wish);
  const words = channel ? (on ? 'Following' : 'Follow') : (on ? 'Notifying' : 'Notify me');
  button.setAttribute('aria-pressed', String(on));
  button.title = channel ? `New videos of ${wish.label} appear in the live column` : 'New videos that have all of these words appear in the live column';
  button.append(icon(on ? 'check' : channel ? 'plus' : 'bell'), el('span', {}, words), el('span', { class: 'hidden' }, channel ? ` ${wish.label}` : ' of new videos'));
  return button;
}

/**
 * What could be heard of in place of searching for it again and again, or null.
 *
 * @param {import('./address.js').View} view
 * @returns {import('./live-store.js').Wish | null}
 */
export function wishOf(view) {
  if (view.like || view.picture) {
    return null;
  }
  const q = view.q.trim();
  const { channel, ...others } = view.chosen;
  if (q === '' && channel.length === 1 && !anyChosen(others)) {
    return channelWish(channel[0]);
  }
  if (q === '' && !anyChosen(view.chosen)) {
    return null;
  }
  const chosen = Object.values(view.chosen).flat().join(', ');
  const label = [q === '' ? null : `“${q}”`, chosen === '' ? null : chosen].filter(Boolean).join(' · ');
  return queryWish({ q, filter: filterOf(view.chosen) }, label);
}
