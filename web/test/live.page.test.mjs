import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { newContext, newPage } from './browser.mjs';
import { announced, eventually, open, pageSuite } from './page-suite.mjs';

const NEWS = { id: 'news-1', title: 'A seal by the sea', channel: 'Harbour Lights', duration_s: 64, thumbnail_url: '/pictures/1.jpg', published_at: '2026-01-01T00:00:00Z' };
const TOKEN = 'e30.e30.x';

const status = (page) => page.locator('#live-status-words');
const connected = (page) => page.locator('#live[data-status=open]').waitFor({ state: 'attached' });
const item = (page, title) => page.locator('.live__item', { hasText: title });

/** Hears of “sea”, with the column open. */
async function listening(context) {
  await open(context, '?q=sea');
  await context.page.locator('#wish .wish').click();
  await context.page.locator('#open-live').click();
  await connected(context.page);
}

pageSuite('The live column', (context) => {
  it('says what it is for, and asks the server for nothing, until there is something to hear of', async () => {
    const { page, stub } = context;
    await open(context);
    await page.locator('#open-live').click();
    await page.locator('#live-hint').waitFor();
    assert.equal(await page.locator('#live-status').isVisible(), false);
    assert.equal(stub.live.received.length, 0);
  });

  it('shows new videos of a search that one wants to be notified of', async () => {
    const { page, stub } = context;
    await listening(context);
    assert.deepEqual(stub.live.received.filter(({ type }) => type === 'subscribe').map(({ stream, q, via }) => [stream, q, via]), [['query', 'sea', 'websocket']]);
    assert.equal(await page.locator('#wish .wish').getAttribute('aria-pressed'), 'true');
    stub.live.publish(NEWS);
    stub.live.publish({ ...NEWS, id: 'news-2', title: 'Boats <b>at sea</b>' });
    await item(page, 'Boats <b>at sea</b>').waitFor();
    assert.deepEqual(await page.locator('.live__link').allTextContents(), ['Boats <b>at sea</b>', 'A seal by the sea']);
    assert.match(await item(page, 'A seal').textContent(), /Harbour Lights.*just now.*“sea”/);
    await announced(context, 'live-announcement', 'New: ');
  });

  it('goes on where it was when the connection breaks, and says so meanwhile', async () => {
    const { page, stub } = context;
    await listening(context);
    stub.live.publish(NEWS);
    await item(page, 'A seal').waitFor();
    stub.live.refusing = { websocket: 503, events: 503 };
    stub.live.drop();
    await status(page).filter({ hasText: /Connection lost|The server is full|Connecting/ }).waitFor();
    stub.live.publish({ ...NEWS, id: 'news-2', title: 'Missed while away' });
    stub.live.refusing = {};
    await item(page, 'Missed while away').waitFor();
    await status(page).filter({ hasText: 'Connected' }).waitFor();
    assert.equal(await item(page, 'A seal').count(), 1);
    assert.equal(stub.live.received.findLast(({ type }) => type === 'subscribe').resume, 'p.1.1');
  });

  it('waits as long as the server asks, says for how long, and tries at a press', async () => {
    const { page, stub } = context;
    await listening(context);
    stub.live.drop({ bye: { code: 'going_away', retry_after_ms: 600_000 } });
    await status(page).filter({ hasText: 'The server restarts' }).waitFor();
    assert.match(await page.locator('#live-countdown').textContent(), /^next try in 60\d s$|^next try in 5\d\d s$/);
    await page.locator('#live-retry').click();
    await connected(page);
    assert.equal(await page.locator('#live-retry').isVisible(), false);
  });

  it('notices a server that is silent though its connection is open, as after a night asleep', async () => {
    const { page, stub } = context;
    stub.live.welcome.heartbeat_ms = 300;
    await listening(context);
    stub.live.mute = true;
    await page.locator('#live:not([data-status=open])').waitFor();
    stub.live.mute = false;
    await connected(page);
  });

  it('asks a server whether it is there when the page wakes up', async () => {
    const { page, stub } = context;
    await listening(context);
    await page.evaluate(() => document.dispatchEvent(new Event('resume')));
    await eventually(() => stub.live.received.some(({ type }) => type === 'ping'));
    await connected(page);
  });

  it('answers heartbeats, and resumes from where they say', async () => {
    const { page, stub } = context;
    await listening(context);
    const [{ id }] = stub.live.received.filter(({ type }) => type === 'subscribe');
    stub.live.tell({ type: 'pong', tokens: { [id]: stub.live.tokenOf(0) } });
    await eventually(() => stub.live.received.some(({ type, tokens }) => type === 'ack' && tokens[id] === 'p.1.0'));
    await connected(page);
  });

  it('does without a WebSocket where there is none', async () => {
    const { page, stub } = context;
    stub.live.refusing = { websocket: 503 };
    await open(context, '?q=sea');
    await page.locator('#wish .wish').click();
    await page.locator('#open-live').click();
    await status(page).filter({ hasText: 'Connected, without a WebSocket' }).waitFor();
    stub.live.publish(NEWS);
    await item(page, 'A seal').waitFor();
  });

  it('is as it was after a reload, and brings what came meanwhile', async () => {
    const { page, stub } = context;
    await listening(context);
    stub.live.publish(NEWS);
    await item(page, 'A seal').waitFor();
    await page.goto('about:blank');
    stub.live.publish({ ...NEWS, id: 'news-2', title: 'Came meanwhile' });
    await open(context);
    await item(page, 'Came meanwhile').waitFor();
    assert.deepEqual(await page.locator('.live__link').allTextContents(), ['Came meanwhile', 'A seal by the sea']);
    await page.locator('#live-wishes .chip', { hasText: '“sea”' }).click();
    await page.locator('#live-hint').waitFor();
    await eventually(() => stub.live.connections.size === 0);
  });

  it('says what is missing', async () => {
    const { page, stub } = context;
    await listening(context);
    const [{ id }] = stub.live.received.filter(({ type }) => type === 'subscribe');
    stub.live.tell({ type: 'gap', subscription: id, from: 'p.1.0', to: 'p.1.0', reason: 'slow', count: 17 });
    await page.locator('.live__missing', { hasText: '17 videos were left out: “sea”' }).waitFor();
    stub.live.replaceLog();
    stub.live.drop();
    await page.locator('.live__missing', { hasText: 'Older news cannot be had any more' }).waitFor();
    await page.locator('.live__missing button').first().click();
    await page.waitForURL(/q=sea&sort=newest/);
  });

  it('counts what came while it was closed, and tells whether it is connected', async () => {
    const { page, stub } = context;
    await listening(context);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#live').isVisible(), false);
    stub.live.publish(NEWS);
    await page.locator('#open-live[aria-label="Live: 1 new"]').waitFor();
    stub.live.refusing = { websocket: 503, events: 503 };
    stub.live.drop();
    await page.locator('#open-live[aria-label="Live: 1 new, not connected"]').waitFor();
    await page.locator('#open-live').click();
    await item(page, 'A seal').waitFor();
    assert.equal(await page.locator('#live-count').textContent(), '');
  });

  it('can be used with the keyboard alone', async () => {
    const { page, stub } = context;
    await listening(context);
    stub.live.publish(NEWS);
    stub.live.publish({ ...NEWS, id: 'news-2', title: 'Another' });
    await item(page, 'Another').waitFor();
    await page.locator('.live__link').first().focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'A seal by the sea');
    await page.keyboard.press('Enter');
    await page.locator('dialog#player[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('dialog[open]'));
    await page.locator('#close-live').focus();
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'open-live');
  });
});

