/**
 * @typedef {object} Handlers of whoever opens a transport
 * @property {() => void} opened frames can be sent
 * @property {(frame: import('../frames.d.ts').ServerFrame) => void} frame
 * @property {(ended: Ended) => void} ended at most once, and not after `close()`
 */

/** What the closing of a socket says where there was no time for a frame. */
const WORDS = new Map([
  [1001, 'going_away'], [1009, 'too_large'], [1011, 'internal'], [4400, 'malformed'], [4401, 'unauthenticated'],
  [4408, 'silent'], [4429, 'too_many'], [4900, 'slow'],
]);

const FINAL = new Set(['unauthenticated', 'forbidden', 'malformed', 'too_large']);

/** How a connection came to its end, and whether to try again. */
export class Ended {
  /** One of the protocol's codes, or `broken`. */
  code;
  /** The server's words, if it said any. */
  detail;
  /** Not before; undefined if the server did not say. */
  retryAfterMs;

  /**
   * @param {object} how
   * @param {string} [how.code]
   * @param {number} [how.closeCode] of a WebSocket
   * @param {number} [how.retryAfterMs]
   * @param {string} [how.detail]
   */
  constructor({ closeCode = 1006, code = WORDS.get(closeCode) ?? 'broken', retryAfterMs, detail }) {
    this.code = code;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }

  /** Trying again by itself is pointless. */
  get final() {
    return FINAL.has(this.code) && this.retryAfterMs === undefined;
  }
}
