import { sleep } from './http.js';

const LONGEST_POLL_PAUSE_MS = 3_000;
const TOLERATED_POLL_FAILURES = 5;

/**
 * Asks for a status until it is the last one, less often the longer nothing happens, and rides out
 * failures that pass.
 *
 * @param {() => Promise<import('./kinora.js').VideoStatus>} ask
 * @param {number} intervalMs
 * @param {AbortSignal} [signal]
 * @returns {AsyncGenerator<import('./kinora.js').VideoStatus>} each that differs from the one before
 */
export async function* changes(ask, intervalMs, signal) {
  let pause = intervalMs;
  let failures = 0;
  let previous;
  for (;;) {
    try {
      const status = await ask();
      failures = 0;
      if (status.status !== previous?.status || status.percent !== previous?.percent) {
        pause = intervalMs;
        previous = status;
        yield status;
      }
      if (status.status === 'searchable' || status.status === 'failed') {
        return;
      }
    } catch (problem) {
      const passing = problem.status === 0 || problem.status === 429 || problem.status >= 500;
      if (!passing || ++failures > TOLERATED_POLL_FAILURES) {
        throw problem;
      }
      pause = Math.max(pause, problem.retryAfterMs ?? 0);
    }
    await sleep(pause, signal);
    pause = Math.min(pause * 1.3, LONGEST_POLL_PAUSE_MS);
  }
}