pageSuite('Following a channel', (context) => {
  /** Opens a video in the player. */
  async function playing({ page }) {
    await page.locator('.card__link').first().click();
    await page.locator('#player-body .wish').waitFor();
    return page.locator('#player-body .wish').getAttribute('data-wish').then((key) => key.replace('channel ', ''));
  }

  it('brings its new videos, and is told to the server', async () => {
    const { page, stub } = context;
    await open(context);
    const channel = await playing(context);
    await page.locator('#player-body .wish').click();
    await page.locator('#player-body .wish', { hasText: 'Following' }).waitFor();
    await eventually(() => stub.reported().some(({ type, channel_id: id }) => type === 'follow' && id === channel));
    await eventually(() => stub.live.received.some(({ stream, channel: of }) => stream === 'channel' && of === channel));
    await page.locator('#player-body .wish').click();
    await eventually(() => stub.reported().some(({ type, channel_id: id }) => type === 'unfollow' && id === channel));
    await eventually(() => stub.live.connections.size === 0);
  });

  it('is one stream for all channels once somebody has signed in; the token goes into a frame', async () => {
    const { page, stub } = context;
    stub.answers['GET /v1/me'] = ({ headers }) => ({ json: { signed_in: Boolean(headers.authorization), follows: [{ channel_id: 'Harbour Lights', since: '2026-01-01T00:00:00Z' }], liked: [], hidden: [] } });
    await open(context, `#token=${TOKEN}`);
    await eventually(() => stub.live.received.some(({ stream }) => stream === 'follows'));
    assert.deepEqual(stub.live.received.slice(0, 2).map(({ type, token }) => [type, token]), [['token', TOKEN], ['subscribe', undefined]]);
    await page.locator('#open-live').click();
    await page.locator('#live-wishes .chip', { hasText: 'Harbour Lights' }).waitFor();
    stub.live.publish(NEWS, { streams: ['follows'] });
    await item(page, 'A seal').waitFor();
  });

  it('is offered where one looks at one channel', async () => {
    const { page } = context;
    await open(context, '?channel=Harbour+Lights');
    await page.locator('#wish .wish', { hasText: 'Follow Harbour Lights' }).waitFor();
  });
});

