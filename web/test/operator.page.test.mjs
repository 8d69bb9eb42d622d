import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eventually, open as openPage, pageSuite } from './page-suite.mjs';
import { problem } from './stub.mjs';
import { cluster } from './fixtures/cluster.mjs';
import { figures, online } from './fixtures/online.mjs';

const ATTACK = '"><img src=x onerror="window.pwned=1">';

pageSuite('The view of an operator', (context) => {
  const is = ({ nodes, shards }) => {
    context.stub.answers['GET /v1/admin/nodes'] = () => ({ json: nodes });
    context.stub.answers['GET /v1/admin/shards'] = () => ({ json: shards });
  };
  const answers = (reply) => {
    context.stub.answers['GET /v1/admin/nodes'] = reply;
    context.stub.answers['GET /v1/admin/shards'] = reply;
  };
  const open = () => context.page.goto(`${context.stub.url}operator.html#token=key`);
  const line = (text) => context.page.locator('.verdict__line', { hasText: text }).waitFor();
  const cell = (shard, node) => context.page.locator('.matrix tbody tr').nth(shard).locator('td').nth(node);
  const look = (shard, node) => cell(shard, node).getAttribute('data-look');
  const asked = () => context.stub.requests.filter(({ path }) => path === '/v1/admin/shards').length;

  it('says in a line that all is well, and shows where every replica is', async () => {
    is(cluster());
    await open();
    await line(/^6 shards, all whole, on 3 nodes$/);
    assert.equal(await context.page.locator('.matrix td').count(), 18);
    assert.equal(await look(0, 0), 'serving');
    assert.equal(await cell(0, 0).innerText(), '1,204\nserving\nserving, 1,204 videos, 4,410 frames, 0 records behind, 3.4 MB');
    assert.equal(await look(0, 2), 'none');
    assert.match(await cell(0, 2).innerText(), /no replica/);
    assert.match(await context.page.locator('#totals').textContent(), /^7,224 videos · 40.8 MB on disk · 2 replicas wanted · none behind$/);
    assert.equal(context.stub.requests[0].headers.authorization, 'Bearer key');
    assert.equal(await context.page.evaluate(() => location.hash), '');
  });

  it('names the shards that are reduced, and says what a cell is by word as well as by colour', async () => {
    is(cluster({ replica: (one) => (one.node === 'n1' && one.shard < 2 ? { ...one, state: 'catching_up', behind: 12_345 } : one) }));
    await open();
    await line(/^2 shards reduced: 0, 1$/);
    assert.equal(await look(0, 1), 'catching_up');
    assert.equal(await cell(0, 1).locator('.replica__word').textContent(), '12,345 behind');
    assert.equal(await cell(0, 1).locator('use').getAttribute('href'), '#icon-reading');
    assert.equal(await context.page.locator('tr[data-health=reduced]').count(), 2);
    assert.match(await context.page.locator('.verdict__more').textContent(), /^Searches are complete/);
    assert.match(await context.page.locator('#totals').textContent(), /at most 12,345 records behind$/);
  });

  it('names the shards that nobody serves', async () => {
    is(cluster({ replica: (one) => (one.shard > 3 ? null : one.shard === 1 && one.node === 'n1' ? { ...one, state: 'opening', behind: -1 } : one) }));
    await open();
    await line(/^2 shards missing: 4, 5; 1 shard reduced: 1$/);
    assert.match(await context.page.locator('.verdict__more').textContent(), /searches are not complete/);
    assert.equal(await context.page.locator('tr[data-health=missing] .matrix__health').first().textContent(), 'missing');
    assert.match(await cell(1, 1).innerText(), /opening.*lag unknown/s);
  });

  it('tells of an index that is being built, and what it waits for', async () => {
    is(cluster());
    const build = (generation, state, more) => ({ generation, state, text_encoder: 'bge', sight_encoder: 'clip', videos: 1204, ...more });
    const builds = [build(1, 'active'), build(2, 'building', { sight_encoder: ATTACK, waits_for: ['7 videos are still to be embedded'] })];
    context.stub.answers['GET /v1/admin/reindex'] = () => ({ json: { generations: builds } });
    await open();
    await context.page.locator('#build-list li[data-state=building]').waitFor();
    assert.match(await context.page.locator('#build-list li').nth(0).innerText(), /^Build 1 is searched/);
    assert.match(await context.page.locator('#build-list li').nth(1).innerText(), /It waits: 7 videos are still to be embedded\.$/);
    context.stub.answers['GET /v1/admin/reindex'] = () => ({ json: { generations: [build(2, 'active')] } });
    await context.page.locator('#builds').waitFor({ state: 'hidden' });
  });

  it('follows what changes, without taking the focus away', async () => {
    is(cluster());
    await open();
    await line('all whole');
    await cell(2, 2).focus();
    is(cluster({ replica: (one) => (one.shard === 2 && one.node === 'n2' ? { ...one, trouble: 'the disk is full' } : one) }));
    await context.page.locator('td[data-look=trouble]:focus').waitFor();
    assert.match(await context.page.locator('.matrix__details').textContent(), /^Shard 2 on 127.0.0.1:8082: serving,.* trouble: the disk is full$/);
    const { nodes, shards } = cluster();
    is({ nodes: { nodes: nodes.nodes.filter(({ id }) => id !== 'n1') }, shards });
    await eventually(() => asked() > 3);
    await context.page.locator('.matrix thead th').nth(3).waitFor({ state: 'detached' });
    assert.equal(await cell(2, 1).evaluate((one) => one === document.activeElement), true);
  });

  it('is walked through with the arrow keys, from one stop of the Tab key', async () => {
    is(cluster());
    await open();
    await line('all whole');
    assert.equal(await context.page.locator('.matrix [tabindex="0"]').count(), 1);
    await cell(0, 0).focus();
    const focused = (shard, node) => cell(shard, node).evaluate((one) => one === document.activeElement);
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
      await context.page.keyboard.press(key);
    }
    assert.ok(await focused(1, 2));
    await context.page.keyboard.press('Home');
    assert.ok(await focused(1, 0));
    assert.match(await context.page.locator('.matrix__details').textContent(), /^Shard 1 on 127.0.0.1:8080: no replica$/);
    assert.equal(await context.page.locator('.matrix [tabindex="0"]').count(), 1);
    await context.page.keyboard.press('Tab');
    assert.equal(await context.page.evaluate(() => document.activeElement.href), 'http://127.0.0.1:8081/operator.html');
  });

  it('shows who a node is and that it has fallen silent', async () => {
    is(cluster({ node: (one) => (one.id === 'n2' ? { ...one, silent_ms: 9_000 } : one) }));
    await open();
    await context.page.locator('.node--silent').waitFor();
    assert.match(await context.page.locator('.node--silent').innerText(), /127\.0\.0\.1:8082.*api, search.*0\.1\.0.*Jan 5, 2026.*silent for 9 s.*n2/s);
    assert.equal(await look(2, 2), 'silent');
    assert.equal(await context.page.locator('.verdict__more').textContent(), 'Searches are complete, but fewer replicas serve than are wanted. Silent: 127.0.0.1:8082.');
    assert.match(await context.page.locator('.node').first().innerText(), /this node/);
  });

  it('shows the live feed of each node: sockets, how far behind, gaps', async () => {
    const live = { sockets: 1204, subscriptions: 1400, queries: 310, queued_bytes: 52_000, gaps: 3, behind: 0 };
    is(cluster({ node: (one) => ({ ...one, live: one.id === 'n1' ? { ...live, behind: 800, sockets: 1, queued_bytes: 0, gaps: 0 } : live }) }));
    await open();
    await line(/^6 shards/);
    const facts = (node) => context.page.locator(`.node[data-id=${node}] [data-fact^=Live] dd`).allTextContents();
    assert.deepEqual(await facts('n0'), ['1,204 sockets, 1,400 subscriptions (310 queries), 52 kB waiting', 'none', '3 since it started']);
    assert.deepEqual(await facts('n1'), ['1 socket, 1,400 subscriptions (310 queries)', '800 records behind', 'none since it started']);
    assert.match(await context.page.locator('.verdict__more').textContent(), /Live feed behind: 127\.0\.0\.1:8081\./);
    assert.match(await context.page.locator('#totals').textContent(), / · 2,409 live sockets$/);
  });

  it('asks for a token first, and says which and where it lies', async () => {
    is(cluster());
    await context.page.goto(`${context.stub.url}operator.html`);
    await context.page.locator('.problem', { hasText: 'operator.token' }).waitFor();
    assert.equal(asked(), 0);
    await context.page.getByLabel('Token').fill(' key ');
    await context.page.getByRole('button', { name: 'Use it' }).click();
    await line('all whole');
    assert.equal(await context.page.evaluate(() => sessionStorage.getItem('kinora.token')), 'key');
  });

  it('asks for another token if this one is not accepted, and does not go on with it', async () => {
    answers(() => problem(401, { title: 'Not signed in', detail: 'the token is not valid' }));
    await open();
    await context.page.locator('.problem', { hasText: 'the token is not valid' }).waitFor();
    assert.equal(await context.page.evaluate(() => sessionStorage.getItem('kinora.token')), null);
    assert.equal(asked(), 1);
    is(cluster());
    await context.page.getByLabel('Token').fill('better');
    await context.page.keyboard.press('Enter');
    await line('all whole');
  });

  it('tells a publisher which role is needed, and leaves the token for uploads', async () => {
    answers(() => problem(403, { title: 'Forbidden', detail: "the token's roles are publisher; needed: one of operator" }));
    await open();
    await context.page.locator('.problem', { hasText: 'needed: one of operator' }).waitFor();
    assert.match(await context.page.locator('.problem').innerText(), /The role operator is needed.*operator\.token/s);
    assert.equal(await context.page.evaluate(() => sessionStorage.getItem('kinora.token')), 'key');
  });

  it('says that the node is gone, keeps what it told, leads to the others, and goes on when it is back', async () => {
    is(cluster());
    await open();
    await line('all whole');
    await context.page.route('**/v1/admin/*', (route) => route.abort());
    await line(`${new URL(context.stub.url).host} does not answer`);
    assert.equal(await context.page.locator('#cluster.old .matrix td').count(), 18);
    assert.deepEqual(await context.page.locator('#notice a').evaluateAll((links) => links.map(({ href }) => href)), [
      'http://127.0.0.1:8081/operator.html', 'http://127.0.0.1:8082/operator.html']);
    await context.page.unroute('**/v1/admin/*');
    await line('all whole');
    assert.equal(await context.page.locator('#cluster.old, #notice:not([hidden])').count(), 0);
  });

  it('does not ask while nobody can see it', async () => {
    is(cluster());
    await open();
    await line('all whole');
    const visible = (state) => context.page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, !state);
    await visible(false);
    const before = asked();
    await context.page.waitForTimeout(1_500);
    assert.ok(asked() <= before + 1);
    is(cluster({ replica: ({ shard, ...one }) => (shard === 0 ? null : { shard, ...one }) }));
    await visible(true);
    await line(/1 shard missing: 0/);
  });

  it('shows hostile text as text', async () => {
    const { nodes, shards } = cluster({
      replica: (one) => ({ ...one, state: ATTACK, trouble: ATTACK }),
      node: (one) => ({ ...one, url: `javascript:window.pwned=1//${ATTACK}`, version: ATTACK, roles: [ATTACK, 'search'], started_at: ATTACK }),
    });
    is({ nodes, shards });
    await open();
    await context.page.locator('.node', { hasText: 'onerror' }).first().waitFor();
    assert.equal(await context.page.evaluate(() => window.pwned), undefined);
    assert.equal(await context.page.locator('a[href^="javascript"], main img, [onerror]').count(), 0);
  });

  it('fits a phone, and is reached from the footer of the page', async () => {
    is(cluster());
    await context.page.setViewportSize({ width: 375, height: 800 });
    await openPage(context, '#token=key');
    await context.page.locator('footer a', { hasText: 'Operator’s view' }).click();
    await line('all whole');
    assert.equal(await context.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    assert.ok((await context.page.locator('.matrix').boundingBox()).width <= 375);
  });

  const figure = (name) => context.page.locator('.figure', { has: context.page.locator('h3', { hasText: name }) });

  it('shows what viewers do, as figures and as plots that can be heard', async () => {
    is(cluster());
    context.stub.answers['GET /v1/admin/metrics'] = () => ({ json: online() });
    await open();
    await figure('Clicks of what is shown').waitFor();
    assert.equal(await figure('Clicks of what is shown').locator('.figure__now').textContent(), '12 %');
    assert.equal(await figure('Watch time').locator('.figure__now').textContent(), '90 min');
    assert.equal(await figure('To the first click').locator('.figure__now').textContent(), '4.2 s');
    assert.match(await context.page.locator('#figures .totals').textContent(), /^41 viewers · 45 sessions · 120 searches · 48 views$/);
    const plot = figure('Clicks of what is shown').locator('svg');
    assert.match(await plot.getAttribute('aria-label'), /at most 30 %, at .*; 20 % at the end$/);
    const heights = (await plot.locator('polyline').getAttribute('points')).split(' ').map((pair) => Number(pair.split(',')[1]));
    assert.equal(heights.length, 3);
    assert.ok(heights[1] < heights[2] && heights[2] < heights[0], 'higher values are further up');
  });

  it('looks as far back as is chosen, and says when the counting is behind', async () => {
    is(cluster());
    context.stub.answers['GET /v1/admin/metrics'] = ({ query }) =>
      ({ json: { ...online(query.window, [{}, {}]), age_ms: 65_000, trouble: ATTACK } });
    await open();
    await figure('Watch time').waitFor();
    assert.match(await context.page.locator('#figures .totals').textContent(), /counted up to 65 s ago$/);
    await context.page.locator('#figures-window').selectOption('7d');
    await eventually(() => context.stub.requests.some(({ path, query }) => path === '/v1/admin/metrics' && query.window === '7d'));
    assert.equal(await context.page.evaluate(() => window.pwned), undefined);
  });

  it('tells nothing where nobody did anything, and keeps the cluster where there are no figures', async () => {
    is(cluster());
    context.stub.answers['GET /v1/admin/metrics'] = () => ({ json: online('24h', [{}, {}].map(() => Object.fromEntries(Object.keys(figures()).map((key) => [key, 0]))), { events: 0 }) });
    await open();
    await figure('Watch time').waitFor();
    assert.equal(await figure('Watch time').locator('.figure__now').textContent(), '–');
    assert.match(await figure('Watch time').locator('svg').getAttribute('aria-label'), /^Watch time: nothing from/);
    context.stub.answers['GET /v1/admin/metrics'] = () => problem(503);
    await line('all whole');
  });
});
