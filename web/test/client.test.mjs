import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Kinora, KinoraProblem } from '../client/kinora.js';
import { problem, startStub } from './stub.mjs';

describe('The client', () => {
  let stub;
  let kinora;

  before(async () => {
    stub = await startStub();
  });
  beforeEach(() => {
    stub.reset();
    kinora = new Kinora({ baseUrl: stub.url, token: 'secret' });
  });
  after(() => stub.stop());

  it('asks with GET and leaves out what is not given', async () => {
    const answer = await kinora.search({ q: 'cat & dog', mode: 'visual', limit: 5, lang: undefined, fields: ['id', 'title'] });
    assert.equal(answer.hits[0].id, 'cat');
    const [{ method, query, headers }] = stub.requests;
    assert.equal(method, 'GET');
    assert.deepEqual(query, { q: 'cat & dog', mode: 'visual', limit: '5', fields: 'id,title' });
    assert.equal(headers.authorization, 'Bearer secret');
  });

  it('asks with POST what does not fit into an address', async () => {
    stub.answers['POST /v1/search'] = () => ({ json: { hits: [] } });
    await kinora.search({ vector: { field: 'frame', values: [0.6, 0.8] } });
    await kinora.search({ vector: { field: 'text', values: [1] }, fusion: 'rrf' });
    assert.deepEqual(stub.requests.map(({ body }) => JSON.parse(body)), [
      { vector: { field: 'frame', values: [0.6, 0.8] } },
      { vector: { field: 'text', values: [1] }, fusion: { method: 'rrf' } },
    ]);
  });

  it('asks for completions, and for videos like another', async () => {
    const { suggestions } = await kinora.suggest({ q: 'old', limit: 3, filter: undefined });
    assert.deepEqual(suggestions.map(({ type, text }) => [type, text]), [['channel', 'Old Plates']]);
    const { hits } = await kinora.similar('a b', { limit: 5, fields: ['id'] });
    assert.equal(hits.length, 4);
    assert.deepEqual(stub.requests.map(({ path, query }) => [path, query]), [['/v1/suggest', { q: 'old', limit: '3' }], ['/v1/videos/a%20b/similar', { limit: '5', fields: 'id' }]]);
  });

  it('sends a picture with the part of it that counts', async () => {
    await kinora.searchByImage(new Blob(['pixels'], { type: 'image/png' }), { crop: { x: 1, y: 2, width: 30, height: 40 }, q: 'red', fields: ['id', 'title'], explain: undefined });
    const [{ path, headers, body }] = stub.requests;
    assert.equal(path, '/v1/search/image');
    const form = await new Response(body, { headers: { 'Content-Type': headers['content-type'] } }).formData();
    assert.deepEqual([form.get('crop'), form.get('q'), form.get('fields'), form.has('explain')], ['1,2,30,40', 'red', 'id,title', false]);
    assert.deepEqual([form.get('image').type, await form.get('image').text()], ['image/png', 'pixels']);
  });

  it('writes many in few requests, and numbers the answers through', async () => {
    const sizes = [];
    stub.answers['POST /v1/videos:bulk'] = ({ body }) => {
      const lines = body.toString().trim().split('\n').map(JSON.parse);
      sizes.push(lines.length);
      const answers = lines.map(({ put }, i) => (put.id === 'v501' ? { line: i + 1, status: 400, field: 'title' } : { line: i + 1, id: put.id, status: 202, version: 1 }));
      return { body: answers.map((line) => `${JSON.stringify(line)}\n`).join(''), type: 'application/x-ndjson' };
    };
    async function* operations() {
      for (let i = 0; i < 750; i++) {
        yield { put: { id: `v${i}`, title: 'T' } };
      }
    }
    const answers = [];
    for await (const answer of kinora.bulk(operations())) {
      answers.push(answer);
    }
    assert.deepEqual(sizes, [500, 250]);
    assert.deepEqual(answers.map(({ line }) => line), Array.from({ length: 750 }, (_, i) => i + 1));
    assert.deepEqual(answers.filter(({ status }) => status !== 202), [{ line: 502, status: 400, field: 'title' }]);
  });

  it('changes and removes, and says which version it means', async () => {
    stub.answers['PATCH /v1/videos/*'] = () => ({ status: 202, json: { id: 'a', version: 4 } });
    stub.answers['DELETE /v1/videos/*'] = () => ({ status: 202, json: { id: 'a', version: 5 } });
    assert.equal((await kinora.patch('a', { category: null }, { ifMatch: 3 })).version, 4);
    assert.equal((await kinora.remove('a', { wait: 'searchable' })).version, 5);
    const [patched, removed] = stub.requests;
    assert.deepEqual([JSON.parse(patched.body), patched.headers['if-match']], [{ category: null }, '"3"']);
    assert.deepEqual([removed.query, removed.body.length, removed.headers['content-type']], [{ wait: 'searchable' }, 0, undefined]);
  });

  it('asks for suggestions with what was typed as it is', async () => {
    stub.answers['GET /v1/suggest'] = () => ({ json: { suggestions: [{ text: 'Cats' }], took_ms: 1, partial: false } });
    const answer = await kinora.suggest({ q: 'c&t ', limit: 5, filter: undefined });
    assert.equal(answer.suggestions[0].text, 'Cats');
    assert.deepEqual(stub.requests[0].query, { q: 'c&t ', limit: '5' });
  });

  it('works under a path and takes the token anew for each request', async () => {
    const seen = [];
    let current = null;
    stub.answers['GET /v1/about'] = ({ headers }) => {
      seen.push(headers.authorization);
      return { json: {} };
    };
    const client = new Kinora({ baseUrl: `${stub.url}?q=x#y`, token: () => current });
    await client.about();
    current = 'later';
    await client.about();
    assert.deepEqual(seen, [undefined, 'Bearer later']);
    const below = new Kinora({ baseUrl: 'https://example.org/videos/index.html' });
    assert.equal(below.resolve('media/1'), 'https://example.org/videos/media/1');
  });

  it('puts metadata, and says which version it means', async () => {
    await kinora.put('a b/c', { title: 'T' }, { ifMatch: 7, wait: 'searchable' });
    const [{ path, query, headers, body }] = stub.requests;
    assert.equal(path, '/v1/videos/a%20b%2Fc');
    assert.deepEqual(query, { wait: 'searchable' });
    assert.equal(headers['if-match'], '"7"');
    assert.deepEqual(JSON.parse(body), { title: 'T' });
  });

  it('asks an operator\'s questions', async () => {
    stub.answers['GET /v1/admin/nodes'] = () => ({ json: { nodes: [{ id: 'a' }] } });
    stub.answers['GET /v1/admin/shards'] = () => ({ json: { wanted_replicas: 2, shards: [] } });
    assert.deepEqual(await kinora.nodes(), { nodes: [{ id: 'a' }] });
    assert.deepEqual(await kinora.shards(), { wanted_replicas: 2, shards: [] });
    assert.deepEqual(stub.requests.map(({ headers }) => headers.authorization), ['Bearer secret', 'Bearer secret']);
  });

  it('uploads a file as it is', async () => {
    await kinora.uploadMedia('v1', new Blob(['film'], { type: 'video/mp4' }));
    const [{ path, headers, body }] = stub.requests;
    assert.equal(path, '/v1/videos/v1/media');
    assert.equal(headers['content-type'], 'video/mp4');
    assert.equal(body.toString(), 'film');
  });

  it('turns problem+json into an error with its field, detail and request', async () => {
    stub.answers['GET /v1/search'] = () => ({
      ...problem(400, { title: 'Invalid value', detail: 'limit was 0; allowed: 1 to 100', field: 'limit', request_id: 'r1' }),
    });
    await assert.rejects(kinora.search({ limit: 0 }), (fault) => {
      assert.ok(fault instanceof KinoraProblem);
      const { status, title, detail, field, requestId, message } = fault;
      assert.deepEqual({ status, title, detail, field, requestId }, { status: 400, title: 'Invalid value', detail: 'limit was 0; allowed: 1 to 100', field: 'limit', requestId: 'r1' });
      assert.equal(message, detail);
      return true;
    });
  });

  it('tells when to try again', async () => {
    stub.answers['GET /v1/search'] = () => ({ ...problem(503, {}), headers: { 'Retry-After': '2' } });
    await assert.rejects(kinora.search(), { status: 503, retryAfterMs: 2000 });
  });

  it('makes a problem of answers that are none', async () => {
    stub.answers['GET /v1/search'] = () => ({ status: 502, body: '<html>Bad gateway', type: 'text/html' });
    await assert.rejects(kinora.search(), { name: 'KinoraProblem', status: 502 });
    stub.answers['GET /v1/search'] = () => ({ status: 200, body: '<html>', type: 'text/html' });
    await assert.rejects(kinora.search(), { name: 'KinoraProblem', title: /not JSON/ });
    stub.answers['GET /v1/search'] = () => ({ status: 400, body: '{"title": 7, "detail": {"x": 1}, "status": 200}' });
    await assert.rejects(kinora.search(), { name: 'KinoraProblem', status: 400, title: 'The request failed' });
  });

  it('says so when nobody answers or the answer takes too long', async () => {
    const nobody = new Kinora({ baseUrl: 'http://127.0.0.1:9/' });
    await assert.rejects(nobody.search(), { name: 'KinoraProblem', status: 0 });
    stub.answers['GET /v1/search'] = () => new Promise(() => {});
    const hasty = new Kinora({ baseUrl: stub.url, timeoutMs: 50 });
    await assert.rejects(hasty.search(), { name: 'KinoraProblem', status: 0, title: 'No answer in time' });
  });

  it('leaves an abort by the caller an abort', async () => {
    stub.answers['GET /v1/search'] = () => new Promise(() => {});
    const controller = new AbortController();
    const asked = kinora.search({ q: 'cat' }, { signal: controller.signal });
    controller.abort();
    await assert.rejects(asked, { name: 'AbortError' });
  });

  it('yields each status once, rides out a hiccup, and ends with the last', async () => {
    const answers = [
      { json: { status: 'received' } },
      { json: { status: 'decoding', percent: 10 } },
      { json: { status: 'decoding', percent: 10 } },
      problem(503, {}),
      { json: { status: 'decoding', percent: 90 } },
      { json: { status: 'searchable' } },
    ];
    stub.answers['GET /v1/videos/*/status'] = () => answers.shift();
    const seen = [];
    for await (const { status, percent } of kinora.statuses('v1', { intervalMs: 1 })) {
      seen.push(percent === undefined ? status : `${status} ${percent}`);
    }
    assert.deepEqual(seen, ['received', 'decoding 10', 'decoding 90', 'searchable']);
  });

  it('gives up on a status that cannot be had', async () => {
    let asked = 0;
    stub.answers['GET /v1/videos/*/status'] = () => {
      asked++;
      return problem(500, {});
    };
    await assert.rejects(kinora.statuses('v1', { intervalMs: 1 }).next(), { status: 500 });
    assert.equal(asked, 6);
    stub.answers['GET /v1/videos/*/status'] = () => problem(404, {});
    await assert.rejects(kinora.statuses('v1', { intervalMs: 1 }).next(), { status: 404 });
  });

  it('lets only HTTP addresses into a page', () => {
    assert.equal(kinora.resolve('/media/1'), `${stub.url}media/1`);
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'http://[', '', null, undefined]) {
      assert.equal(kinora.resolve(bad), null);
    }
  });
});