pageSuite('What the viewer does', (context) => {
  const reported = (type) => context.stub.reported().filter((event) => event.type === type);

  it('is reported: what was seen, chosen and watched, with the answer it was found in', async () => {
    const { page, stub } = context;
    const { 'GET /v1/search': search } = stub.answers;
    stub.answers['GET /v1/search'] = (request) => {
      const answer = search(request);
      return { json: { ...answer.json, query: { normalised: request.query.q } } };
    };
    await open(context, '?q=sea');
    await eventually(() => reported('impression').length > 0 && reported('search').length === 1, 'nothing was seen');
    const [seen] = reported('impression');
    assert.deepEqual([seen.query_id, typeof seen.position, typeof seen.event_id], ['q1', 'number', 'string']);
    const first = page.locator('.card').first();
    const id = await first.getAttribute('data-id');
    await first.locator('.card__link').click();
    await page.waitForFunction(() => (document.querySelector('#player video')?.currentTime ?? 1) > 0.3);
    await page.locator('#player [data-close]').click();
    await eventually(() => reported('click').length === 1);
    const [click] = reported('click');
    assert.deepEqual([click.video_id, click.query_id, click.position], [id, 'q1', 1]);
  });

  it('is sent when the page goes', async () => {
    const { page, stub } = context;
    await open(context);
    await page.evaluate(() => document.querySelector('.card__link').click());
    await page.goto('about:blank');
    await eventually(() => reported('click').length === 1);
    const beacon = stub.requests.findLast(({ path }) => path === '/v1/events');
    assert.equal(beacon.headers['content-type'], 'text/plain');
    assert.match(JSON.parse(beacon.body).session, /^[0-9a-f]{32}$/);
  });
});

pageSuite('The live column on a phone, in the dark', (context) => {
  let own;
  afterEach(() => own?.close());

  it('fills the screen and lets nothing stick out', async () => {
    own = await newContext(context.browser, { viewport: { width: 360, height: 640 }, colorScheme: 'dark', isMobile: true, hasTouch: true });
    const page = await newPage(own);
    const phone = { page, stub: context.stub };
    await listening(phone);
    context.stub.live.publish({ ...NEWS, title: `${'Unbreakable'.repeat(12)} title` });
    await item(page, 'Unbreakable').waitFor();
    const { width, inside } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, inside: document.querySelector('#live').getBoundingClientRect().width }));
    assert.deepEqual([width, inside], [360, 360]);
    await page.locator('#close-live').click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    assert.deepEqual(page.faults, []);
  });
});
