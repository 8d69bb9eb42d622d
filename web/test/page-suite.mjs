import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { launch, missing, newPage, suite } from './browser.mjs';
import { startStub } from './stub.mjs';

/**
 * Tests of the page in a real browser against the stub. Each test has a fresh page, and fails if
 * anything at all was thrown, logged as an error or refused by the content security policy in it.
 *
 * @param {string} name
 * @param {(context: {page: import('playwright-core').Page, stub: object, browser: object}) => void} define
 */
export function pageSuite(name, define) {
  suite(name, missing, () => {
    const context = {};
    before(async () => {
      context.stub = await startStub();
      context.browser = await launch();
    });
    after(async () => {
      await context.browser?.close();
      await context.stub?.stop();
    });
    beforeEach(async () => {
      context.stub.reset();
      context.page = await newPage(context.browser);
    });
    afterEach(async () => {
      const { faults } = context.page;
      await context.page.context().close();
      assert.deepEqual(faults, []);
    });
    define(context);
  });
}

/** Opens the page and waits until the first answer is shown. */
export async function open({ page, stub }, address = '') {
  await page.goto(stub.url + address);
  await page.locator('.card:not(.card--ghost), .problem, .empty:not([hidden])').first().waitFor();
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
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function titles({ page }) {
  return page.locator('.card__link').allTextContents();
}
