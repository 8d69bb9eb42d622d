import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eventually, open, pageSuite } from './page-suite.mjs';
import { answerOf, problem } from './stub.mjs';
import { VIDEOS } from './fixtures/videos.mjs';

const FILM = { name: 'my_holiday.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(300_000, 7) };

pageSuite('Uploading', (context) => {
  const step = (name, state) => context.page.locator(`[data-step=${name}][data-state=${state}]`).waitFor();
  const send = () => context.page.locator('#upload-form [type=submit]').click();
  const start = async () => {
    await context.page.locator('#open-upload').click();
    await context.page.locator('#file').setInputFiles(FILM);
    await context.page.locator('#token').fill('key');
  };
  /** Answers each poll of the status with whatever the test says is now. */
  const statusIs = (status) => {
    context.stub.answers['GET /v1/videos/*/status'] = () => ({ json: { id: 'x', ...status } });
  };

  it('goes from the file to searchable, and shows every station', async () => {
    const { page, stub } = context;
    await open(context);
    await start();
    assert.equal(await page.locator('#title').inputValue(), 'my holiday');
    await page.locator('#description').fill('Sand & sea');
    await page.locator('#tags').fill('sea, , beach ');
    statusIs({ status: 'received' });
    await send();
    await step('received', 'now');
    statusIs({ status: 'decoding', percent: 40 });
    await page.locator('[data-step=decoding] progress[value="40"]').waitFor();
    await page.getByText('choosing its frames, 40 %').waitFor();
    statusIs({ status: 'embedding' });
    await step('embedding', 'now');
    const searches = stub.searches().length;
    statusIs({ status: 'searchable' });
    await step('searchable', 'done');

    const put = stub.requests.find(({ method }) => method === 'PUT');
    const media = stub.requests.find(({ path }) => path.endsWith('/media'));
    const { published_at: publishedAt, ...metadata } = JSON.parse(put.body);
    assert.deepEqual(metadata, { title: 'my holiday', description: 'Sand & sea', tags: ['sea', 'beach'] });
    assert.match(publishedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.match(put.path, /^\/v1\/videos\/my-holiday-[a-z0-9]{8}$/);
    assert.equal(media.path, `${put.path}/media`);
    assert.equal(media.headers['content-type'], 'video/mp4');
    assert.equal(media.headers.authorization, 'Bearer key');
    assert.ok(FILM.buffer.equals(media.body));
    await eventually(() => stub.searches().length > searches, 'the results are looked up again');
  });

  it('leads to the video', async () => {
    context.stub.answers['GET /v1/videos/*'] = () => ({ json: VIDEOS[2] });
    await open(context);
    await start();
    await send();
    await context.page.getByRole('button', { name: 'Watch it' }).click();
    await context.page.locator('#player-title', { hasText: 'A house cat runs' }).waitFor();
    assert.ok(await context.page.locator('dialog#upload').isHidden());
  });

  it('shows how much has been sent, goes on while the dialog is closed, and can be stopped', async () => {
    const { page } = context;
    await open(context);
    let arrived;
    const held = new Promise((resolve) => { arrived = resolve; });
    await page.route('**/media', (route) => { arrived(route); });
    await start();
    await send();
    const route = await held;
    await step('sending', 'now');
    await page.locator('dialog#upload [data-close]').click();
    await page.locator('#open-upload').click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('The file was not sent to the end.').waitFor();
    await route.abort().catch(() => {});
    await page.unroute('**/media');
    await page.getByRole('button', { name: 'Try again' }).click();
    await step('searchable', 'done');
  });

  it('gives the reason when the file could not be used, and takes another', async () => {
    statusIs({ status: 'failed', reason: 'no video stream: the file holds audio only' });
    await open(context);
    await start();
    await send();
    await context.page.getByText('no video stream: the file holds audio only').waitFor();
    await step('decoding', 'failed');
    statusIs({ status: 'searchable' });
    await context.page.getByRole('button', { name: 'Try another file' }).click();
    await context.page.locator('#file').setInputFiles(FILM);
    await send();
    await step('searchable', 'done');
    const ids = context.stub.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1], 'the same video gets the other file');
  });

  it('shows a refused file with the words of the server', async () => {
    context.stub.answers['POST /v1/videos/*/media'] = () => problem(413, { title: 'Too large', detail: 'the file has 5 GB; allowed: up to 4 GB' });
    await open(context);
    await start();
    await send();
    await context.page.getByText('the file has 5 GB; allowed: up to 4 GB').waitFor();
    await step('sending', 'failed');
  });

  it('asks for what is missing before it sends anything', async () => {
    await open(context);
    await context.page.locator('#open-upload').click();
    await send();
    await context.page.getByText('Choose the file to upload.').waitFor();
    await context.page.getByText('Give it a title.').waitFor();
    await context.page.getByText('Uploading needs a token of a publisher.').waitFor();
    assert.equal(await context.page.evaluate(() => document.activeElement.id), 'file');
    assert.ok(context.stub.requests.every(({ method, path }) => method === 'GET' || path === '/v1/events'));
  });

  it('puts a refusal beside the field that it is about', async () => {
    context.stub.answers['PUT /v1/videos/*'] = () => problem(400, { title: 'Invalid value', detail: 'a tag of 101 characters; allowed: 1 to 100', field: 'tags[0]' });
    await open(context);
    await start();
    await send();
    await context.page.locator('#tags-error', { hasText: 'a tag of 101 characters' }).waitFor();
    assert.equal(await context.page.locator('#tags').getAttribute('aria-invalid'), 'true');
  });

  it('forgets a token that was refused and asks for another', async () => {
    context.stub.answers['PUT /v1/videos/*'] = () => problem(403, { title: 'Forbidden', detail: 'This needs the role publisher.' });
    await open(context);
    await start();
    await send();
    await context.page.locator('#token-error', { hasText: 'This needs the role publisher.' }).waitFor();
    assert.equal(await context.page.evaluate(() => sessionStorage.length), 0);
  });

  it('takes a token from the address and hides it at once', async () => {
    await open(context, '?q=cat#token=from-the-address');
    assert.ok(!context.page.url().includes('token'));
    assert.match(context.page.url(), /\?q=cat$/);
    assert.equal(context.stub.searches()[0].headers.authorization, 'Bearer from-the-address');
    await context.page.locator('#open-upload').click();
    await context.page.getByText('Using the token of this tab.').waitFor();
    assert.ok(await context.page.locator('#token').isHidden());
  });

  it('searches without a token that has run out', async () => {
    context.stub.answers['GET /v1/search'] = ({ headers }) =>
      headers.authorization ? problem(401, { title: 'Token expired' }) : answerOf(VIDEOS);
    await open(context, '#token=old');
    await context.page.locator('.card img').first().waitFor();
    assert.equal(await context.page.evaluate(() => sessionStorage.length), 0);
  });
});
