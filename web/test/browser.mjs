import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';

const CHROMIUM = [process.env.KINORA_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'];

const playwright = await import('playwright-core').catch(() => null);
const executablePath = CHROMIUM.find((path) => path && existsSync(path));

/** For all tests of a suite, and so for each: a browser that does not answer fails its test by name instead of stopping them all. */
const PATIENCE_MS = 240_000;

/** What these tests lack on this machine, or null. */
export const missing = whatIsMissing();

function whatIsMissing() {
  if (!playwright) {
    return 'playwright-core is not installed: run `npm ci` in web/';
  }
  if (!executablePath) {
    return 'no Chromium found: install the chromium package, or set KINORA_CHROMIUM to a browser';
  }
  return null;
}

/**
 * A suite that needs something from outside. Without it the suite is skipped with the reason; under
 * `CI=true` it fails with the reason.
 *
 * @param {string | null} reason why it cannot run
 */
export function suite(name, reason, define) {
  if (reason === null) {
    describe(name, { timeout: PATIENCE_MS }, define);
    return;
  }
  it(name, { skip: process.env.CI === 'true' ? false : reason }, () => {
    throw new Error(reason);
  });
}

export function launch() {
  return playwright.chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** A viewer of their own, with nothing remembered. */
export function newContext(browser, options = {}) {
  return browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
}

/**
 * A page that collects whatever goes wrong in it.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @returns {Promise<import('playwright-core').Page & {faults: string[]}>}
 */
export async function newPage(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.faults = [];
  page.on('pageerror', (fault) => page.faults.push(String(fault)));
  page.on('console', (message) => {
    // A browser logs every 4xx and every lost connection by itself; those are what the page has to cope with.
    if (message.type() === 'error' && !/^(Failed to load resource|WebSocket connection to)/.test(message.text())) {
      page.faults.push(message.text());
    }
  });
  page.on('dialog', (dialog) => {
    page.faults.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return page;
}
