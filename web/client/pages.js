const MOST_AT_ONCE = 100;
const LISTS_KEPT = 20;

/**
 * Reads a list of hits at any offset, where the server only has cursors: it follows them from the
 * nearest one that it knows.
 */
export class Pages {
  /** How deep a list by relevance goes. */
  static DEEPEST = 1000;

  #search;
  /** @type {Map<string, Map<number, string | null>>} question -> offset -> its cursor, null: the list ends before */
  #lists = new Map();

  /** @param {(params: import('./kinora.js').SearchParams) => Promise<import('./kinora.js').SearchAnswer>} search */
  constructor(search) {
    this.#search = search;
  }

  /**
   * @param {import('./kinora.js').SearchParams} question
   * @param {number} offset of the first hit
   * @param {number} limit 1 to 100
   * @returns {Promise<import('./kinora.js').SearchAnswer>} without hits past the end
   */
  async read(question, offset, limit) {
    const cursors = this.#cursors(question);
    let at = Math.max(0, ...[...cursors.keys()].filter((known) => known <= offset));
    while (at < offset) {
      const step = Math.min(offset - at, MOST_AT_ONCE);
      const skipped = await this.#step(question, cursors, at, { limit: step, fields: ['id'], facets: undefined });
      at += skipped.hits.length;
      if (skipped.next_cursor === null || skipped.next_cursor === undefined || at > Pages.DEEPEST) {
        const counted = await this.#search({ ...question, limit: 1, fields: ['id'] });
        return { ...counted, hits: [], next_cursor: null };
      }
    }
    return this.#step(question, cursors, at, { limit });
  }

  async #step(question, cursors, at, more) {
    const cursor = cursors.get(at);
    const answer = await this.#search({ ...question, ...more, ...(cursor ? { cursor } : {}) });
    if (answer.next_cursor) {
      cursors.set(at + answer.hits.length, answer.next_cursor);
    }
    return answer;
  }

  #cursors(question) {
    const { facets, fields, ...rest } = question;
    const key = JSON.stringify(rest);
    const cursors = this.#lists.get(key) ?? new Map();
    this.#lists.delete(key);
    this.#lists.set(key, cursors);
    if (this.#lists.size > LISTS_KEPT) {
      this.#lists.delete(this.#lists.keys().next().value ?? '');
    }
    return cursors;
  }
}
