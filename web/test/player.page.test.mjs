import assert from 'node:assert/strict';
import { it } from 'node:test';
import { heading, open, pageSuite } from './page-suite.mjs';
import { answerOf } from './stub.mjs';
import { VIDEOS, matching } from './fixtures/videos.mjs';

pageSuite('The player', (context) => {
  const film = () => context.page.locator('dialog#player video');
  const opened = () => context.page.locator('dialog#player[open]').waitFor();
  const closed = () => context.page.locator('dialog#player').waitFor({ state: 'hidden' });
  const playsFrom = (second) =>
    context.page.waitForFunction((at) => {
      const video = document.querySelector('dialog#player video');
      return video?.readyState >= 2 && !video.seeking && video.currentTime >= at;
    }, second);

  it('plays from the moment that matches', async () => {
    await open(context, '?q=snow');
    await context.page.evaluate(() => {
      window.seeks = [];
      document.addEventListener('seeking', (event) => window.seeks.push(event.target.currentTime), true);
    });
    await context.page.locator('.card__link').first().click();
    await opened();
    await playsFrom(3.4);
    assert.equal(await context.page.evaluate(() => window.seeks[0]), 3.4);
    assert.match(context.page.url(), /v=alpine&t=3\.4$/);
    await context.page.locator('dialog#player').getByText('A slow pan over an alpine landscape').waitFor();
  });

  it('goes back to the moment at a press', async () => {
    await open(context, '?q=snow');
    await context.page.locator('.card__link').first().click();
    await playsFrom(3.4);
    await film().evaluate((video) => { video.currentTime = 9; });
    await context.page.getByRole('button', { name: 'Seen at 0:03' }).click();
    await context.page.waitForFunction(() => document.querySelector('video').currentTime < 6);
  });

  it('closes with the back button, and opens again with the forward button', async () => {
    await open(context, '?q=snow');
    await context.page.locator('.card__link').first().click();
    await opened();
    await context.page.goBack();
    await closed();
    assert.match(context.page.url(), /\?q=snow$/);
    await context.page.goForward();
    await opened();
    assert.equal(context.stub.searches().length, 1, 'the results stayed');
  });

  it('stays open when the next video follows at once on closing the last', async () => {
    await open(context);
    await context.page.locator('.card__link').first().click();
    await opened();
    await context.page.evaluate(async () => {
      const dialog = document.querySelector('#player');
      const told = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
      dialog.close();
      document.querySelectorAll('.card__link')[2].click();
      await told;
    });
    assert.equal(await context.page.locator('#player-title').textContent(), 'A house cat runs');
    assert.match(context.page.url(), /v=cat/);
  });

  it('leaves no trace in the history when it is closed', async () => {
    await open(context);
    await context.page.locator('.card__link').first().click();
    await opened();
    await context.page.getByRole('button', { name: 'Close the player' }).click();
    await closed();
    await context.page.waitForURL((url) => url.search === '');
    assert.equal(await film().count(), 0, 'a closed player plays nothing');
  });

  it('opens from a shared link', async () => {
    await open(context, '?q=snow&v=cat&t=2.5');
    await opened();
    await playsFrom(2.5);
    assert.match(await film().getAttribute('poster'), /cat\.jpg\?2000$/, 'the frame nearest before');
    assert.equal(await context.page.locator('#player-title').textContent(), 'A house cat runs');
    await context.page.keyboard.press('Escape');
    await context.page.waitForURL(/\?q=snow$/);
  });

  it('says so when a shared video is gone', async () => {
    await open(context, '?v=gone');
    await context.page.locator('dialog#player').getByText('There is no video with this id.').waitFor();
  });

  it('shows what is said of a video that has no film', async () => {
    await open(context, '?q=attention');
    await context.page.locator('.card__link').click();
    await context.page.getByText('There is no film of this one').waitFor();
    assert.equal(await film().count(), 0);
  });

  it('offers the file where the browser cannot play it', async () => {
    await context.page.route('**/media/cat', (route) => route.fulfill({ status: 200, contentType: 'video/mp4', body: 'not a film' }));
    await open(context, '?v=cat');
    await context.page.getByText('Your browser cannot play this file.').waitFor();
    assert.match(await context.page.getByRole('link', { name: 'Download it' }).getAttribute('href'), /\/media\/cat$/);
  });

  it('searches for a tag', async () => {
    await open(context, '?v=cat');
    await context.page.locator('dialog#player').getByRole('button', { name: 'animal' }).click();
    await closed();
    await heading(context, '“animal”');
    assert.equal(await context.page.locator('#q').inputValue(), 'animal');
  });

  it('leaves opening in a new tab to the browser', async () => {
    await open(context, '?q=snow');
    const href = await context.page.locator('.card__link').first().getAttribute('href');
    assert.equal(href, '?q=snow&v=alpine&t=3.4');
  });

  it('shows how the score came to be, if it was asked for', async () => {
    const explain = { value: 1.5, description: 'sum', details: [{ value: 1, description: 'words <b>', details: [] }, { value: 0.5, description: 'sight', details: [] }] };
    context.stub.answers['GET /v1/search'] = () => answerOf(matching('snow', 'hybrid').map((hit) => ({ ...hit, explain })));
    await open(context, '?q=snow&explain=true');
    assert.equal(context.stub.searches()[0].query.explain, 'true');
    await context.page.locator('.card__link').first().click();
    await context.page.locator('#player-body').getByText('How the score came to be').click();
    await context.page.locator('#player-body').getByText('words <b>').waitFor();
    assert.equal(VIDEOS[1].id, 'alpine');
  });
});
