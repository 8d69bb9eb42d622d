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
/** What a browser lets a page send while it goes is 64 kB, all such requests together. */
const FAREWELL_BYTES = 60_000;
const TIMEOUT_MS = 15_000;

/**
 * Reports what viewers do. Events are gathered for a second and sent together; each has an id of
 * its own, so that sending it again does no harm; what waits when the page goes is sent then.
 */
export class Events {
  /** Events given up: refused by the server, or too many while it could not be reached. */
  lost = 0;
  #url;
  #headers;
  #who;
  #refused;
  #backoff;
  /** @type {Event[]} */
  #waiting = [];
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
        this.#farewell();
      }
    });
    globalThis.addEventListener?.('pagehide', () => this.#farewell());
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
   * The page may be gone in a moment: what waits is handed to the browser, which sends it in any case.
   * What is just being sent goes again, since that request may die with the page; its ids make that
   * harmless.
   */
  #farewell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const who = JSON.stringify(this.#who()).slice(1, -1);
    for (const events of batches(this.#waiting.splice(0), FAREWELL_BYTES - who.length)) {
      // A beacon cannot set headers, and of this type a browser sends it without asking first.
      navigator.sendBeacon(this.#url, new Blob([`{${who === '' ? '' : `${who},`}"events":${events}}`], { type: 'text/plain' }));
    }
  }
}

/** As few arrays as have room for the events; nothing larger than a browser takes. */
function batches(events, most) {
  const texts = events.map((event) => JSON.stringify(event)).filter((text) => text.length < most);
  /** @type {string[][]} */
  const all = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const text of texts) {
    const size = new TextEncoder().encode(text).length + 1;
    if (bytes + size > most) {
      all.push([]);
      bytes = 2;
    }
    all[all.length - 1].push(text);
    bytes += size;
  }
  return all.map((one) => `[${one.join(',')}]`);
}

/** `crypto.randomUUID` exists on pages from https and from this machine only. */
function newId() {
  return globalThis.crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
