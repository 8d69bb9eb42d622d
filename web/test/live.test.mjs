import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Kinora } from '../client/kinora.js';
import { Backoff } from '../client/live/backoff.js';
import { eventsOf } from '../client/live/event-stream.js';
import { startStub } from './stub.mjs';

const SOON = { baseMs: 5, mostMs: 20, spreadMs: 5 };

describe('The live feed over Server-Sent Events', () => {
  let stub;
  let live;
  let states;

  before(async () => {
    stub = await startStub();
  });
  after(() => stub.stop());
  beforeEach(() => {
    stub.reset();
    live?.close();
    live = new Kinora({ baseUrl: stub.url }).live({ backoff: SOON, transports: ['events'] });
    states = [];
    live.on('state', (state) => states.push(state));
  });
  after(() => live.close());

  /** What a subscription tells, as a list, and a promise of its nth entry. */
  function heard(subscription) {
    const all = [];
    for (const name of ['subscribed', 'item', 'gap', 'history_lost', 'problem']) {
      subscription.on(name, (event) => all.push([name, event]));
    }
    return {
      all,
      ids: () => all.filter(([name]) => name === 'item').map(([, { hit }]) => hit.id),
      until: (holds) => until(() => holds(all)),
    };
  }

  it('hands out what comes, in order', async () => {
    const told = heard(live.subscribe({ stream: 'query', q: 'sea' }));
    await told.until((all) => all.length === 1);
    stub.live.publish({ id: 'a' });
    stub.live.publish({ id: 'b' });
    await told.until((all) => all.length === 3);
    assert.deepEqual(told.ids(), ['a', 'b']);
    assert.deepEqual(states.map(({ status }) => status), ['connecting', 'open']);
    assert.equal(live.state.transport, 'events');
    assert.deepEqual(stub.live.received.map(({ stream, q, resume }) => [stream, q, resume]), [['query', 'sea', undefined]]);
  });

  it('goes on where it was when the connection breaks, and hands out nothing twice', async () => {
    const subscription = live.subscribe({ stream: 'query', q: 'sea' });
    const told = heard(subscription);
    await told.until((all) => all.length === 1);
    stub.live.publish({ id: 'a' });
    await told.until(() => told.ids().length === 1);
    stub.live.drop();
    stub.live.publish({ id: 'b' });
    await told.until(() => told.ids().length === 2);
    // A server may repeat what it sent.
    for (const connection of stub.live.connections) {
      connection.send({ type: 'item', subscription: subscription.id, token: 'p.1.1', at: '', hit: { id: 'a' } });
    }
    stub.live.publish({ id: 'c' });
    await told.until(() => told.ids().length === 3);
    assert.deepEqual(told.ids(), ['a', 'b', 'c']);
    assert.equal(stub.live.received.at(-1).resume, 'p.1.1');
    assert.ok(states.some(({ status, code }) => status === 'waiting' && code === 'broken'));
  });

  it('hands out a row of a table again, as another may have stood there meanwhile', async () => {
    const subscription = live.subscribe({ stream: 'trending' });
    const told = heard(subscription);
    await told.until((all) => all.length === 1);
    for (const [token, id] of [['p.1.1', 'a'], ['p.1.2', 'b'], ['p.1.1', 'a']]) {
      stub.live.tell({ type: 'item', subscription: subscription.id, token, rank: 1, previous_rank: null, hit: { id } });
    }
    await told.until(() => told.ids().length === 3);
    assert.deepEqual(told.ids(), ['a', 'b', 'a']);
  });

  it('tells when something is missing', async () => {
    const subscription = live.subscribe({ stream: 'query', q: 'sea' });
    const told = heard(subscription);
    await told.until((all) => all.length === 1);
    stub.live.tell({ type: 'gap', subscription: subscription.id, from: 'p.1.0', to: 'p.1.7', reason: 'slow', count: 3 });
    await told.until((all) => all.length === 2);
    assert.equal(subscription.token, 'p.1.7');
    stub.live.replaceLog();
    stub.live.drop();
    await told.until((all) => all.some(([name]) => name === 'history_lost'));
    assert.deepEqual(told.all.map(([name]) => name), ['subscribed', 'gap', 'subscribed', 'history_lost']);
    assert.equal(subscription.token, 'p.2.0');
  });

  it('keeps the position that a heartbeat tells', async () => {
    const subscription = live.subscribe({ stream: 'query', q: 'sea' });
    await heard(subscription).until((all) => all.length === 1);
    stub.live.tell({ type: 'pong', tokens: { [subscription.id]: 'p.1.0.later' } });
    await until(() => subscription.token === 'p.1.0.later');
  });

  it('notices a server that falls silent', async () => {
    stub.live.welcome.heartbeat_ms = 40;
    live.subscribe({ stream: 'query', q: 'sea' });
    await until(() => states.some(({ detail }) => detail === 'the server fell silent'));
    await until(() => stub.live.received.length >= 2);
  });

  it('waits as long as the server asks, and stops where it says so', async () => {
    live.subscribe({ stream: 'query', q: 'sea' });
    await until(() => live.state.status === 'open');
    const began = Date.now();
    stub.live.drop({ bye: { code: 'going_away', retry_after_ms: 150, detail: 'restarting' } });
    await until(() => live.state.status === 'waiting');
    assert.deepEqual([live.state.code, live.state.detail], ['going_away', 'restarting']);
    assert.ok(live.state.retryAt >= began + 150);
    await until(() => live.state.status === 'open');
    stub.live.drop({ bye: { code: 'unauthenticated' } });
    await until(() => live.state.status === 'stopped');
    live.retry();
    await until(() => live.state.status === 'open');
  });

  it('reports a subscription that is refused, and keeps the others', async () => {
    stub.live.refuses = ({ filter }) => (filter === 'x' ? { type: 'urn:kinora:problem:invalid-value', title: 'T', status: 400, field: 'filter', detail: 'expected a value', request_id: 'r' } : null);
    const bad = heard(live.subscribe({ stream: 'query', filter: 'x' }));
    const good = heard(live.subscribe({ stream: 'query', q: 'sea' }));
    await bad.until((all) => all.length === 1);
    await good.until((all) => all.length === 1);
    assert.deepEqual([bad.all[0][0], bad.all[0][1].field, bad.all[0][1].name], ['problem', 'filter', 'KinoraProblem']);
    assert.equal(live.state.status, 'open');
  });

  it('gives up on what the server is not set up for, and does not come again for it', async () => {
    stub.live.refuses = ({ stream }) => (stream === 'follows' ? { type: 'urn:kinora:problem:not-configured', title: 'T', status: 501, detail: 'not here', request_id: 'r' } : null);
    const bad = heard(live.subscribe({ stream: 'follows' }));
    await bad.until((all) => all.length === 1);
    const good = heard(live.subscribe({ stream: 'query', q: 'sea' }));
    await good.until((all) => all.length === 1);
    stub.live.publish({ id: 'a' });
    await good.until((all) => all.length === 2);
    assert.deepEqual(bad.all.map(([name, { status }]) => [name, status]), [['problem', 501]]);
    assert.equal(live.state.status, 'open');
    assert.equal(states.some(({ status }) => status === 'waiting'), false);
  });

  it('goes on with the others when the server ends one for good', async () => {
    const bad = heard(live.subscribe({ stream: 'query', q: 'sky' }));
    const good = heard(live.subscribe({ stream: 'query', q: 'sea' }));
    await until(() => bad.all.length === 1 && good.all.length === 1);
    const [first] = stub.live.connections;
    first.send({ type: 'error', subscription: [...first.subscriptions.keys()][0], problem: { type: 'urn:kinora:problem:conflict', title: 'T', status: 409, request_id: 'r' } });
    first.send({ type: 'bye', code: 'internal', detail: 'T' });
    first.end(1011);
    await until(() => [...bad.all, ...good.all].some(([name]) => name === 'problem'));
    stub.live.publish({ id: 'a' });
    await until(() => [...bad.all, ...good.all].some(([name]) => name === 'item'));
    assert.equal(states.some(({ status }) => status === 'waiting'), false);
  });

  it('disconnects when nobody listens any more, and connects again', async () => {
    const one = live.subscribe({ stream: 'query', q: 'sea' });
    await until(() => live.state.status === 'open');
    one.close();
    assert.equal(live.state.status, 'idle');
    await until(() => stub.live.connections.size === 0);
    live.subscribe({ stream: 'trending' });
    await until(() => live.state.status === 'open');
  });

  it('sends the token in a header, never in the address', async () => {
    let token = 'old';
    stub.live.refusing.events = 401;
    const mine = new Kinora({ baseUrl: stub.url, token: () => token }).live({ backoff: SOON, transports: ['events'] });
    mine.subscribe({ stream: 'follows' });
    await until(() => mine.state.status === 'stopped');
    assert.equal(mine.state.code, 'unauthenticated');
    stub.live.refusing = {};
    token = 'new';
    mine.retry();
    await until(() => mine.state.signedIn);
    assert.deepEqual([...stub.live.connections].map((one) => one.token), ['new']);
    assert.equal(stub.live.received.some((frame) => JSON.stringify(frame).includes('new')), false);
    mine.close();
  });
});

