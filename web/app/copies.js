import { el } from './dom.js';
import { clock } from './format.js';

const MOST = 20;

/**
 * The near-duplicates that are not shown because this one is; they are fetched when asked for.
 *
 * @param {object} hit
 * @param {object} page
 * @param {(id: string) => Promise<object>} page.video
 * @param {(hit: object, at: number | null) => string} page.address
 * @param {(hit: object, at: number | null) => void} page.open
 */
export function copies(hit, page) {
  const ids = hit.duplicates ?? [];
  if (ids.length === 0) {
    return null;
  }
  const list = el('ul', {});
  const details = el('details', { class: 'copies' },
    el('summary', {}, ids.length === 1 ? '1 copy' : `${ids.length} copies`), list);
  details.addEventListener('toggle', () => {
    if (details.open && list.childElementCount === 0) {
      list.replaceChildren(...ids.slice(0, MOST).map((id) => copy(id, page)));
    }
  });
  return details;
}

function copy(id, page) {
  const link = el('a', { href: page.address({ id }, null) }, id);
  link.addEventListener('click', (event) => {
    if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      page.open({ id }, null);
    }
  });
  const item = el('li', {}, link);
  page.video(id).then((video) => {
    link.textContent = video.title;
    const facts = [video.channel, video.duration_s > 0 ? clock(video.duration_s) : null].filter(Boolean).join(' · ');
    item.append(el('span', { class: 'help' }, facts));
  }, () => {
    // Its id is all there is to say; the player tells why it cannot be shown.
  });
  return item;
}
