import { Ended } from './ended.js';
import { eventsOf } from './event-stream.js';

/** A browser keeps six connections to a server over HTTP/1.1; the page needs some of them. */
const MOST_STREAMS = 4;

/**
 * The same frames as Server-Sent Events, for networks that let no WebSocket through: a request for
 * each subscription. It is made with `fetch`, since an `EventSource` cannot send a token.
 */
export class EventsTransport {
  name = /** @type {const} */ ('events');
  #base;
  #token;
  #handlers;
  #streams = new Map();
  #open = true;

  static available() {
    return typeof globalThis.fetch === 'function';
  }

  /**
   * @param {URL} base the server's
   * @param {string | null} token
   * @param {import('./ended.js').Handlers} handlers
   */
  constructor(base, token, handlers) {
    this.#base = base;
    this.#token = token;
    this.#handlers = handlers;
    queueMicrotask(() => {
      if (this.#open) {
        handlers.opened();
      }
    });
  }

  /** When the quietest stream said something last. */
  get heard() {
    return Math.min(Date.now(), ...[...this.#streams.values()].map(({ heard }) => heard));
  }

  /** @param {import('../frames.d.ts').ClientFrame} frame all but the subscriptions have no meaning here */
  send(frame) {
    if (frame.type === 'subscribe') {
      this.#subscribe(frame);
    } else if (frame.type === 'unsubscribe') {
      this.#stop(frame.id);
    }
  }

  close() {
    this.#open = false;
    for (const id of [...this.#streams.keys()]) {
      this.#stop(id);
    }
  }

  #stop(id) {
    this.#streams.get(id)?.abort.abort();
    this.#streams.delete(id);
  }

  /** @param {import('../frames.d.ts').Subscribe} frame */
  #subscribe({ type: _type, vector, ...parameters }) {
    const { id } = parameters;
    this.#stop(id);
    if (vector || this.#streams.size >= MOST_STREAMS) {
      const detail = vector ? 'a vector cannot be sent over Server-Sent Events' : `there are at most ${MOST_STREAMS} subscriptions over Server-Sent Events`;
      this.#refuse(id, { type: 'urn:kinora:problem:not-configured', title: 'This needs a WebSocket', status: 501, detail, request_id: '' });
      return;
    }
    const stream = { abort: new AbortController(), heard: Date.now() };
    this.#streams.set(id, stream);
    this.#read(id, stream, parameters).then(
      () => this.#over(id, stream, new Ended({})),
      (problem) => this.#over(id, stream, new Ended({ detail: problem.message })));
  }

  async #read(id, stream, parameters) {
    const url = new URL('v1/live/events', this.#base);
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) {
        url.searchParams.set(name, value);
      }
    }
    const headers = { Accept: 'text/event-stream', ...(this.#token ? { Authorization: `Bearer ${this.#token}` } : {}) };
    const response = await fetch(url, { headers, signal: stream.abort.signal, cache: 'no-store' });
    if (!response.ok || !response.body) {
      await this.#refused(id, stream, response);
      return;
    }
    for await (const { data } of eventsOf(response.body)) {
      stream.heard = Date.now();
      const frame = JSON.parse(data);
      if (this.#streams.get(id) !== stream) {
        return;
      }
      if (frame.type === 'bye' && frame.code === 'internal' && frame.retry_after_ms === undefined) {
        this.#streams.delete(id); // The error before it was about this one subscription.
        return;
      }
      this.#handlers.frame(frame);
    }
  }

  /** Parameters that are refused are the end of one subscription; anything else is that of all. */
  async #refused(id, stream, response) {
    const problem = await response.json().catch(() => ({ type: 'about:blank', title: `Status ${response.status}`, status: response.status, request_id: '' }));
    if (this.#streams.get(id) !== stream) {
      return;
    }
    const seconds = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined;
    const code = new Map([[401, 'unauthenticated'], [403, 'forbidden'], [429, 'too_many'], [503, 'overloaded']]).get(response.status);
    if (code || (response.status >= 500 && response.status !== 501)) {
      this.#over(id, stream, new Ended({ code: code ?? 'internal', detail: problem.detail ?? problem.title, retryAfterMs }));
      return;
    }
    this.#streams.delete(id);
    this.#refuse(id, problem);
  }

  #refuse(subscription, problem) {
    queueMicrotask(() => this.#handlers.frame({ type: 'error', subscription, problem }));
  }

  #over(id, stream, ended) {
    if (this.#open && this.#streams.get(id) === stream) {
      this.close();
      this.#handlers.ended(ended);
    }
  }
}
