import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultAnswers, problem } from './stub-api.mjs';
import { StubLive } from './stub-live.mjs';

export { ABOUT, answerOf, problem } from './stub-api.mjs';

const WEB = join(dirname(fileURLToPath(import.meta.url)), '..');
const CLIP = join(WEB, 'test/fixtures/clip.webm');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };

/** Exactly the policy under which Kinora serves its page. */
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Drawn by us: stands for any thumbnail. */
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 270"><rect width="480" height="270" fill="#36506b"/><circle cx="360" cy="70" r="34" fill="#ffd98a"/><path d="M0 270V200l120-70 90 60 110-90 160 110v60z" fill="#1d2b3a"/></svg>';

/**
 * A server that serves the page as Kinora does and gives canned answers. A test replaces an answer
 * with `stub.answers['GET /v1/search'] = (request) => reply`, where `request` is `{method, path,
 * query, headers, body}` and a reply is `{status, json, headers, delayMs}`.
 *
 * @param {{pictures?: string, port?: number}} [options] `pictures`: a folder with real thumbnails
 */
export async function startStub({ pictures, port = 0 } = {}) {
  const stub = { requests: [], answers: defaultAnswers(), live: new StubLive() };
  const server = createServer((request, response) => {
    respond(stub, request, response, pictures).catch((fault) => {
      response.destroy(fault);
    });
  });
  server.on('upgrade', (request, socket) => stub.live.upgrade(request, socket));
  server.keepAliveTimeout = 60_000; // a test may stand still for longer than the usual five seconds on a busy machine
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  stub.url = `http://127.0.0.1:${server.address().port}/`;
  stub.reset = () => {
    stub.requests.length = 0;
    stub.answers = defaultAnswers();
    stub.live.reset();
  };
  stub.searches = () => stub.requests.filter(({ path }) => path === '/v1/search');
  stub.reported = () => stub.requests.filter(({ path }) => path === '/v1/events').flatMap(({ body }) => [JSON.parse(body)].map((sent) => sent.events ?? sent).flat());
  stub.stop = () => {
    stub.live.drop();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return stub;
}

async function respond(stub, incoming, response, pictures) {
  const url = new URL(incoming.url, 'http://stub');
  if (url.pathname === '/v1/live/events') {
    stub.live.events(url, incoming, response);
  } else if (url.pathname.startsWith('/v1/')) {
    await answer(stub, incoming, url, response);
  } else if (url.pathname.startsWith('/pictures/')) {
    await picture(url.pathname, pictures, response);
  } else if (url.pathname.startsWith('/media/')) {
    await clip(incoming, response);
  } else {
    await page(url.pathname, response);
  }
}

async function answer(stub, incoming, url, response) {
  const chunks = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  const request = {
    method: incoming.method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
  stub.requests.push(request);
  const path = url.pathname.replace(/^(\/v1\/videos\/)[^/]+/, '$1*');
  const found = stub.answers[`${incoming.method} ${path}`];
  const { status = 200, json, body, type = 'application/json', headers = {}, delayMs = 0 } =
    (await found?.(request)) ?? problem(404, { title: 'Not found' });
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  response.writeHead(status, { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff', ...headers });
  response.end(body ?? JSON.stringify(json));
}

async function page(path, response) {
  const file = normalize(join(WEB, path === '/' ? 'index.html' : decodeURIComponent(path)));
  const content = file.startsWith(WEB) ? await readFile(file).catch(() => null) : null;
  response.writeHead(content ? 200 : 404, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': CSP,
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(content);
}

async function picture(path, folder, response) {
  const content = folder ? await readFile(join(folder, path.split('/').at(-1))).catch(() => null) : null;
  response.writeHead(200, { 'Content-Type': content ? 'image/jpeg' : 'image/svg+xml', 'Cache-Control': 'max-age=60' });
  response.end(content ?? PICTURE);
}

/** With ranges, or a browser could not jump to a moment. */
async function clip(incoming, response) {
  const { size } = await stat(CLIP);
  const range = /^bytes=(\d+)-(\d*)$/.exec(incoming.headers.range ?? '');
  const start = range ? Number(range[1]) : 0;
  const end = range?.[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
  response.writeHead(range ? 206 : 200, {
    'Content-Type': 'video/webm',
    'Accept-Ranges': 'bytes',
    'Content-Length': end - start + 1,
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${size}` } : {}),
  });
  createReadStream(CLIP, { start, end }).pipe(response);
}
