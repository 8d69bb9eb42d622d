import assert from 'node:assert/strict';
import { it } from 'node:test';
import { VIDEOS } from './fixtures/videos.mjs';
import { pageSuite } from './page-suite.mjs';

pageSuite('The widgets of InstantSearch', (context) => {
  const open = async () => {
    await context.page.goto(`${context.stub.url}test/fixtures/instantsearch.html`);
    await shown(5);
  };
  const hits = () => context.page.locator('#hits [data-id]');
  const shown = (count) => context.page.waitForFunction((wanted) => document.querySelectorAll('#hits [data-id]').length === wanted, count);
  const values = (list) => context.page.locator(`${list} label`).evaluateAll((labels) => labels.map((label) => label.innerText.replace(/\s+/g, ' ').trim()));
  const choose = (list, value) => context.page.locator(`${list} label`, { hasText: value }).locator('input').click();

  it('find as one types, and mark what matched', async () => {
    await open();
    await context.page.locator('#box input').fill('cat');
    await shown(1);
    assert.deepEqual(await hits().locator('mark').allTextContents(), ['cat']);
    assert.match(await context.page.locator('#stats').textContent(), /1 result/);
  });

  it('turn pages', async () => {
    await open();
    const ids = () => hits().evaluateAll((all) => all.map(({ dataset }) => dataset.id));
    assert.deepEqual(await ids(), VIDEOS.slice(0, 5).map(({ id }) => id));
    await context.page.locator('#pages a', { hasText: '3' }).click();
    await shown(2);
    assert.deepEqual(await ids(), VIDEOS.slice(10).map(({ id }) => id));
    await context.page.locator('#pages a', { hasText: '2' }).click();
    await context.page.locator(`[data-id=${VIDEOS[5].id}]`).waitFor();
  });

  it('refine by any value of a facet, and still count the others', async () => {
    await open();
    await choose('#channels', 'Kitchen');
    await shown(1);
    assert.equal((await values('#channels')).length, 7);
    await choose('#channels', 'Coastline');
    await shown(2);
    assert.match((await values('#channels')).join(), /Old Plates ?6/);
  });

  it('refine by all values of a facet, search among them, and give them up', async () => {
    await open();
    await choose('#tags', 'fields');
    await shown(3);
    await context.page.locator('#tags input[type=search]').fill('air');
    await context.page.locator('#tags mark').first().waitFor(); // the tag itself may be there before it is searched for
    assert.deepEqual(await context.page.locator('#tags mark').allTextContents(), ['air']);
    await choose('#tags', 'airplane');
    await shown(1);
    await context.page.locator('#current button').click();
    await shown(5);
  });
});
