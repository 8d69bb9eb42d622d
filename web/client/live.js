import { Backoff } from './live/backoff.js';
import { Emitter } from './live/emitter.js';
import { Ended } from './live/ended.js';
import { EventsTransport } from './live/events-transport.js';
import { Pulse } from './live/pulse.js';
import { SocketTransport } from './live/socket-transport.js';
import { Subscription } from './live/subscription.js';
import { TokenWatch } from './live/token-watch.js';
import { onWake } from './live/wake.js';

export { Subscription } from './live/subscription.js';

/** @typedef {import('./live/subscription.js').Wish} Wish */
/** @typedef {import('./frames.d.ts').Item} LiveItem */
/** @typedef {import('./frames.d.ts').Gap} LiveGap */
/** @typedef {import('./frames.d.ts').HistoryLost} LiveHistoryLost */

/**
 * How the connection is, for people to see.
 *
 * @typedef {object} LiveState
 * @property {'idle' | 'connecting' | 'open' | 'checking' | 'waiting' | 'stopped' | 'closed'} status
 *     `idle`: nothing is listened to; `checking`: it was silent or the machine slept, and the server is being
 *     asked; `waiting`: broken, the next attempt is at `retryAt`; `stopped`: the server does not want this
 *     client as it is, `retry()` once that has changed; `closed`: by `close()`
 * @property {'websocket' | 'events' | null} transport over which it is open
 * @property {boolean} signedIn
 * @property {number | null} retryAt milliseconds since 1970
 * @property {number} attempts failed ones in a row
 * @property {string | null} code how the last connection ended, as in the protocol, or `broken`
 * @property {string | null} detail the server's words for it
 */

/** Open for so long, a connection was a good one. */
const GOOD_MS = 30_000;

/** A connection on which no `welcome` comes is none. */
const WELCOME_MS = 10_000;

/** So many failures in a row without a welcome, and the other way to connect is tried. */
const TRIES = 2;

/** The same for one that has worked: a node that restarts takes its time, a network that has changed is rarer. */
const TRIES_OF_A_GOOD_ONE = 10;

const TRANSPORTS = [SocketTransport, EventsTransport];

/**
 * The live feed (docs/live.md): one connection for everything that is listened to. It connects when
 * there is a subscription, comes back by itself, goes on where it was, and drops repeats.
 *
 * @extends {Emitter<{state: LiveState, pong: import('./frames.d.ts').Pong}>}
 */
export class Live extends Emitter {
  /** @type {LiveState} */
  state = { status: 'idle', transport: null, signedIn: false, retryAt: null, attempts: 0, code: null, detail: null };
  /** What the server told when it welcomed this client. @type {import('./frames.d.ts').Welcome | null} */
  welcome = null;
  #base;
  #token;
  #backoff;
  #pulse;
  #subscriptions = new Map();
  #named = 0;
  /** @type {SocketTransport | EventsTransport | null} */
  #transport = null;
  /** Ways to connect, that to be tried next first. */
  #transports;
  /** Ways to connect, the better first. */
  #preferred;
  #socketWorked = false;
  #failures = 0;
  #openedAt = 0;
  #timer;
  #stopWaking;