// Node has WebSockets from version 22 on, and before with --experimental-websocket.
describe('The live feed over whichever way works', { skip: !globalThis.WebSocket && 'this Node has no WebSocket' }, () => {
  let stub;
  let live;
  let states;

  before(async () => {
    stub = await startStub();
  });
  after(() => stub.stop());
  beforeEach(() => {
    stub.reset();
    live?.close();
    live = new Kinora({ baseUrl: stub.url }).live({ backoff: SOON });
    states = [];
    live.on('state', (state) => states.push(state));
  });
  after(() => live.close());

  const failures = () => states.filter(({ status }) => status === 'waiting').length;

  it('stays with WebSocket while a node restarts', async () => {
    live.subscribe({ stream: 'query', q: 'sea' });
    await until(() => live.state.transport === 'websocket');
    stub.live.refusing = { websocket: 503, events: 503 };
    stub.live.drop();
    await until(() => failures() >= 5);
    stub.live.refusing = {};
    await until(() => live.state.status === 'open');
    assert.equal(live.state.transport, 'websocket');
  });

  it('takes events where WebSocket never works, and looks again when they end', async () => {
    stub.live.refusing = { websocket: 503 };
    live.subscribe({ stream: 'query', q: 'sea' });
    await until(() => live.state.transport === 'events');
    stub.live.drop();
    await until(() => states.at(-1).status !== 'open');
    await until(() => live.state.transport === 'events');
    stub.live.refusing = {};
    stub.live.drop();
    await until(() => live.state.transport === 'websocket');
  });

  it('takes events where WebSocket has stopped working', async () => {
    live.subscribe({ stream: 'query', q: 'sea' });
    await until(() => live.state.transport === 'websocket');
    stub.live.refusing = { websocket: 503 };
    stub.live.drop();
    await until(() => live.state.transport === 'events');
  });
});

