import { dismissable } from './dialog.js';
import { byId, el, icon } from './dom.js';
import { explanation } from './explain.js';
import { clock, fullDate, views } from './format.js';
import { momentStrip } from './moments.js';
import { problemNotice } from './notices.js';

/** The dialog in which a video plays from the moment that matches. */
export class Player {
  #dialog = byId('player');
  #body = byId('player-body');
  #kinora;
  #page;
  #loading;

  /**
   * @param {import('../client/kinora.js').Kinora} kinora
   * @param {object} page
   * @param {(hit: object, at: number | null) => string} page.address
   * @param {(tag: string) => void} page.searchTag
   * @param {(hit: object) => void} page.like
   * @param {(hit: object) => Node | null} page.follow a button to follow its channel
   * @param {(hit: object, film: HTMLVideoElement) => void} page.plays
   * @param {() => void} page.left whatever was playing plays no more
   * @param {() => void} page.closed
   */
  constructor(kinora, page) {
    this.#kinora = kinora;
    this.#page = page;
    dismissable(this.#dialog);
    this.#dialog.addEventListener('close', () => {
      // The event comes a little after the fact; by then the next video may be open.
      if (!this.#dialog.open) {
        this.#empty();
        page.closed();
      }
    });
  }

  get isOpen() {
    return this.#dialog.open;
  }

  /** Shows a video that is already at hand. */
  show(hit, at) {
    this.#empty();
    this.#render(hit, at);
    this.#open();
  }

  /** Fetches a video and shows it, or says why that is not possible. */
  async load(id, at) {
    this.#empty();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#body.replaceChildren(el('h2', { id: 'player-title', class: 'hidden' }, 'Loading the video'),
      el('div', { class: 'stage' }));
    this.#open();
    try {
      const video = await this.#kinora.video(id, { signal });
      if (!signal.aborted) {
        this.#render(video, at);
      }
    } catch (problem) {
      if (!signal.aborted) {
        this.#body.replaceChildren(el('h2', { id: 'player-title', class: 'player__sorry' }, 'This video cannot be shown'),
          problemNotice(problem));
      }
    }
  }

  close() {
    this.#dialog.close();
  }

  #open() {
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
  }

  /** Takes the film away too: a detached one would go on playing and loading. */
  #empty() {
    this.#loading?.abort();
    const film = this.#body.querySelector('video');
    if (film) {
      this.#page.left();
      film.pause();
      film.removeAttribute('src');
      film.load();
    }
    this.#body.replaceChildren();
  }

  #render(hit, at) {
    const media = this.#kinora.resolve(hit.media_url);
    const film = media ? this.#film(hit, media, at) : null;
    this.#body.replaceChildren(
      el('div', { class: 'stage' }, film ?? this.#still(hit, at)),
      el('div', { class: 'about' },
        el('h2', { id: 'player-title' }, hit.title),
        el('p', { class: 'meta' }, ...facts(hit)),
        this.#page.follow(hit),
        film ? this.#moments(hit, film) : null,
        this.#actions(hit, media, film, at),
        media ? null : el('p', { class: 'help' }, 'There is no film of this one, only what is said about it.'),
        hit.description ? el('p', { class: 'description' }, hit.description) : null,
        this.#tags(hit.tags ?? []),
        hit.license ? el('p', { class: 'help' }, `Licence: ${hit.license}`) : null,
        hit.explain ? el('details', {}, el('summary', {}, 'How the score came to be'), explanation(hit.explain)) : null));
  }

  #moments(hit, film) {
    return momentStrip(hit, { resolve: (url) => this.#kinora.resolve(url), play: (second) => playFrom(film, second) });
  }

  #film(hit, media, at) {
    const poster = this.#picture(hit, at);
    const film = el('video', { src: media, controls: true, autoplay: true, playsinline: true, preload: 'metadata', poster, 'aria-label': hit.title });
    this.#page.plays(hit, film);
    film.addEventListener('loadedmetadata', () => {
      if (at > 0) {
        film.currentTime = Math.min(at, film.duration || at);
      }
    }, { once: true });
    film.addEventListener('error', () => {
      this.#body.querySelector('.button--spark')?.remove();
      film.replaceWith(el('div', { class: 'stage__sorry', role: 'alert' },
        el('p', {}, 'Your browser cannot play this file.'),
        el('a', { class: 'button', href: media, download: '' }, icon('file'), 'Download it')));
    }, { once: true });
    return film;
  }

  /** Of the moment; a video that was fetched has its frames instead. */
  #picture(hit, at) {
    const frame = hit.frames?.findLast(({ timestamp_ms: ms }) => ms <= (at ?? 0) * 1000) ?? hit.frames?.[0];
    const url = hit.moment?.thumbnail_url ?? hit.thumbnail_url ?? frame?.thumbnail_url;
    return this.#kinora.resolve(url);
  }

  #still(hit, at) {
    const url = this.#picture(hit, at);
    return url ? el('img', { src: url, alt: '' }) : el('div', { class: 'stage__nothing' }, icon('play'));
  }

  #actions(hit, media, film, at) {
    const row = el('div', { class: 'actions' });
    if (film && hit.moment) {
      const moment = hit.moment.timestamp_ms / 1000;
      row.append(el('button', {
        type: 'button',
        class: 'button button--spark',
        onclick: () => playFrom(film, moment),
      }, icon('play'), `Seen at ${clock(moment)}`));
    }
    const link = new URL(this.#page.address(hit, at), document.baseURI).href;
    const copied = el('span', { role: 'status', class: 'help' });
    const anchor = el('a', { class: 'button', href: link }, icon('link'), at > 0 ? `Link to ${clock(at)}` : 'Link');
    anchor.addEventListener('click', async (event) => {
      if (navigator.clipboard && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
        event.preventDefault();
        copied.textContent = await navigator.clipboard.writeText(link).then(() => 'Link copied', () => link);
      }
    });
    row.append(anchor);
    if (media) {
      row.append(el('a', { class: 'button', href: media, download: '' }, icon('file'), 'File'));
    }
    row.append(el('button', { type: 'button', class: 'button', onclick: () => this.#page.like(hit) }, icon('like'), 'More like this'), copied);
    return row;
  }

  #tags(tags) {
    if (tags.length === 0) {
      return null;
    }
    return el('ul', { class: 'ideas', 'aria-label': 'Tags' }, ...tags.map((tag) =>
      el('li', {}, el('button', { type: 'button', class: 'idea', onclick: () => this.#page.searchTag(tag) }, tag))));
  }
}

function playFrom(film, second) {
  film.currentTime = second;
  film.play().catch(() => film.focus());
}

function facts(hit) {
  return [
    hit.channel && el('span', { class: 'channel' }, hit.channel),
    hit.views > 0 && el('span', {}, views(hit.views)),
    hit.published_at && el('time', { datetime: hit.published_at }, fullDate(hit.published_at)),
    hit.duration_s > 0 && el('span', {}, clock(hit.duration_s)),
  ].filter(Boolean);
}
