import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eventually, heading, open, pageSuite, search, titles } from './page-suite.mjs';
import { answerOf, problem } from './stub.mjs';
import { VIDEOS, matching } from './fixtures/videos.mjs';
import { newContext, newPage } from './browser.mjs';

const FACETS = 'channel,tag,category,language,duration_s,published_at';

pageSuite('The search page', (context) => {
  it('is full of pictures before anything is typed', async () => {
    await open(context);
    assert.equal(await context.page.locator('.card img').count(), 8);
    const [{ query }] = context.stub.searches();
    assert.deepEqual(query, { sort: 'newest', facets: FACETS, limit: '24', deadline_ms: '1500' });
    assert.equal(await context.page.locator('#sort').inputValue(), 'newest');
  });

  it('shows what it finds while one types', async () => {
    await open(context);
    await context.page.locator('#q').pressSequentially('running cat');
    await heading(context, '“running cat”');
    assert.equal((await titles(context))[0], 'A house cat runs');
    assert.match(await context.page.locator('#count').textContent(), /^1 video in 12 ms$/);
    assert.equal(context.stub.searches().at(-1).query.q, 'running cat');
    assert.ok(context.stub.searches().length < 12, 'not a request for each letter');
    assert.equal(await context.page.title(), 'running cat · Kinora');
  });

  it('never shows the answer to an earlier question', async () => {
    await open(context);
    let letGo;
    context.stub.answers['GET /v1/search'] = async ({ query }) => {
      if (query.q === 'cat') {
        await new Promise((resolve) => { letGo = resolve; });
      }
      return answerOf(matching(query.q, 'hybrid'));
    };
    await context.page.locator('#q').fill('cat');
    await eventually(() => letGo !== undefined);
    await search(context, 'sheep');
    letGo();
    await context.page.evaluate(() => fetch('v1/about').then((answer) => answer.json()));
    assert.deepEqual(await titles(context), ['Sheep in the March sun']);
  });

  it('tells why a video was found and at which moment', async () => {
    await open(context, '?q=snow');
    const card = context.page.locator('.card').first();
    assert.equal(await card.locator('.moment').textContent(), 'seen at 0:03');
    assert.match(await card.locator('img').getAttribute('alt'), /at 0:03/);
    assert.deepEqual(await card.locator('.reason').allTextContents(), ['words', 'sight', 'meaning']);
    assert.deepEqual(await card.locator('.card__title em').allTextContents(), ['Snow']);
    assert.match(await card.locator('.duration').textContent(), /0:12/);
  });

  it('shows sight once when both a frame and the whole video match', async () => {
    context.stub.answers['GET /v1/search'] = () => answerOf([{ ...VIDEOS[0], found_by: ['frame', 'video'] }]);
    await open(context, '?q=x');
    assert.deepEqual(await context.page.locator('.reason').allTextContents(), ['sight']);
  });

  it('asks anew for another mode and another order', async () => {
    await open(context, '?q=sky');
    await context.page.getByRole('radio', { name: 'Sight' }).check();
    await context.page.waitForURL(/mode=visual/);
    await context.page.locator('#sort').selectOption('most_viewed');
    await context.page.waitForURL(/sort=most_viewed/);
    await eventually(() => context.stub.searches().length === 3);
    const asked = context.stub.searches().map(({ query }) => [query.mode, query.sort]);
    assert.deepEqual(asked, [['hybrid', 'relevance'], ['visual', 'relevance'], ['visual', 'most_viewed']]);
  });

  it('opens from a shared address as it was', async () => {
    await open(context, '?q=sky&mode=text&sort=newest');
    assert.equal(await context.page.locator('#q').inputValue(), 'sky');
    assert.ok(await context.page.locator('[name=mode][value=text]').isChecked());
    assert.equal(await context.page.locator('#sort').inputValue(), 'newest');
    assert.deepEqual(context.stub.searches()[0].query, { q: 'sky', mode: 'text', sort: 'newest', facets: FACETS, limit: '24', deadline_ms: '1500' });
  });

  it('goes back to what was shown before, without asking again', async () => {
    await open(context);
    await search(context, 'cat');
    await context.page.locator('#q').press('Enter');
    await search(context, 'sheep');
    const asked = context.stub.searches().length;
    await context.page.goBack();
    await heading(context, '“cat”');
    assert.equal(await context.page.locator('#q').inputValue(), 'cat');
    await context.page.goBack();
    await heading(context, 'Newest');
    await context.page.goForward();
    await heading(context, '“cat”');
    assert.equal(context.stub.searches().length, asked);
  });

  it('loads more until there is no more, shows none twice, and goes on from the first new one', async () => {
    const { page } = context;
    await open(context);
    await page.locator('#more').click();
    await page.locator('.card').nth(11).waitFor();
    assert.equal(new Set(await titles(context)).size, VIDEOS.length);
    assert.ok(await page.locator('#more').isHidden());
    assert.equal(context.stub.searches()[1].query.cursor, '8');
    assert.equal(await page.evaluate(() => document.activeElement.closest('.card')?.dataset.id), VIDEOS[8].id);
  });

  it('keeps what is shown when more cannot be loaded, and can try again', async () => {
    const { page, stub } = context;
    await open(context);
    const works = stub.answers['GET /v1/search'];
    stub.answers['GET /v1/search'] = () => problem(503, { title: 'Busy', detail: 'Too many searches just now.' });
    await page.locator('#more').click();
    await page.getByText('Too many searches just now.').waitFor();
    assert.equal(await page.locator('.card').count(), 8);
    stub.answers['GET /v1/search'] = works;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.card').nth(11).waitFor();
  });

  it('says what is missing from an answer', async () => {
    context.stub.answers['GET /v1/search'] = () =>
      answerOf([VIDEOS[0]], { partial: ['shard 2 did not answer within 200 ms'], total: { value: 1000, relation: 'at_least' } });
    await open(context, '?q=sea');
    await context.page.getByText('shard 2 did not answer within 200 ms').waitFor();
    assert.match(await context.page.locator('#count').textContent(), /^at least 1,000 videos/);
  });

  it('announces the number of results to a screen reader', async () => {
    await open(context);
    await search(context, 'animal sky');
    await context.page.locator('[role=status]', { hasText: '6 videos, 6 shown' }).waitFor({ state: 'attached' });
  });

  it('helps on when nothing is found', async () => {
    await open(context, '?q=xylophone&mode=text');
    await heading(context, 'Nothing found for “xylophone”');
    await context.page.locator('#empty').getByRole('button', { name: 'lighthouse' }).waitFor();
    await context.page.getByRole('button', { name: 'Search by everything' }).click();
    await context.page.waitForURL((url) => !url.search.includes('mode'));
    assert.equal(context.stub.searches().at(-1).query.mode, 'hybrid');
  });

  it('welcomes whoever comes first', async () => {
    context.stub.answers['GET /v1/search'] = () => answerOf([]);
    await open(context);
    await heading(context, 'No videos yet');
    await context.page.getByRole('button', { name: 'Upload a video' }).click();
    assert.ok(await context.page.locator('dialog#upload').isVisible());
  });

  it('shows a problem in the words of the server, and works again afterwards', async () => {
    const { page, stub } = context;
    const works = stub.answers['GET /v1/search'];
    stub.answers['GET /v1/search'] = () => problem(504, { title: 'Too late', detail: 'No shard answered within 200 ms.', request_id: 'r-81f3' });
    await open(context);
    const alert = page.locator('[role=alert] .problem');
    assert.match(await alert.textContent(), /Too late.*No shard answered within 200 ms\..*Request r-81f3/);
    stub.answers['GET /v1/search'] = works;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.card').first().waitFor();
    assert.equal(await page.locator('.problem').count(), 0);
  });

  it('names the field that was refused', async () => {
    context.stub.answers['GET /v1/search'] = () => problem(400, { title: 'Invalid value', detail: 'sort was x', field: 'sort' });
    await open(context, '?q=a');
    assert.match(await context.page.locator('.problem').textContent(), /Field: sort/);
    await context.page.getByRole('button', { name: 'Start afresh' }).waitFor();
  });

  it('says so when the server is gone', async () => {
    await open(context);
    await context.page.route('**/v1/search*', (route) => route.abort());
    await context.page.locator('#q').fill('cat');
    await context.page.getByText('The server cannot be reached').waitFor();
  });

  it('asks for a token where even searching needs one', async () => {
    const { page, stub } = context;
    const works = stub.answers['GET /v1/search'];
    stub.answers['GET /v1/search'] = (request) =>
      request.headers.authorization === 'Bearer key' ? works(request) : problem(401, { title: 'A token is needed' });
    await open(context);
    await page.getByLabel('Token', { exact: true }).fill('key');
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.locator('.card img').first().waitFor();
  });

  it('names the sight model in use and how to get a stronger one', async () => {
    await open(context);
    const footer = context.page.locator('footer');
    await footer.getByText('Sight: frame-encoder').waitFor();
    await footer.locator('summary').click();
    assert.match(await footer.textContent(), /Small and built in.*models pull NAME/s);
  });

  it('offers no search by sight where there is no sight model', async () => {
    context.stub.answers['GET /v1/about'] = () => ({ json: { version: '1', text_encoder: 'none', sight_model: { name: 'none', note: '' } } });
    await open(context);
    await context.page.locator('footer').getByText('Sight: off').waitFor();
    assert.ok(await context.page.locator('[name=mode][value=visual]').isDisabled());
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = context;
    await open(context);
    await page.keyboard.press('/');
    await page.keyboard.type('animal sky');
    await heading(context, '“animal sky”');
    const here = () => page.evaluate(() => document.activeElement.closest('.card')?.dataset.id ?? document.activeElement.id);
    const ids = matching('animal sky', 'hybrid').map(({ id }) => id);
    await page.keyboard.press('ArrowDown');
    assert.equal(await here(), ids[0]);
    await page.keyboard.press('ArrowRight');
    assert.equal(await here(), ids[1]);
    const columns = await page.evaluate(() => getComputedStyle(document.querySelector('#results')).gridTemplateColumns.split(' ').length);
    await page.keyboard.press('ArrowDown');
    assert.equal(await here(), ids[1 + columns]);
    await page.keyboard.press('Enter');
    await page.locator('dialog#player[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog#player').waitFor({ state: 'hidden' });
    assert.equal(await here(), ids[1 + columns], 'focus comes back to the card');
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await heading(context, 'Newest');
    assert.equal(await page.locator('#q').inputValue(), '');
  });

  it('keeps what is done while the browser is still going back from a video', async () => {
    const { page } = context;
    await open(context, '?q=animal');
    await heading(context, '“animal”');
    await page.locator('.card__link').first().click();
    await page.locator('dialog#player[open]').waitFor();
    await page.evaluate(() => new Promise((closed) => {
      const dialog = document.querySelector('#player');
      dialog.addEventListener('close', () => {
        const box = document.querySelector('#q');
        box.focus();
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        closed();
      }, { once: true });
      dialog.close();
    }));
    await heading(context, 'Newest');
    assert.ok(await page.locator('dialog#player').isHidden());
  });

  it('lets a slash be typed', async () => {
    await open(context);
    await context.page.locator('#q').pressSequentially('and/or');
    assert.equal(await context.page.locator('#q').inputValue(), 'and/or');
  });

  it('fits a phone of 360 pixels in every state', async () => {
    const page = await newPage(await newContext(context.browser, { viewport: { width: 360, height: 740 }, hasTouch: true }));
    const phone = { ...context, page };
    const widest = () => page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth));
    const long = { ...VIDEOS[0], title: 'W'.repeat(200), channel: 'c'.repeat(150), description: 'd'.repeat(900), tags: ['t'.repeat(90)] };
    context.stub.answers['GET /v1/search'] = ({ query }) => (query.q === 'none' ? answerOf([]) : answerOf([long, ...VIDEOS]));
    for (const address of ['', `?q=${'x'.repeat(300)}`, '?q=none']) {
      await open(phone, address);
      assert.ok((await widest()) <= 360, `${address} is ${await widest()} wide`);
    }
    await open(phone, '?q=long');
    await page.locator('.card__link').first().click();
    await page.locator('dialog#player[open]').waitFor();
    assert.ok(await page.locator('dialog#player').evaluate((dialog) => dialog.scrollWidth <= 360));
    await page.keyboard.press('Escape');
    await page.locator('#open-upload').click();
    assert.ok(await page.locator('dialog#upload').evaluate((dialog) => dialog.scrollWidth <= 360));
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  it('reserves the room of pictures that are still on their way', async () => {
    await context.page.route('**/pictures/**', () => {});
    await open(context);
    const { width, height } = await context.page.locator('.picture').first().boundingBox();
    assert.ok(Math.abs(width / height - 16 / 9) < 0.01);
  });

  it('stands in for a picture that cannot be loaded', async () => {
    await context.page.route('**/pictures/cat.jpg', (route) => route.abort());
    await open(context);
    assert.equal(await context.page.locator('[data-id=cat] .placeholder').textContent(), 'A');
  });

  it('remembers the colours that were chosen', async () => {
    const { page } = context;
    await open(context);
    const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await colour();
    await page.locator('#theme').click();
    await page.waitForFunction((old) => getComputedStyle(document.body).backgroundColor !== old, before);
    const chosen = await colour();
    await page.reload();
    await page.waitForFunction((kept) => getComputedStyle(document.body).backgroundColor === kept, chosen);
  });
});