describe('The reports of what viewers do', () => {
  let stub;
  let kinora;

  before(async () => {
    stub = await startStub();
  });
  after(() => stub.stop());
  beforeEach(() => {
    stub.reset();
    kinora = new Kinora({ baseUrl: stub.url, token: 't' });
  });

  it('go together, each with an id and a time', async () => {
    kinora.events.report({ type: 'impression', video_id: 'a', query_id: 'q', position: 0 });
    kinora.events.report({ type: 'click', video_id: 'a', query_id: 'q', position: 0 });
    await kinora.events.flush();
    const [{ headers, body }, ...more] = stub.requests;
    assert.equal(more.length, 0);
    assert.equal(headers.authorization, 'Bearer t');
    const sent = JSON.parse(body);
    assert.deepEqual(sent.map(({ type }) => type), ['impression', 'click']);
    assert.notEqual(sent[0].event_id, sent[1].event_id);
    assert.ok(Math.abs(Date.parse(sent[0].at) - Date.now()) < 60_000);
  });

  it('are tried again with the same id until the server has them', async () => {
    const ids = [];
    stub.answers['POST /v1/events'] = ({ body }) => {
      ids.push(JSON.parse(body)[0].event_id);
      return ids.length < 3 ? { status: 503, json: { type: 'about:blank', title: 'T', status: 503 } } : { status: 202, json: { accepted: 1, refused: [] } };
    };
    kinora.events.report({ type: 'like', video_id: 'a' });
    while (ids.length < 3) {
      await kinora.events.flush();
    }
    await kinora.events.flush();
    assert.equal(new Set(ids).size, 1);
    assert.equal(ids.length, 3);
    assert.equal(kinora.events.lost, 0);
  });

  it('that the server refuses are not sent again', async () => {
    stub.answers['POST /v1/events'] = ({ body }) => ({ status: 202, json: { accepted: JSON.parse(body).length - 1, refused: [{ index: 1, problem: { status: 400, field: 'position' } }] } });
    kinora.events.report({ type: 'like', video_id: 'a' }, { type: 'click', video_id: 'a' });
    await kinora.events.flush();
    await kinora.events.flush();
    assert.equal(stub.requests.length, 1);
    assert.equal(kinora.events.lost, 1);
  });

  it('are bounded while the server cannot be reached', () => {
    for (let i = 0; i < 1_200; i++) {
      kinora.events.report({ type: 'impression', video_id: `v${i}` });
    }
    assert.equal(kinora.events.lost, 200);
  });
});

describe('The pause before connecting again', () => {
  it('is anything up to a bound that doubles', () => {
    const most = new Backoff({ random: () => 1 });
    assert.deepEqual(Array.from({ length: 8 }, () => most.next()), [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    assert.equal(new Backoff({ random: () => 0 }).next(), 0);
  });

  it('is never shorter than the server asked', () => {
    assert.equal(new Backoff({ random: () => 0 }).next(3000), 3000);
    const backoff = new Backoff({ random: () => 1 });
    backoff.next();
    assert.equal(backoff.next(3000), 4000);
  });
});

describe('A stream of events', () => {
  it('is read whatever the pieces it comes in', async () => {
    const text = ': hello\nevent: item\r\nid: t1\ndata: {"a":\r\ndata: "ü"}\n\nid: t2\n\ndata:x\n\n';
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 2, 3, 7, bytes.length]) {
      const body = new ReadableStream({
        start(controller) {
          for (let i = 0; i < bytes.length; i += size) {
            controller.enqueue(bytes.slice(i, i + size));
          }
          controller.close();
        },
      });
      const events = [];
      for await (const event of eventsOf(body)) {
        events.push(event);
      }
      assert.deepEqual(events, [{ event: 'item', data: '{"a":\n"ü"}', id: 't1' }, { event: 'message', data: 'x', id: 't2' }]);
    }
  });
});

async function until(holds) {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'it never came true');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
