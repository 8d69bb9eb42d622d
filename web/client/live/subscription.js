import { KinoraProblem } from '../problem.js';
import { Emitter } from './emitter.js';

/** @typedef {import('../frames.d.ts').Item} Item */
/** @typedef {import('../frames.d.ts').Gap} Gap */
/** @typedef {import('../frames.d.ts').HistoryLost} HistoryLost */
/** @typedef {import('../frames.d.ts').Subscribed} Subscribed */
/** @typedef {Omit<import('../frames.d.ts').Subscribe, 'type' | 'id'>} Wish what to hear of */
/**
 * @typedef {{item: Item, gap: Gap, history_lost: HistoryLost, subscribed: Subscribed, problem: KinoraProblem}} SubscriptionEvents
 */

/** Items remembered, to drop those that come again after a resume. */
const REMEMBERED = 1_000;

/**
 * One thing that is listened to, over as many connections as it takes. Each item is handed out once
 * per token, in order.
 *
 * @extends {Emitter<SubscriptionEvents>}
 */
export class Subscription extends Emitter {
  /** @type {string} */
  id;
  /** The position to resume with; undefined before the first connection. @type {string | undefined} */
  token;
  /** What the server refused, or null. @type {KinoraProblem | null} */
  refused = null;
  #wish;
  #seen = new Set();
  #end;

  /**
   * @param {string} id
   * @param {Wish} wish
   * @param {(subscription: Subscription) => void} end
   */
  constructor(id, { resume, ...wish }, end) {
    super();
    this.id = id;
    this.token = resume;
    this.#wish = wish;
    this.#end = end;
  }

  /** @returns {import('../frames.d.ts').Subscribe} with the position to go on from */
  get frame() {
    return { type: 'subscribe', id: this.id, ...this.#wish, ...(this.token === undefined ? {} : { resume: this.token }) };
  }

  /** Hears no more of it. */
  close() {
    this.#end(this);
  }

  /** @param {import('../frames.d.ts').ServerFrame} frame one that names this subscription */
  take(frame) {
    switch (frame.type) {
      case 'subscribed':
        this.refused = null;
        this.#moveTo(frame.token, () => this.emit('subscribed', frame));
        break;
      case 'item':
        this.#item(frame);
        break;
      case 'gap':
        this.#moveTo(frame.to, () => this.emit('gap', frame));
        break;
      case 'history_lost':
        this.#moveTo(frame.token, () => this.emit('history_lost', frame));
        break;
      case 'error':
        this.#refuse(frame);
        break;
    }
  }

  /** @param {string} token everything up to there has been looked at */
  reached(token) {
    this.token = token;
  }

  /** @param {Item} frame */
  #item(frame) {
    // A row of a table holds again even if another node's stood in its place meanwhile.
    const row = frame.rank !== undefined;
    if (!row && this.#seen.has(frame.token)) {
      this.token = frame.token;
      return;
    }
    this.#moveTo(frame.token, () => this.emit('item', frame));
    this.#seen.add(frame.token);
    if (this.#seen.size > REMEMBERED) {
      this.#seen.delete(this.#seen.values().next().value);
    }
  }

  /** @param {import('../frames.d.ts').ErrorFrame} frame */
  #refuse({ problem, retry_after_ms: retryAfterMs }) {
    if (problem.field === 'resume') {
      this.token = undefined;
    }
    this.refused = new KinoraProblem(problem, { retryAfterMs });
    this.emit('problem', this.refused);
  }

  /** The position is kept after the listeners are through: what a crash cuts short comes again. */
  #moveTo(token, handle) {
    handle();
    this.token = token;
  }
}
