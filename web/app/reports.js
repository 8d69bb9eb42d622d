import { session } from './session.js';

/** A card has been seen when half of it was on the screen for so long. */
const SEEN_MS = 1_000;
const REMEMBERED = 5_000;

/** What the viewer does with the answers on this page, told to the server. */
export class Reports {
  #events;
  #answers = new Map();
  #told = new Set();
  #timers = new Map();
  #watcher = new IntersectionObserver((entries) => this.#onScreen(entries), { threshold: 0.5 });
  #playback = null;

  /** @param {import('../client/kinora.js').Kinora} kinora */
  constructor(kinora) {
    this.#events = session.wanted ? kinora.events : null;
    // Before the client sends what waits: hence in the capture phase.
    addEventListener('pagehide', () => this.left(), { capture: true });
  }

  /**
   * Other results are on the page.
   *
   * @param {{answer: object, hits: object[]}} answered all hits of all pages so far
   * @param {object[]} added those of the last page
   */
  shows({ answer, hits }, added) {
    const queryId = answer.query_id;
    const before = hits.length - added.length;
    if (before === 0) {
      this.#answers.clear();
    }
    added.forEach(({ id }, i) => this.#answers.set(id, { query_id: queryId, position: before + i + 1, query: answer.query?.normalised }));
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
    this.#watcher.disconnect();
    for (const card of document.querySelectorAll('#results .card[data-id]')) {
      this.#watcher.observe(card);
    }
  }

  /** A result was chosen. */
  chosen({ id }) {
    const found = this.#found(id);
    if (found.query_id) {
      this.#report({ type: 'click', video_id: id, ...found });
    }
  }

  followed(channel, follows) {
    this.#report({ type: follows ? 'follow' : 'unfollow', channel_id: channel });
    this.#events?.flush();
  }

  /** @param {{id: string}} hit @param {HTMLVideoElement} film plays from now on */
  plays(hit, film) {
    this.left();
    const playback = { id: hit.id, ms: 0, most: Number.POSITIVE_INFINITY, at: null };
    this.#playback = playback;
    film.addEventListener('durationchange', () => {
      playback.most = Number.isFinite(film.duration) ? film.duration * 1_500 : playback.most;
    });
    film.addEventListener('timeupdate', () => {
      const step = film.currentTime - (playback.at ?? film.currentTime);
      // A jump is not watching.
      if (!film.seeking && step > 0 && step < 2) {
        playback.ms += step * 1_000;
      }
      playback.at = film.currentTime;
    });
  }

  /** Whatever was playing plays no more. */
  left() {
    const playback = this.#playback;
    this.#playback = null;
    if (playback && playback.ms >= 1) {
      this.#report({ type: 'watch', video_id: playback.id, watch_ms: Math.floor(Math.min(playback.ms, playback.most)), ...this.#found(playback.id) });
    }
  }

  #found(id) {
    const { query_id: queryId, position } = this.#answers.get(id) ?? {};
    return queryId ? { query_id: queryId, position } : {};
  }

  #onScreen(entries) {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(this.#timers.get(target));
      this.#timers.delete(target);
      if (isIntersecting) {
        this.#timers.set(target, setTimeout(() => this.#seen(target.dataset.id), SEEN_MS));
      }
    }
  }

  #seen(id) {
    const found = this.#answers.get(id);
    if (!found?.query_id) {
      return;
    }
    if (found.query && this.#first(`search ${found.query_id}`)) {
      // What was typed on the way to it was not looked at.
      this.#report({ type: 'search', query: found.query, query_id: found.query_id });
    }
    if (this.#first(`${found.query_id} ${id}`)) {
      this.#report({ type: 'impression', video_id: id, ...this.#found(id) });
    }
  }

  #first(key) {
    if (this.#told.has(key)) {
      return false;
    }
    this.#told.add(key);
    if (this.#told.size > REMEMBERED) {
      this.#told.delete(this.#told.values().next().value);
    }
    return true;
  }

  #report(event) {
    this.#events?.report(event);
  }
}
