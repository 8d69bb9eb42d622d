/** So long before the token expires, a new one is looked for. */
const BEFORE_MS = 60_000;
const LOOK_AGAIN_MS = 5_000;

/** The token a connection was made with, and whether there is another one by now. */
export class TokenWatch {
  #get;
  #fresh;
  /** @type {string | null} */
  #used = null;
  #timer;

  /**
   * @param {() => string | null} get
   * @param {(token: string) => void} fresh there is a new one, in time
   */
  constructor(get, fresh) {
    this.#get = get;
    this.#fresh = fresh;
  }

  /** The token to use now. */
  take() {
    this.#used = this.#get();
    return this.#used;
  }

  /** Whether there is another one than the one in use. */
  get changed() {
    return this.#get() !== this.#used;
  }

  /** @param {number} [ms] undefined if it does not expire */
  expiresIn(ms) {
    clearTimeout(this.#timer);
    if (ms !== undefined) {
      const until = Date.now() + ms;
      this.#timer = setTimeout(() => this.#look(until), Math.min(Math.max(0, ms - BEFORE_MS), 0x7fffffff));
    }
  }

  #look(until) {
    if (this.changed) {
      const token = this.take();
      if (token !== null) {
        this.#fresh(token);
      }
    } else if (Date.now() < until) {
      this.#timer = setTimeout(() => this.#look(until), LOOK_AGAIN_MS);
    }
  }
}
