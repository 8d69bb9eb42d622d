const REMEMBERED = 8;

/**
 * Runs one search at a time. A newer one stops the older, so an answer can neither come out of
 * order nor be shown under another question. Remembers the last few so that going back is instant.
 */
export class LatestSearch {
  #ask;
  #listener;
  #running;
  #remembered = new Map();
  #shown = null;

  /**
   * @typedef {object} Results
   * @property {object} question see `question` in `ask.js`
   * @property {import('../client/kinora.js').SearchAnswer} answer of the last page
   * @property {import('../client/kinora.js').Hit[]} hits of all pages so far
   * @property {string | null} nextCursor
   */

  /**
   * @param {(question: object, options: {cursor: string | null, signal: AbortSignal}) => Promise<import('../client/kinora.js').SearchAnswer>} ask
   * @param {object} listener
   * @param {() => void} listener.started
   * @param {(results: Results) => void} listener.answered
   * @param {(results: Results, added: import('../client/kinora.js').Hit[]) => void} listener.extended
   * @param {(problem: Error, next: boolean) => void} listener.failed `next`: it was a further page
   */
  constructor(ask, listener) {
    this.#ask = ask;
    this.#listener = listener;
  }

  /** @param {{remembered?: boolean}} [options] `remembered`: an answer from before will do */
  request(question, { remembered = false } = {}) {
    const known = remembered && this.#remembered.get(JSON.stringify(question));
    if (known) {
      this.#running?.abort();
      this.#running = null;
      this.#shown = known;
      this.#listener.answered(known);
      return;
    }
    this.#run(question, null);
  }

  /** The next page of what is shown. */
  more() {
    if (!this.#running && this.#shown?.nextCursor) {
      this.#run(this.#shown.question, this.#shown.nextCursor);
    }
  }

  /** The running one, if any, is not wanted any more. */
  stop() {
    this.#running?.abort();
    this.#running = null;
    this.#shown = null;
  }

  forget() {
    this.#remembered.clear();
  }

  async #run(question, cursor) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#listener.started();
    try {
      const answer = await this.#ask(question, { cursor, signal: running.signal });
      if (this.#running !== running) {
        return;
      }
      this.#running = null;
      this.#show(question, answer, cursor ? this.#shown.hits : []);
    } catch (problem) {
      if (this.#running !== running) {
        return;
      }
      this.#running = null;
      this.#listener.failed(problem, cursor !== null);
    }
  }

  #show(question, answer, before) {
    const seen = new Set(before.map((hit) => hit.id));
    const added = answer.hits.filter((hit) => !seen.has(hit.id));
    this.#shown = {
      question,
      answer,
      hits: [...before, ...added],
      nextCursor: answer.next_cursor ?? null,
    };
    this.#remember(JSON.stringify(question), this.#shown);
    if (before.length > 0) {
      this.#listener.extended(this.#shown, added);
    } else {
      this.#listener.answered(this.#shown);
    }
  }

  #remember(key, results) {
    this.#remembered.delete(key);
    this.#remembered.set(key, results);
    if (this.#remembered.size > REMEMBERED) {
      this.#remembered.delete(this.#remembered.keys().next().value);
    }
  }
}
