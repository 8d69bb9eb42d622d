import assert from 'node:assert/strict';
import { it } from 'node:test';
import { announced, eventually, heading, open, pageSuite } from './page-suite.mjs';
import { problem } from './stub.mjs';

pageSuite('Suggestions', (context) => {
  const box = () => context.page.locator('#q');
  const options = () => context.page.locator('#suggestions [role=option]');
  const type = async (text) => {
    await box().pressSequentially(text);
    await options().first().waitFor();
  };
  const closed = () => context.page.locator('#suggestions').waitFor({ state: 'hidden' });
  const asked = () => context.stub.requests.filter(({ path }) => path === '/v1/suggest');
  const active = () => context.page.evaluate(() => {
    const id = document.querySelector('#q').getAttribute('aria-activedescendant');
    return id && document.getElementById(id).querySelector('.suggestion__text').textContent;
  });

  it('appear under the box while one types, each with what it is', async () => {
    await open(context);
    await type('sh');
    assert.deepEqual(await options().allInnerTexts(), ['Short Films\nChannel', 'sheep\nTag', 'Sheep in the March sun\nVideo']);
    assert.deepEqual(await options().first().locator('em').allTextContents(), ['Sh']);
    assert.equal(await box().getAttribute('aria-expanded'), 'true');
    assert.equal(asked().at(-1).query.q, 'sh');
    await announced(context, 'announcement', '3 suggestions');
  });

  it('are counted anew for a screen reader when there are more or fewer of them', async () => {
    await open(context);
    await type('s');
    await announced(context, 'announcement', '8 suggestions');
    await box().pressSequentially('h');
    await announced(context, 'announcement', '3 suggestions');
  });

  it('are chosen from with the arrow keys, round and back to the box', async () => {
    await open(context);
    await type('sh');
    const seen = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
      await context.page.keyboard.press(key);
      seen.push(await active());
    }
    assert.deepEqual(seen, ['Short Films', 'sheep', 'Sheep in the March sun', null, 'Sheep in the March sun', 'sheep']);
    assert.equal(await box().inputValue(), 'sh', 'what was typed stays');
    assert.equal(await context.page.locator('[aria-selected=true]').count(), 1);
  });

  it('lead to a search, to a filter or to the video itself', async () => {
    await open(context);
    await type('sea');
    await options().filter({ hasText: 'sea at night' }).click();
    await heading(context, '“sea at night”');
    assert.equal(await box().inputValue(), 'sea at night');
    await closed();
    await box().fill('');
    await heading(context, 'Newest');
    await type('sh');
    await context.page.keyboard.press('ArrowDown');
    await context.page.keyboard.press('Enter');
    await context.page.locator('.chip', { hasText: 'Short Films' }).waitFor();
    assert.equal(context.stub.searches().at(-1).query.filter, 'channel:"Short Films"');
    assert.equal(await box().inputValue(), '');
    await type('a house');
    await context.page.keyboard.press('ArrowUp');
    await context.page.keyboard.press('Enter');
    await context.page.locator('dialog#player[open] #player-title', { hasText: 'A house cat runs' }).waitFor();
  });

  it('go away with Esc, which then clears the box, with Enter and with leaving', async () => {
    await open(context);
    await type('sh');
    await context.page.keyboard.press('Escape');
    await closed();
    assert.equal(await box().inputValue(), 'sh');
    await context.page.keyboard.press('Alt+ArrowDown');
    await options().first().waitFor();
    await context.page.keyboard.press('Enter');
    await closed();
    await heading(context, '“sh”');
    await context.page.keyboard.press('Escape');
    await heading(context, 'Newest');
    await type('sh');
    await context.page.keyboard.press('Tab');
    await closed();
  });

  it('are only those of what is written now', async () => {
    await open(context);
    const offers = (text) => ({ json: { suggestions: [{ type: 'query', text, score: 1 }] } });
    let letGo;
    context.stub.answers['GET /v1/suggest'] = async ({ query }) => {
      if (query.q === 'a') {
        await new Promise((resolve) => { letGo = resolve; });
      }
      return offers(`${query.q} answer`);
    };
    await box().fill('a');
    await eventually(() => letGo !== undefined);
    await box().fill('ab');
    await options().filter({ hasText: 'ab answer' }).waitFor();
    letGo();
    await context.page.evaluate(() => fetch('v1/about').then((answer) => answer.json()));
    assert.deepEqual(await options().allInnerTexts(), ['ab answer']);
  });

  it('keep to what the results are narrowed to, and to what the server completes', async () => {
    await open(context, '?channel=Old+Plates');
    await type('s');
    assert.equal(asked()[0].query.filter, 'channel:"Old Plates"');
    await box().fill('x'.repeat(130));
    await closed();
    assert.equal(asked().length, 1);
  });

  it('are missing without a word where there are none', async () => {
    context.stub.answers['GET /v1/suggest'] = () => problem(404, { title: 'Not found' });
    await open(context);
    await box().pressSequentially('cat');
    await heading(context, '“cat”');
    await eventually(() => asked().length > 0);
    assert.ok(await context.page.locator('#suggestions').isHidden());
    await context.page.keyboard.press('ArrowDown');
    assert.equal(await context.page.evaluate(() => document.activeElement.closest('.card')?.dataset.id), 'cat');
  });
});
