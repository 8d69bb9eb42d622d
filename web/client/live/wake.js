/** How often the clock is looked at. */
const LOOK_MS = 5_000;

/** So much more than that has passed: the machine slept, or the page was frozen. */
const SLEPT_MS = 10_000;

/**
 * Calls when a connection should not be trusted any more, or may be had again: the page becomes
 * visible, the network comes back, the machine was asleep.
 *
 * @param {() => void} woken
 * @returns {() => void} ends it
 */
export function onWake(woken) {
  const { document } = globalThis;
  const visible = () => {
    if (document.visibilityState === 'visible') {
      woken();
    }
  };
  let looked = Date.now();
  const timer = setInterval(() => {
    const slept = Date.now() - looked > LOOK_MS + SLEPT_MS;
    looked = Date.now();
    if (slept) {
      woken();
    }
  }, LOOK_MS);
  // In Node a timer alone is no reason to stay.
  /** @type {any} */ (timer).unref?.();
  document?.addEventListener('visibilitychange', visible);
  document?.addEventListener('resume', woken);
  globalThis.addEventListener?.('online', woken);
  return () => {
    clearInterval(timer);
    document?.removeEventListener('visibilitychange', visible);
    document?.removeEventListener('resume', woken);
    globalThis.removeEventListener?.('online', woken);
  };
}
