import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { launch, missing, newContext, newPage, suite } from './browser.mjs';
import { startStub } from './stub.mjs';

/** One browser and one stub for all suites of a process, from the first test that needs them. */
let shared;

async function start() {
  const [stub, browser] = await Promise.all([startStub(), launch()]);
  return { stub, browser, viewer: await newContext(browser) };
}

after(async () => {
  const started = await shared;
  await started?.browser.close();
  await started?.stub.stop();
});

/**
 * Tests of the page in a real browser against the stub. Each test has a fresh page, and fails if
 * anything at all was thrown, logged as an error or refused by the content security policy in it.
 *
 * @param {string} name
 * @param {(context: {page: import('playwright-core').Page, stub: object, browser: object, viewer: object}) => void} define
 */
export function pageSuite(name, define) {
  suite(name, missing, () => {
    const context = {};
    before(async () => {
      shared ??= start();
      Object.assign(context, await shared);
    });
    beforeEach(async () => {
      context.stub.reset();
      context.page = await newPage(context.viewer);
      await context.page.addInitScript(keepAnnouncements);
      const session = await context.viewer.newCDPSession(context.page);
      await session.send('Storage.clearDataForOrigin', { origin: new URL(context.stub.url).origin, storageTypes: 'local_storage' });
    });
    afterEach(async () => {
      const { page } = context;
      await page.close();
      assert.deepEqual(page.faults, []);
    });
    define(context);
  });
}

/** Opens the page and waits until the first answer is shown. */
export async function open({ page, stub }, address = '') {
  await page.goto(stub.url + address);
  await page.locator('.card:not(.card--ghost), .problem, .empty:not([hidden])').first().waitFor();
}

/** In the page: remembers what is said to a screen reader, as the next thing said takes its place at any moment. */
function keepAnnouncements() {
  globalThis.announced = [];
  addEventListener('DOMContentLoaded', () => {
    for (const status of document.querySelectorAll('[role=status]')) {
      new MutationObserver(() => globalThis.announced.push({ by: status.id, text: status.textContent })).observe(status, { childList: true, characterData: true, subtree: true });
    }
  });
}

/** Waits until a screen reader has been told something with this text in it, by the element of this id. */
export async function announced({ page }, id, part) {
  await page.waitForFunction((wanted) => globalThis.announced.some(({ by, text }) => by === wanted.id && text.includes(wanted.part)), { id, part });
}

/** Types and waits for the heading of that answer. */
export async function search({ page }, q) {
  await page.locator('#q').fill(q);
  await heading({ page }, `“${q}”`);
}

export function heading({ page }, text) {
  return page.locator('#heading', { hasText: text }).waitFor();
}

/** Waits for what happens outside of the page. */
export async function eventually(holds, what = 'it never came true') {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function titles({ page }) {
  return page.locator('.card__link').allTextContents();
}
