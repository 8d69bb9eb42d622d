import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { Kinora } from '../../client/kinora.js';
import { launch, missing, newContext, newPage, suite } from '../browser.mjs';

/** A start on a busy machine, its database and its log included. */
const START_MS = 300_000;

const { KINORA_COMMAND } = process.env;
const lacks = missing ?? (KINORA_COMMAND ? null : 'KINORA_COMMAND is not set: give what starts a node, e.g. "bin/kinora serve"');

suite('The live column of a node that is restarted', lacks, () => {
  let browser;
  let data;
  let port;
  let node;
  let kinora;

  async function start() {
    const [command, ...rest] = KINORA_COMMAND.split(' ');
    // A node takes every KINORA_ in its environment for a setting.
    const { KINORA_COMMAND: _command, KINORA_CHROMIUM: _chromium, ...env } = process.env;
    node = spawn(command, [...rest, '--data', data, '--http-port', String(port)], { stdio: 'ignore', env });
    const until = Date.now() + START_MS;
    while (!(await fetch(`http://127.0.0.1:${port}/health/ready`).then(({ ok }) => ok, () => false))) {
      assert.equal(node.exitCode, null, 'the node has ended');
      assert.ok(Date.now() < until, 'the node does not become ready');
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  function stop(signal) {
    return new Promise((resolve) => {
      node.once('exit', resolve);
      node.kill(signal);
    });
  }

  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'kinora-live-'));
    port = await freePort();
    browser = await launch();
    await start();
    const token = (await readFile(join(data, 'operator.token'), 'utf8')).trim();
    kinora = new Kinora({ baseUrl: `http://127.0.0.1:${port}/`, token, timeoutMs: 60_000 });
  });

  after(async () => {
    await browser?.close();
    if (node?.exitCode === null) {
      await stop('SIGTERM');
    }
    if (data && existsSync(data)) {
      await rm(data, { recursive: true, force: true });
    }
  });

  for (const signal of ['SIGTERM', 'SIGKILL']) {
    it(`brings each video once, in order, and says what is going on (${signal})`, { timeout: 2 * START_MS }, async () => {
      const page = await newPage(await newContext(browser));
      page.setDefaultTimeout(60_000);
      const word = `seal${signal.toLowerCase()}`;
      await kinora.put(`${word}-0`, { title: `${word} 0`, channel: 'Harbour Lights' }, { wait: 'searchable' });
      await page.goto(`http://127.0.0.1:${port}/?q=${word}&mode=text`);
      await page.locator('#wish .wish').click();
      await page.locator('#open-live').click();
      const status = page.locator('#live-status-words');
      const newest = (n) => page.locator('.live__item').first().filter({ hasText: `${word} ${n}` }).waitFor();
      await status.filter({ hasText: 'Connected' }).waitFor();
      await kinora.put(`${word}-1`, { title: `${word} 1`, channel: 'Harbour Lights' });
      await newest(1);

      await stop(signal);
      await status.filter({ hasText: /The server restarts|Connection lost|Connecting/ }).waitFor();
      await start();
      // While the page still waits for its next attempt.
      await kinora.put(`${word}-2`, { title: `${word} 2`, channel: 'Harbour Lights' });
      await newest(2);
      await status.filter({ hasText: 'Connected' }).waitFor();
      await kinora.put(`${word}-3`, { title: `${word} 3`, channel: 'Harbour Lights' });
      await newest(3);
      assert.deepEqual(await page.locator('.live__link').allTextContents(), [3, 2, 1].map((n) => `${word} ${n}`));
      assert.equal(await page.locator('.live__missing').count(), 0);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }
});

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
