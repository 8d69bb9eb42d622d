import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Events } from '../client/events.js';
import { eventually, pageSuite } from './page-suite.mjs';

const GLOBALS = ['document', 'navigator', 'fetch', 'addEventListener'];
const DOWN = () => Promise.reject(new TypeError('fetch failed'));
const UP = () => Promise.resolve(new Response('{"accepted": 1, "refused": []}', { status: 202 }));

describe('Reports on a page that is hidden', () => {
  const before = GLOBALS.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  let page;
  let room;
  let beacons;
  let requests;
  let fetched;
  let events;

  beforeEach(() => {
    const global = new EventTarget();
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    page = {
      hide() {
        document.visibilityState = 'hidden';
        document.dispatchEvent(new Event('visibilitychange'));
      },
      show() {
        document.visibilityState = 'visible';
        document.dispatchEvent(new Event('visibilitychange'));
      },
      go: (persisted) => global.dispatchEvent(Object.assign(new Event('pagehide'), { persisted })),
    };
    room = Number.POSITIVE_INFINITY;
    beacons = [];
    requests = [];
    fetched = UP;
    const fakes = {
      document,
      addEventListener: global.addEventListener.bind(global),
      navigator: {
        sendBeacon(_, blob) {
          const takes = blob.size <= room;
          if (takes) {
            room -= blob.size;
            beacons.push(blob);
          }
          return takes;
        },
      },
      fetch(_, { body }) {
        requests.push(JSON.parse(body).map(({ video_id }) => video_id));
        return fetched();
      },
    };
    GLOBALS.forEach((name) => Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: fakes[name] }));
    events = new Events({ url: new URL('http://kinora.test/v1/events'), headers: () => ({}), who: () => ({ session: 's'.repeat(32) }), backoff: { random: () => 1 } });
  });
  afterEach(async () => {
    fetched = UP;
    await sent();
    before.forEach(([name, was]) => (was ? Object.defineProperty(globalThis, name, was) : delete globalThis[name]));
  });

  /** Sends until nothing waits. */
  async function sent() {
    for (let before = -1; before < requests.length;) {
      before = requests.length;
      await events.flush();
    }
  }

  const bodies = () => Promise.all(beacons.map(async (blob) => JSON.parse(await blob.text())));
  const beaconed = async () => (await bodies()).flatMap((body) => body.events.map(({ video_id }) => video_id));
  const likes = (...ids) => events.report(...ids.map((id) => ({ type: 'like', video_id: id })));
  const large = (count) => Array.from({ length: count }, (_, i) => `${i}-${'ü'.repeat(400)}`);

  it('are beaconed, and wait on until a request has brought them', async () => {
    fetched = DOWN;
    likes('a', 'b');
    await events.flush();
    page.hide();
    assert.deepEqual(await beaconed(), ['a', 'b']);
    assert.equal((await bodies())[0].session, 's'.repeat(32));
    page.show();
    fetched = UP;
    await sent();
    assert.deepEqual(requests, [['a', 'b'], ['a', 'b']]);
    await sent();
    assert.equal(requests.length, 2);
    assert.equal(events.lost, 0);
  });

  it('are sent though nobody flushes them', async () => {
    likes('a');
    page.hide();
    await eventually(() => requests.length === 1);
  });

  it('are tried again if the request under way fails', async () => {
    let fail;
    fetched = () => new Promise((_, reject) => { fail = reject; });
    likes('a');
    const tried = events.flush();
    await eventually(() => fail);
    page.hide();
    fail(new TypeError('fetch failed'));
    await tried;
    fetched = UP;
    await sent();
    assert.deepEqual(requests, [['a'], ['a']]);
  });

  it('are beaconed once, and again only when a request has failed since', async () => {
    likes('a');
    page.hide();
    page.show();
    likes('b');
    page.hide();
    page.hide();
    assert.deepEqual(await beaconed(), ['a', 'b']);
    fetched = DOWN;
    await events.flush();
    page.hide();
    assert.deepEqual((await beaconed()).slice(2), ['a', 'b']);
  });

  it('are not beaconed any more once a request has brought them', async () => {
    likes('a');
    await sent();
    page.hide();
    page.go(false);
    assert.equal(beacons.length, 0);
    assert.equal(events.lost, 0);
  });

  it('wait on where the browser takes no more', async () => {
    room = 65_536;
    const ids = large(200);
    likes(...ids);
    page.hide();
    const first = await beaconed();
    assert.ok(first.length > 60 && first.length < 100, `${first.length} went`);
    room = 65_536;
    page.hide();
    const both = await beaconed();
    assert.deepEqual(both, ids.slice(0, both.length));
    assert.ok(both.length > first.length);
    await sent();
    assert.deepEqual(requests.flat(), ids);
    assert.equal(events.lost, 0);
  });

  it('wait on if the page is kept', async () => {
    likes('a');
    page.go(true);
    assert.deepEqual(await beaconed(), ['a']);
    await sent();
    assert.deepEqual(requests, [['a']]);
  });

  it('are handed over when the page goes for good, first what the browser never had, and what it does not take is lost', async () => {
    likes('early');
    page.hide();
    const ids = large(200);
    likes(...ids);
    room = 65_536;
    page.go(false);
    const [, ...handed] = await beaconed();
    assert.equal(handed.pop(), 'early');
    assert.deepEqual(handed, ids.slice(0, handed.length));
    assert.equal(events.lost, 200 - handed.length);
    assert.ok(events.lost > 100);
    page.hide();
    await sent();
    assert.equal(requests.length, 0);
  });

  it('go once more when the page goes, though the browser had them before', async () => {
    likes('a');
    page.hide();
    page.go(false);
    assert.deepEqual(await beaconed(), ['a', 'a']);
    assert.equal(events.lost, 0);
  });
});

pageSuite('Reports in a browser', (context) => {
  it('all reach the server though it was away while the page was hidden, and more than beacons have room for', async () => {
    const { page, stub } = context;
    await page.goto(`${stub.url}client/events.js`); // of this origin, and with no reports of its own
    stub.answers['POST /v1/events'] = () => ({ status: 503, json: {}, delayMs: 300 });
    await page.evaluate(async () => {
      const { Events } = await import('/client/events.js');
      const events = new Events({ url: new URL('/v1/events', location.href), headers: () => ({}), who: () => ({ session: 's'.repeat(32) }), backoff: { mostMs: 100 } });
      events.report(...Array.from({ length: 500 }, (_, i) => ({ type: 'search', query: `${i} ${'x'.repeat(400)}` })));
      Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
      globalThis.reports = events;
    });
    const beacons = () => stub.requests.filter(({ path, headers }) => path === '/v1/events' && headers['content-type'] === 'text/plain');
    await eventually(() => beacons().length === 4);
    stub.requests.length = 0;
    stub.answers['POST /v1/events'] = () => ({ status: 202, json: { accepted: 1, refused: [] } });
    await eventually(() => new Set(stub.reported().filter(({ query }) => query).map((event) => event.event_id)).size === 500);
    assert.equal(beacons().length, 0);
    assert.equal(await page.evaluate(() => globalThis.reports.lost), 0);
  });
});
