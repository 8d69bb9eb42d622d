import { Events } from './events.js';
import { send, uploadWithProgress } from './http.js';
import { Live } from './live.js';
import { batches, parseLines, toLines } from './ndjson.js';
import { changes } from './status-changes.js';

export { Live, Subscription } from './live.js';
export { KinoraProblem } from './problem.js';

/**
 * A thin client of Kinora's HTTP API. No dependencies; runs in browsers and in Node 20 or later.
 *
 * @example
 * const kinora = new Kinora({ baseUrl: 'http://127.0.0.1:8080/' });
 * const { hits } = await kinora.search({ q: 'a lighthouse by the sea', mode: 'visual' });
 */

/** @typedef {import('./api.d.ts').SearchRequest} SearchRequest */
/** @typedef {Omit<SearchRequest, 'fusion'> & {fusion?: import('./api.d.ts').FusionMethod | SearchRequest['fusion']}} SearchParams */
/** @typedef {import('./api.d.ts').SearchResponse} SearchAnswer */
/** @typedef {import('./api.d.ts').Hit} Hit */
/** @typedef {import('./api.d.ts').Video} Video */
/** @typedef {import('./api.d.ts').VideoStatus} VideoStatus */
/** @typedef {import('./api.d.ts').WriteAnswer} WriteAnswer */
/** @typedef {import('./api.d.ts').BulkAnswer | import('./api.d.ts').Problem} BulkAnswer */
/** @typedef {{text: string, type: 'title' | 'channel' | 'tag' | 'query', id?: string, highlight?: string, score?: number}} Suggestion */
/** @typedef {import('./api.d.ts').Generation} IndexBuild */
/** @typedef {import('./live.js').LiveState} LiveState */
/** @typedef {import('./live.js').LiveItem} LiveItem */
/** @typedef {import('./live.js').Wish} LiveWish */
/** @typedef {import('./events.js').Report} EventReport */
/** @typedef {{signed_in: boolean, follows: {channel_id: string, since: string}[], liked: string[], hidden: string[]}} Me */
/** @typedef {{signal?: AbortSignal}} Options */
/** @typedef {{ifMatch?: number, wait?: 'searchable', signal?: AbortSignal}} WriteOptions */

const DEFAULT_TIMEOUT_MS = 15_000;
const BULK_LINES = 500;

export class Kinora {
  #baseUrl;
  #token;
  #session;
  #timeoutMs;
  /** @type {Events | null} */
  #events = null;