  /**
   * @param {object} options
   * @param {URL} options.baseUrl the server's
   * @param {() => string | null} options.token
   * @param {ConstructorParameters<typeof Backoff>[0]} [options.backoff]
   * @param {('websocket' | 'events')[]} [options.transports] ways to connect, the better first
   */
  constructor({ baseUrl, token, backoff, transports = ['websocket', 'events'] }) {
    super();
    this.#base = baseUrl;
    this.#backoff = new Backoff(backoff);
    this.#token = new TokenWatch(token, (fresh) => this.#transport?.send({ type: 'token', token: fresh }));
    this.#pulse = new Pulse({
      ping: () => this.#ping(),
      well: () => this.#become({ status: 'open' }),
      dead: () => this.#broken(new Ended({ detail: 'the server fell silent' })),
    });
    const usable = TRANSPORTS.filter((one) => one.available());
    this.#transports = transports.map((name) => usable[name === 'websocket' ? 0 : usable.length - 1])
      .filter((one, i, all) => one && all.indexOf(one) === i);
    this.#preferred = [...this.#transports];
    this.#stopWaking = onWake(() => this.#woken());
    globalThis.addEventListener?.('pagehide', this.#hidden);
    globalThis.addEventListener?.('pageshow', this.#shown);
  }

  /**
   * Listens to something from now on, or from a position on (`resume`).
   *
   * @param {Wish} wish
   * @returns {Subscription}
   */
  subscribe(wish) {
    if (this.state.status === 'closed') {
      throw new TypeError('this feed is closed');
    }
    const subscription = new Subscription(`s${++this.#named}`, wish, (ended) => this.#end(ended));
    this.#subscriptions.set(subscription.id, subscription);
    if (this.#transport && this.#openedAt > 0) {
      this.#transport.send(subscription.frame);
    } else if (this.state.status === 'idle') {
      this.#connect();
    }
    return subscription;
  }

  /** Connects now instead of later, and with the token that there is now. */
  retry() {
    if (this.state.status === 'waiting' || this.state.status === 'stopped') {
      this.#connect();
    } else if (this.#transport && this.#token.changed) {
      // What follows a viewer is another matter now: the connection belongs to one of them.
      this.#drop();
      this.#connect();
    }
  }

  /** Ends everything, for good. */
  close() {
    this.#drop();
    this.#subscriptions.clear();
    this.#stopWaking();
    globalThis.removeEventListener?.('pagehide', this.#hidden);
    globalThis.removeEventListener?.('pageshow', this.#shown);
    this.#become({ status: 'closed', transport: null, retryAt: null });
  }

  #end(subscription) {
    if (!this.#subscriptions.delete(subscription.id)) {
      return;
    }
    this.#transport?.send({ type: 'unsubscribe', id: subscription.id });
    if (this.#subscriptions.size === 0) {
      this.#drop();
      this.#become({ status: 'idle', transport: null, retryAt: null, code: null, detail: null });
    }
  }

  #connect() {
    this.#drop();
    if (this.#subscriptions.size === 0) {
      return;
    }
    const Transport = this.#transports[0];
    if (!Transport) {
      this.#become({ status: 'stopped', code: 'broken', detail: 'there is neither WebSocket nor fetch here' });
      return;
    }
    this.#become({ status: 'connecting', transport: null, retryAt: null });
    const token = this.#token.take();
    this.#timer = setTimeout(() => this.#broken(new Ended({ detail: 'no welcome came' })), WELCOME_MS);
    const transport = new Transport(this.#base, token, {
      opened: () => this.#opened(token),
      frame: (frame) => this.#frame(frame),
      ended: (ended) => this.#broken(ended),
    });
    this.#transport = transport;
    this.#openedAt = 0;
  }

  #opened(token) {
    this.#openedAt = Date.now();
    if (token !== null) {
      this.#transport?.send({ type: 'token', token });
    }
    for (const subscription of this.#subscriptions.values()) {
      this.#transport?.send(subscription.frame);
    }
  }

  /** @param {import('./frames.d.ts').ServerFrame} frame */
  #frame(frame) {
    this.#pulse.heard();
    switch (frame.type) {
      case 'welcome':
        this.#welcomed(frame);
        break;
      case 'pong':
        this.#pong(frame);
        break;
      case 'bye':
        this.#broken(new Ended({ code: frame.code, detail: frame.detail, retryAfterMs: frame.retry_after_ms }));
        break;
      default:
        this.#forSubscription(frame);
    }
  }

  #welcomed(welcome) {
    clearTimeout(this.#timer);
    const transport = this.#transport;
    if (!transport) {
      return;
    }
    this.#failures = 0;
    this.#socketWorked ||= transport.name === 'websocket';
    this.welcome = welcome;
    this.#pulse.start(welcome.heartbeat_ms, transport);
    this.#token.expiresIn(transport.name === 'websocket' ? welcome.token_expires_in_ms : undefined);
    this.#become({ status: 'open', transport: transport.name, signedIn: welcome.signed_in, code: null, detail: null });
  }

  #pong(frame) {
    for (const [id, token] of Object.entries(frame.tokens ?? {})) {
      this.#subscriptions.get(id)?.reached(token);
    }
    if (frame.n === undefined) {
      const tokens = [...this.#subscriptions.values()].filter(({ token }) => token !== undefined).map(({ id, token }) => [id, token]);
      this.#transport?.send({ type: 'ack', tokens: Object.fromEntries(tokens) });
    }
    this.emit('pong', frame);
  }

  #forSubscription(frame) {
    const subscription = this.#subscriptions.get(frame.subscription);
    if (!subscription) {
      return;
    }
    subscription.take(frame);
    if (frame.type !== 'error') {
      return;
    }
    if (!this.welcome && [...this.#subscriptions.values()].every(({ refused }) => refused)) {
      clearTimeout(this.#timer); // The server is there, though nothing is left to be welcomed to.
    }
    // A position that is not taken is given up; what has no room now may have later.
    const pause = frame.problem.field === 'resume' ? 0 : frame.retry_after_ms;
    if (pause !== undefined) {
      const transport = this.#transport;
      setTimeout(() => {
        if (transport === this.#transport && this.#subscriptions.has(subscription.id)) {
          transport?.send(subscription.frame);
        }
      }, pause);
    }
  }

  /** @param {Ended} ended */
  #broken(ended) {
    const good = this.#openedAt > 0 && Date.now() - this.#openedAt >= GOOD_MS;
    const welcomed = this.welcome !== null;
    const name = this.#transport?.name;
    this.#drop();
    if (good) {
      this.#backoff.succeeded();
    }
    if (welcomed) {
      this.#preferAgain();
    } else if (ended.code === 'broken') {
      this.#failed(name);
    }
    const how = { transport: null, signedIn: false, code: ended.code, detail: ended.detail ?? null };
    if (ended.code === 'unauthenticated' && this.#token.changed) {
      this.#connect();
      return;
    }
    if (ended.final) {
      this.#become({ ...how, status: 'stopped', retryAt: null });
      return;
    }
    const pause = this.#backoff.next(ended.retryAfterMs);
    this.#timer = setTimeout(() => this.#connect(), pause);
    this.#become({ ...how, status: 'waiting', retryAt: Date.now() + pause, attempts: this.#backoff.attempts });
  }

  /** What was second best need not be any more; where the best never worked, one attempt shows. */
  #preferAgain() {
    if (this.#transports[0] !== this.#preferred[0]) {
      this.#transports = [...this.#preferred];
      this.#failures = this.#socketWorked ? 0 : TRIES - 1;
    }
  }

  /** @param {'websocket' | 'events' | undefined} name of the way that was tried */
  #failed(name) {
    const tries = name === 'websocket' && this.#socketWorked ? TRIES_OF_A_GOOD_ONE : TRIES;
    if (++this.#failures >= tries) {
      this.#failures = 0;
      this.#transports.push(...this.#transports.splice(0, 1));
    }
  }

  #ping() {
    this.#become({ status: 'checking' });
    this.#transport?.send({ type: 'ping' });
  }

  #woken() {
    if (this.state.status === 'waiting') {
      this.#connect();
    } else if (this.state.status === 'open') {
      this.#pulse.check();
    }
  }

  #drop() {
    clearTimeout(this.#timer);
    this.#pulse.stop();
    this.#token.expiresIn(undefined);
    this.#transport?.close();
    this.#transport = null;
    this.#openedAt = 0;
    this.welcome = null;
  }

  /** A page with an open connection is not kept for going back to. */
  #hidden = (event) => {
    if (event.persisted && this.#transport) {
      this.#drop();
      this.#become({ status: 'waiting', transport: null, retryAt: null });
    }
  };

  #shown = (event) => {
    if (event.persisted && this.state.status === 'waiting') {
      this.#connect();
    }
  };

  /** @param {Partial<LiveState>} change */
  #become(change) {
    const state = { ...this.state, attempts: this.#backoff.attempts, ...change };
    const same = Object.entries(state).every(([name, value]) => value === this.state[name]);
    if (!same) {
      this.state = state;
      this.emit('state', state);
    }
  }
}
