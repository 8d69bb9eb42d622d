import { el } from './dom.js';

const HOVER_MS = 250;

let timer = 0;
let film = null;

/** Plays a film without sound in the picture of its card, from a second on; one at a time. */
export function startPreview(picture, url, second) {
  stopPreview();
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches || navigator.connection?.saveData;
  if (!url || calm) {
    return;
  }
  timer = setTimeout(() => {
    film = el('video', { class: 'picture__film', src: `${url}#t=${second}`, muted: true, playsinline: true, preload: 'auto', tabindex: -1, 'aria-hidden': 'true' });
    film.muted = true;
    film.addEventListener('playing', (event) => event.target.classList.add('picture__film--on'), { once: true });
    film.addEventListener('error', stopPreview, { once: true });
    picture.append(film);
    film.play().catch(() => {
      // It was taken away before it could start, or cannot be played: the still picture stays.
    });
  }, HOVER_MS);
}

/** Takes the film away: a detached one would go on loading. */
export function stopPreview() {
  clearTimeout(timer);
  if (film) {
    film.pause();
    film.removeAttribute('src');
    film.load();
    film.remove();
    film = null;
  }
}