  /**
   * @param {object} [options]
   * @param {string | URL} [options.baseUrl] where the server is; the page's own folder by default
   * @param {string | (() => string | null | undefined)} [options.token] bearer token, or where to get it
   * @param {string | (() => string | null | undefined)} [options.session] what a browser without a token calls itself, 16 to 128
   *     characters made at random; or where to get it. Without it and without a token nothing can be reported.
   * @param {number} [options.timeoutMs] for every request except uploads
   */
  constructor({ baseUrl = globalThis.document?.baseURI, token, session, timeoutMs = DEFAULT_TIMEOUT_MS } = {}) {
    if (!baseUrl) {
      throw new TypeError('baseUrl is needed outside of a browser, e.g. http://127.0.0.1:8080/');
    }
    this.#baseUrl = new URL('.', baseUrl);
    this.#token = token;
    this.#session = session;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * @param {SearchParams} [params]
   * @param {Options} [options]
   * @returns {Promise<SearchAnswer>}
   */
  search(params = {}, { signal } = {}) {
    const { vector, fusion, ...rest } = params;
    if (vector || typeof fusion === 'object') {
      const body = { ...params, ...(typeof fusion === 'string' ? { fusion: { method: fusion } } : {}) };
      return this.#json('POST', 'v1/search', { body, signal });
    }
    return this.#json('GET', 'v1/search', { query: { ...rest, fusion }, signal });
  }

  /**
   * Completions of what is being typed.
   *
   * @param {{q: string, limit?: number, filter?: string, lang?: string}} params
   * @param {Options} [options]
   * @returns {Promise<{suggestions: Suggestion[], took_ms: number, partial: false | string[]}>}
   */
  suggest(params, { signal } = {}) {
    return this.#json('GET', 'v1/suggest', { query: params, signal });
  }

  /**
   * Videos in which something looks like a picture, or like a part of it.
   *
   * @param {Blob} image JPEG, PNG, WebP and the like
   * @param {{crop?: {x: number, y: number, width: number, height: number}, q?: string, limit?: number, filter?: string, fields?: string[], explain?: boolean}} [params]
   * @param {Options} [options]
   * @returns {Promise<SearchAnswer>}
   */
  searchByImage(image, { crop, ...params } = {}, { signal } = {}) {
    const form = new FormData();
    const part = crop && [crop.x, crop.y, crop.width, crop.height].join(',');
    for (const [name, value] of Object.entries({ ...params, crop: part })) {
      if (value !== undefined && value !== null) {
        form.set(name, String(value));
      }
    }
    form.set('image', image);
    return this.#json('POST', 'v1/search/image', { form, signal });
  }

  /**
   * Videos with a content like that of this one; neither itself nor its copies.
   *
   * @param {string} id
   * @param {{limit?: number, filter?: string, fields?: string[]}} [params]
   * @param {Options} [options]
   * @returns {Promise<SearchAnswer>}
   */
  similar(id, params = {}, { signal } = {}) {
    return this.#json('GET', `${videoPath(id)}/similar`, { query: params, signal });
  }

  /**
   * @param {string} id
   * @param {Options & {include?: ('vectors' | 'transcript')[]}} [options]
   * @returns {Promise<Video>}
   */
  video(id, { include, signal } = {}) {
    return this.#json('GET', videoPath(id), { query: { include }, signal });
  }

  /** @param {string} id @param {Options} [options] @returns {Promise<VideoStatus>} */
  status(id, { signal } = {}) {
    return this.#json('GET', `${videoPath(id)}/status`, { signal });
  }

  /**
   * Which encoders are in use and what may be done without a token.
   *
   * @param {Options} [options]
   * @returns {Promise<import('./api.d.ts').About>}
   */
  about({ signal } = {}) {
    return this.#json('GET', 'v1/about', { signal });
  }

  /**
   * The nodes of the cluster; needs the role operator.
   *
   * @param {Options} [options]
   * @returns {Promise<import('./api.d.ts').Nodes>}
   */
  nodes({ signal } = {}) {
    return this.#json('GET', 'v1/admin/nodes', { signal });
  }

  /**
   * The shards of the index and where their replicas are; needs the role operator.
   *
   * @param {Options} [options]
   * @returns {Promise<import('./api.d.ts').Shards>}
   */
  shards({ signal } = {}) {
    return this.#json('GET', 'v1/admin/shards', { signal });
  }

  /**
   * The builds of the index beside one another; needs the role operator.
   *
   * @param {Options} [options]
   * @returns {Promise<{generations: IndexBuild[]}>}
   */
  indexBuilds({ signal } = {}) {
    return this.#json('GET', 'v1/admin/reindex', { signal });
  }

  /**
   * How well viewers are served, and how that went; needs the role operator.
   *
   * @param {Options & {window?: '1h' | '24h' | '7d' | '90d'}} [options] `window` of the series
   * @returns {Promise<import('./api.d.ts').OnlineMetrics>}
   */
  onlineMetrics({ window = '24h', signal } = {}) {
    return this.#json('GET', `v1/admin/metrics?window=${window}`, { signal });
  }

  /**
   * What is trending, the best first.
   *
   * @param {Options & {window?: '1h' | '24h' | '7d', limit?: number}} [options]
   * @returns {Promise<import('./api.d.ts').Trending>}
   */
  trending({ window = '24h', limit = 20, signal } = {}) {
    return this.#json('GET', `v1/trending?window=${window}&limit=${limit}`, { signal });
  }

  /**
   * Creates or replaces a video.
   *
   * @param {string} id
   * @param {import('./api.d.ts').VideoInput} metadata only `title` is required
   * @param {WriteOptions} [options]
   * @returns {Promise<WriteAnswer>}
   */
  put(id, metadata, options = {}) {
    return this.#write('PUT', id, metadata, options);
  }

  /**
   * Changes parts of a video; null removes an optional one.
   *
   * @param {string} id
   * @param {import('./api.d.ts').VideoPatch} changes
   * @param {WriteOptions} [options]
   * @returns {Promise<WriteAnswer>}
   */
  patch(id, changes, options = {}) {
    return this.#write('PATCH', id, changes, options);
  }

  /** @param {string} id @param {WriteOptions} [options] @returns {Promise<WriteAnswer>} */
  remove(id, options = {}) {
    return this.#write('DELETE', id, undefined, options);
  }

  /**
   * Carries out many writes, some hundred in a request, and yields an answer for each, in their
   * order. A write that is refused is answered with a problem and does not stop the others.
   *
   * @param {Iterable<import('./api.d.ts').BulkOperation> | AsyncIterable<import('./api.d.ts').BulkOperation>} operations
   * @param {{wait?: 'searchable', signal?: AbortSignal}} [options]
   * @returns {AsyncGenerator<BulkAnswer>} `line` counts from 1 over all of them
   */
  async *bulk(operations, { wait, signal } = {}) {
    let before = 0;
    for await (const lines of batches(operations, BULK_LINES)) {
      const answers = await send(this.#url('v1/videos:bulk', { wait }), {
        method: 'POST',
        headers: { ...this.#headers(), Accept: 'application/x-ndjson, application/problem+json', 'Content-Type': 'application/x-ndjson' },
        body: toLines(lines),
        signal,
      }, parseLines);
      for (const answer of answers) {
        yield { ...answer, line: answer.line + before };
      }
      before += lines.length;
    }
  }

  /**
   * What is kept of the viewer: channels followed, videos liked and hidden.
   *
   * @param {Options} [options]
   * @returns {Promise<Me>}
   */
  me({ signal } = {}) {
    return this.#json('GET', 'v1/me', { signal });
  }

  /**
   * What viewers do, reported in batches: `kinora.events.report({ type: 'click', video_id, query_id, position })`.
   *
   * @returns {Events}
   */
  get events() {
    this.#events ??= new Events({ url: this.#url('v1/events'), headers: () => this.#headers(), who: () => this.#who() });
    return this.#events;
  }

  /**
   * What is new, as it comes: one connection, however many subscriptions. It connects with the first.
   *
   * @param {Pick<ConstructorParameters<typeof Live>[0], 'backoff' | 'transports'>} [options]
   * @returns {Live}
   */
  live(options = {}) {
    return new Live({ ...options, baseUrl: this.#baseUrl, token: () => this.#bearer() });
  }

  /**
   * Sends the file of a video. Progress is reported where the platform can tell, that is in browsers.
   *
   * @param {string} id
   * @param {Blob} file
   * @param {(progress: {sent: number, total: number}) => void} [onProgress]
   * @param {{signal?: AbortSignal}} [options]
   */
  uploadMedia(id, file, onProgress = () => {}, { signal } = {}) {
    const url = this.#url(`${videoPath(id)}/media`);
    const headers = { ...this.#headers(), 'Content-Type': file.type || 'application/octet-stream' };
    return globalThis.XMLHttpRequest
      ? uploadWithProgress(url, headers, file, onProgress, signal)
      : send(url, { method: 'POST', headers, body: file, signal });
  }

  /**
   * Yields the status of a video each time that it changes, until it is searchable or has failed.
   *
   * @param {string} id
   * @param {{signal?: AbortSignal, intervalMs?: number}} [options]
   * @returns {AsyncGenerator<VideoStatus>}
   */
  statuses(id, { signal, intervalMs = 500 } = {}) {
    return changes(() => this.status(id, { signal }), intervalMs, signal);
  }

  /**
   * An address from an answer as something that may be put into a page, or null if it is not HTTP.
   *
   * @param {string | null | undefined} url
   * @returns {string | null}
   */
  resolve(url) {
    if (!url || !URL.canParse(url, this.#baseUrl)) {
      return null;
    }
    const absolute = new URL(url, this.#baseUrl);
    return /^https?:$/.test(absolute.protocol) ? absolute.href : null;
  }

  /** @param {string} method @param {string} id @param {unknown} body @param {WriteOptions} options */
  #write(method, id, body, { ifMatch, wait, signal }) {
    /** @type {Record<string, string>} */
    const headers = ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` };
    return this.#json(method, videoPath(id), { body, query: { wait }, headers, signal });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{query?: object, body?: unknown, form?: FormData, headers?: Record<string, string>, signal?: AbortSignal}} request
   */
  #json(method, path, { query, body, form, headers = {}, signal }) {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    return send(this.#url(path, query), {
      method,
      headers: {
        ...this.#headers(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  }

  #headers() {
    const { token, session } = this.#who();
    return {
      Accept: 'application/json, application/problem+json',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(session ? { 'Kinora-Session': session } : {}),
    };
  }

  /** @returns {string | null} */
  #bearer() {
    return given(this.#token);
  }

  /** Whoever has a token needs no other name. @returns {{token?: string, session?: string}} */
  #who() {
    const token = this.#bearer();
    const session = token === null ? given(this.#session) : null;
    return { ...(token === null ? {} : { token }), ...(session === null ? {} : { session }) };
  }

  #url(path, query = {}) {
    const url = new URL(path, this.#baseUrl);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) {
        url.searchParams.set(name, Array.isArray(value) ? value.join(',') : String(value));
      }
    }
    return url;
  }
}

/** @param {string | (() => string | null | undefined) | undefined} option */
function given(option) {
  return (typeof option === 'function' ? option() : option) || null;
}

function videoPath(id) {
  return `v1/videos/${encodeURIComponent(id)}`;
}
