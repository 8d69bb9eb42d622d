/** An RFC 9457 problem that the server answered, or `status` 0 if there was no answer. */
export class KinoraProblem extends Error {
  /**
   * @param {object} problem
   * @param {{retryAfterMs?: number, cause?: unknown}} [options]
   */
  constructor(problem, { retryAfterMs, cause } = {}) {
    const title = text(problem.title) ?? 'The request failed';
    super(text(problem.detail) ?? title, { cause });
    this.name = 'KinoraProblem';
    /** @type {string} */
    this.type = text(problem.type) ?? 'about:blank';
    this.title = title;
    /** HTTP status, 0 if the server did not answer. @type {number} */
    this.status = Number.isInteger(problem.status) ? problem.status : 0;
    /** What was wrong, the value and the allowed range. @type {string | undefined} */
    this.detail = text(problem.detail);
    /** The parameter or property at fault. @type {string | undefined} */
    this.field = text(problem.field);
    /** To be named when asking the operator. @type {string | undefined} */
    this.requestId = text(problem.request_id);
    /** When to try again, if the server said so. @type {number | undefined} */
    this.retryAfterMs = retryAfterMs;
  }
}

function text(value) {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
