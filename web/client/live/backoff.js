/**
 * How long to wait before the next attempt: "full jitter", or all who lost the same server would
 * come back in the same instant.
 */
export class Backoff {
  #baseMs;
  #mostMs;
  #spreadMs;
  #random;
  #attempts = 0;

  /**
   * @param {object} [options]
   * @param {number} [options.baseMs] the most before the first attempt; doubles with each
   * @param {number} [options.mostMs] the most before any
   * @param {number} [options.spreadMs] on top of what the server asked for, at most
   * @param {() => number} [options.random] from 0 to below 1
   */
  constructor({ baseMs = 500, mostMs = 30_000, spreadMs = 1_000, random = Math.random } = {}) {
    this.#baseMs = baseMs;
    this.#mostMs = mostMs;
    this.#spreadMs = spreadMs;
    this.#random = random;
  }

  /** How often `next` was asked since the last success. */
  get attempts() {
    return this.#attempts;
  }

  /**
   * @param {number} [retryAfterMs] what the server asked for
   * @returns {number} milliseconds
   */
  next(retryAfterMs) {
    const most = Math.min(this.#mostMs, this.#baseMs * 2 ** this.#attempts);
    this.#attempts++;
    return retryAfterMs === undefined
      ? this.#random() * most
      : retryAfterMs + this.#random() * Math.min(this.#spreadMs, most);
  }

  succeeded() {
    this.#attempts = 0;
  }
}
