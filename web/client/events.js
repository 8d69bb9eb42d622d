import { Backoff } from './live/backoff.js';
import { send } from './http.js';

/**
 * What a viewer did, as `POST /v1/events` takes it.
 *
 * @typedef {object} Event
 * @property {'impression' | 'click' | 'watch' | 'like' | 'unlike' | 'share' | 'comment' | 'follow' | 'unfollow' | 'hide' | 'report' | 'search'} type
 * @property {string} event_id
 * @property {string} at
 * @property {string} [video_id]
 * @property {string} [channel_id]
 * @property {string} [query_id]
 * @property {string} [query]
 * @property {number} [position]
 * @property {number} [watch_ms]
 */
/** @typedef {Omit<Event, 'event_id' | 'at'> & {event_id?: string, at?: string}} Report */

/** So long an event waits for others to go with it. */
const PAUSE_MS = 1_000;
const BATCH = 100;
/** More than that is not kept while the server cannot be reached: the oldest go. */
const MOST_WAITING = 1_000;
/**
 * A browser lets a page have 64 kB of beacons under way, all together, and takes nothing of one that
 * goes beyond that: four of these fit, and one or two where others are under way already.
 */
const BEACON_BYTES = 16_000;
const TIMEOUT_MS = 15_000;

/**
 * Reports what viewers do. Events are gathered for a second and sent together; each has an id of
 * its own, so that sending it again does no harm. What waits when the page is hidden goes as beacons
 * too, as nothing may run afterwards; it waits on until a request has brought it, as nobody learns
 * what became of a beacon.
 */
export class Events {
  /**
   * Events given up: refused by the server, too many while it could not be reached, or more than the
   * browser took when the page went.
   */
  lost = 0;
  #url;
  #headers;
  #who;
  #refused;
  #backoff;
  /** @type {Event[]} */
  #waiting = [];
  /** Those of them that the browser has as beacons; none once it is known that the server could not be reached. @type {WeakSet<Event>} */
  #handed = new WeakSet();
  /** @type {Promise<void> | null} */
  #sending = null;
  #timer;

  /**
   * @param {object} options
   * @param {URL} options.url
   * @param {() => Record<string, string>} options.headers
   * @param {() => {token: string} | {session: string} | {}} options.who what a beacon says in their place
   * @param {(event: Event, problem: object) => void} [options.refused] told of each event that the server does not take
   * @param {ConstructorParameters<typeof Backoff>[0]} [options.backoff]
   */
  constructor({ url, headers, who, refused = () => {}, backoff }) {
    this.#url = url;
    this.#headers = headers;
    this.#who = who;
    this.#refused = refused;
    this.#backoff = new Backoff(backoff);
    globalThis.document?.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') {
        this.#hand();
      }
    });
    // A page that is kept may come back, and its events with it.
    globalThis.addEventListener?.('pagehide', ({ persisted }) => (persisted ? this.#hand() : this.#farewell()));
  }

  /**
   * @param {...Report} reports
   * @returns {void} they are sent soon; `flush` waits for that
   */
  report(...reports) {
    const at = new Date().toISOString();
    this.#waiting.push(...reports.map((report) => ({ event_id: newId(), at, ...report })));
    const tooMany = this.#waiting.length - MOST_WAITING;
    if (tooMany > 0) {
      this.#waiting.splice(0, tooMany);
      this.lost += tooMany;
    }
    if (!this.#sending) {
      this.#schedule(this.#waiting.length >= BATCH ? 0 : PAUSE_MS);
    }
  }

  /** Sends now what waits. @returns {Promise<void>} done when it was tried once */
  async flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#sending;
    if (this.#waiting.length > 0) {
      this.#sending ??= this.#sendBatch();
      await this.#sending;
    }
  }

  #schedule(ms) {
    if (this.#timer === undefined || ms === 0) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.flush();
      }, ms);
      if (this.#backoff.attempts > 0) {
        // In Node, what cannot be sent is no reason to stay.
        /** @type {any} */ (this.#timer).unref?.();
      }
    }
  }

  async #sendBatch() {
    const batch = this.#waiting.slice(0, BATCH);
    let pause = 0;
    try {
      const { refused = [] } = await send(this.#url, {
        method: 'POST',
        headers: { ...this.#headers(), 'Content-Type': 'application/json' },
        body: JSON.stringify(batch),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      this.#backoff.succeeded();
      this.#forget(batch);
      refused.forEach(({ index, problem }) => this.#giveUp([batch[index]], problem));
    } catch (problem) {
      const passing = problem.status === 0 || problem.status === 408 || problem.status === 429 || problem.status >= 500;
      if (passing) {
        pause = this.#backoff.next(problem.retryAfterMs);
        this.#handed = new WeakSet();
      } else {
        this.#forget(batch);
        this.#giveUp(batch, problem);
      }
    }
    this.#sending = null;
    if (this.#waiting.length > 0) {
      this.#schedule(Math.max(pause, this.#waiting.length >= BATCH ? 1 : PAUSE_MS));
    }
  }

  #forget(batch) {
    const gone = new Set(batch);
    this.#waiting = this.#waiting.filter((event) => !gone.has(event));
  }

  #giveUp(events, problem) {
    this.lost += events.length;
    events.forEach((event) => this.#refused(event, problem));
  }

  /**
   * The page may be gone in a moment, or merely hidden: what waits is handed to the browser, which
   * sends it in any case, and waits on. What is just being sent goes again, since that request may
   * die with the page; its ids make that harmless.
   *
   * @param {Event[]} [events] those that the browser does not have yet
   */
  #hand(events = this.#waiting.filter((event) => !this.#handed.has(event))) {
    const who = this.#who();
    for (const batch of batches(events, BEACON_BYTES - JSON.stringify(who).length)) {
      // A beacon cannot set headers, and of this type a browser sends it without asking first.
      if (navigator.sendBeacon(this.#url, new Blob([JSON.stringify({ ...who, events: batch })], { type: 'text/plain' }))) {
        batch.forEach((event) => this.#handed.add(event));
      }
    }
  }

  /** The page goes for good: what the browser does not take now is lost. */
  #farewell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const handed = this.#waiting.filter((event) => this.#handed.has(event));
    this.#hand();
    // After those that it never had, as there is room for few.
    this.#hand(handed);
    this.lost += this.#waiting.filter((event) => !this.#handed.has(event)).length;
    this.#waiting = [];
  }
}

/** As few arrays as have no more bytes in JSON than that; an event that has more stands alone. */
function batches(events, most) {
  /** @type {Event[][]} */
  const all = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const event of events) {
    const size = new TextEncoder().encode(JSON.stringify(event)).length + 1;
    if (bytes + size > most) {
      all.push([]);
      bytes = 2;
    }
    all[all.length - 1].push(event);
    bytes += size;
  }
  return all;
}

/** `crypto.randomUUID` exists on pages from https and from this machine only. */
function newId() {
  return globalThis.crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
