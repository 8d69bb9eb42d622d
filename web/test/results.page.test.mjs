import assert from 'node:assert/strict';
import { it } from 'node:test';
import { VIDEOS, matching, momentsOf } from './fixtures/videos.mjs';
import { eventually, heading, open, pageSuite } from './page-suite.mjs';
import { answerOf, problem } from './stub.mjs';

const SNOW = { ...VIDEOS[1], ...momentsOf(VIDEOS[1]), score: 1.03 };
const TREE = {
  value: 1,
  description: 'position of the hit, from the score of:',
  details: [
    { value: 1.028, description: 'sum of:', details: [
      { value: 0.9, description: 'lexical <b>', details: [] },
      { value: -0.3, description: 'freshness', details: [] }] },
  ],
};

pageSuite('A result', (context) => {
  const card = () => context.page.locator('.card').first();
  const frames = () => card().locator('.frame');
  const shows = (hit, more) => {
    context.stub.answers['GET /v1/search'] = () => answerOf([hit, VIDEOS[0]], more);
  };
  const opened = () => context.page.locator('dialog#player[open]').waitFor();

  it('shows its moments in the order of time, the best one marked, and plays from the one that is pressed', async () => {
    shows(SNOW);
    await open(context, '?q=snow');
    assert.deepEqual(await frames().locator('.frame__time').allTextContents(), ['0:01', '0:03', '0:06', '0:07', '0:09']);
    assert.equal(await card().locator('.frame--best').getAttribute('aria-label'), 'Play from 0:03, the best match');
    await frames().nth(4).click();
    await opened();
    assert.match(context.page.url(), /v=alpine&t=9\.6$/);
    await context.page.waitForFunction(() => document.querySelector('dialog video')?.currentTime >= 9.6);
    await context.page.locator('dialog .frame').first().click();
    await context.page.waitForFunction(() => document.querySelector('dialog video').currentTime < 6);
  });

  it('is played without sound in its place while the mouse is on a moment, unless motion is unwelcome', async () => {
    shows(SNOW);
    await open(context, '?q=snow');
    await frames().nth(3).hover();
    assert.equal(await card().locator('.moment').textContent(), 'seen at 0:07');
    assert.match(await card().locator('.picture__frame').getAttribute('src'), /alpine\.jpg\?4$/);
    assert.equal(await card().locator('video').count(), 0);
    await context.page.emulateMedia({ reducedMotion: 'no-preference' });
    await frames().nth(2).hover();
    const film = card().locator('.picture video');
    await film.waitFor({ state: 'attached' });
    assert.ok(await film.evaluate((video) => video.muted));
    await context.page.waitForFunction(() => document.querySelector('.picture video')?.currentTime >= 6.6);
    await context.page.locator('#heading').hover();
    await film.waitFor({ state: 'detached' });
    assert.equal(await card().locator('.moment').textContent(), 'seen at 0:03');
    assert.equal(await card().locator('.picture__frame').count(), 0);
    await context.page.emulateMedia({ reducedMotion: 'reduce' });
  });

  it('has one stop of the Tab key for its moments, and arrow keys within', async () => {
    shows(SNOW);
    await open(context, '?q=snow');
    assert.equal(await card().locator('.frame[tabindex="0"]').count(), 1);
    await card().locator('.card__link').focus();
    await context.page.keyboard.press('Tab');
    await context.page.keyboard.press('End');
    await context.page.keyboard.press('ArrowLeft');
    assert.equal(await context.page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Play from 0:07');
    assert.match(await card().locator('.moment').textContent(), /0:07/);
  });

  it('does without moments where there are fewer than two, and without those whose picture is no picture', async () => {
    shows({ ...SNOW, moments: [SNOW.moments[0], { timestamp_ms: 1, thumbnail_url: 'javascript:1' }] });
    await open(context, '?q=snow');
    assert.equal(await frames().count(), 0);
    assert.equal(await card().locator('.moment').textContent(), 'seen at 0:03');
  });

  it('stands for its copies, which are fetched when they are asked for', async () => {
    shows({ ...SNOW, duplicates: ['cat', 'gone'] });
    await open(context, '?q=snow');
    const videos = () => context.stub.requests.filter(({ path }) => path.startsWith('/v1/videos/')).map(({ path }) => path);
    assert.deepEqual(videos(), []);
    await card().getByText('2 copies').click();
    await card().locator('.copies a', { hasText: 'A house cat runs' }).waitFor();
    assert.deepEqual(await card().locator('.copies li').allInnerTexts(), ['A house cat runs\nOld Plates · 0:08', 'gone']);
    await card().locator('.copies a').first().click();
    await opened();
    await context.page.locator('#player-title', { hasText: 'A house cat runs' }).waitFor();
  });

  it('leads to more like it, and from there back to the words', async () => {
    await open(context, '?q=snow&channel=Old+Plates');
    await card().getByRole('button', { name: /^More like/ }).click();
    await heading(context, 'Videos like this one');
    await context.page.locator('#seed', { hasText: 'More like Snow mountains behind dark firs' }).waitFor();
    assert.match(context.page.url(), /\?like=alpine$/);
    const { path, query } = context.stub.requests.find(({ path: asked }) => asked.endsWith('/similar'));
    assert.deepEqual([path, query], ['/v1/videos/alpine/similar', { limit: '24' }]);
    assert.equal(await context.page.locator('.card').count(), 4);
    assert.ok(await context.page.locator('#modes').isHidden());
    await context.page.goBack();
    await heading(context, '“snow”');
    assert.ok(await context.page.locator('#seed').isHidden());
    await context.page.goForward();
    await heading(context, 'Videos like this one');
    await context.page.locator('#q').fill('cat');
    await heading(context, '“cat”');
    assert.ok(!context.page.url().includes('like'));
  });

  it('leads to more like it from the player and from a shared address', async () => {
    await open(context, '?like=cat');
    await context.page.locator('#seed', { hasText: 'More like A house cat runs' }).waitFor();
    await context.page.locator('.card__link').first().click();
    await opened();
    const title = await context.page.locator('#player-title').textContent();
    await context.page.locator('dialog#player').getByRole('button', { name: 'More like this' }).click();
    await context.page.locator('#seed', { hasText: `More like ${title}` }).waitFor();
    assert.ok(await context.page.locator('dialog#player').isHidden());
    await context.page.getByRole('button', { name: 'Stop looking' }).click();
    await heading(context, 'Newest');
    context.stub.answers['GET /v1/videos/*/similar'] = () => problem(404, { title: 'No such video', detail: 'There is no video x.' });
    await open(context, '?like=x');
    await context.page.getByText('There is no video x.').waitFor();
  });

  it('accounts for its place, when that is asked for', async () => {
    const stages = [{ name: 'encode', ms: 3.2 }, { name: 'retrieve', ms: 8.4, in: 1200, out: 300 }];
    context.stub.answers['GET /v1/search'] = ({ query }) => answerOf(matching('snow', 'hybrid').map((hit) => (query.explain ? { ...hit, explain: TREE } : hit)), {
      stages, query: { normalised: 'snow', language: 'en', class: 'tail', category: { name: 'Nature', confidence: 0.62 } },
    });
    await open(context, '?q=snow');
    assert.equal(await context.page.locator('.account, [aria-label^="Why"]').count(), 0);
    await context.page.getByRole('button', { name: 'Explain' }).click();
    await context.page.locator('.account').waitFor();
    assert.match(context.page.url(), /explain=true/);
    assert.match(await context.page.locator('.account').innerText(), /Read as\s+snow.*rarely asked.*Nature \(62 %\).*retrieve\s+8\.4 ms\s+1,200\s+300/s);
    await context.page.getByRole('button', { name: 'Why Snow mountains behind dark firs is here' }).click();
    const dialog = context.page.locator('dialog#why');
    await dialog.getByText('lexical <b>').waitFor();
    const shares = await dialog.locator('.bar').evaluateAll((bars) => bars.map((bar) => Number(bar.style.getPropertyValue('--share')).toFixed(2)));
    assert.deepEqual(shares, ['1.00', '0.33']);
    assert.equal(await dialog.locator('.bar--less').count(), 1);
    await context.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await context.page.getByRole('button', { name: 'Explain' }).click();
    await eventually(() => context.stub.searches().length === 3);
    assert.equal(context.stub.searches().at(-1).query.explain, undefined);
  });
});
