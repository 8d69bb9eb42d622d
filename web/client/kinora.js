/**
 * A thin client of Kinora's HTTP API. No dependencies; runs in browsers and in Node 20 or later.
 *
 * @example
 * const kinora = new Kinora({ baseUrl: 'http://127.0.0.1:8080/' });
 * const { hits } = await kinora.search({ q: 'a lighthouse by the sea', mode: 'visual' });
 */

/**
 * @typedef {object} SearchParams
 * @property {string} [q] the words, up to 512 characters; empty browses
 * @property {'hybrid' | 'text' | 'visual' | 'semantic'} [mode]
 * @property {number} [limit] 1 to 100
 * @property {string} [cursor] from the page before
 * @property {string} [filter]
 * @property {string[]} [facets]
 * @property {'relevance' | 'newest' | 'most_viewed'} [sort]
 * @property {string} [lang] BCP 47
 * @property {'duplicates' | 'channel' | 'none'} [collapse]
 * @property {number} [deadline_ms] 10 to 5000
 * @property {boolean} [explain]
 * @property {string[]} [fields]
 * @property {{field: 'text' | 'video' | 'frame', values: number[]}} [vector]
 * @property {'weighted' | 'rrf' | {method: 'weighted' | 'rrf', weights?: Record<string, number>}} [fusion]
 */

/**
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} title
 * @property {string} [description]
 * @property {string} [channel]
 * @property {string[]} [tags]
 * @property {string} [published_at]
 * @property {number} [duration_s]
 * @property {number} [views]
 * @property {number} [likes]
 * @property {string} [license]
 * @property {string} [thumbnail_url]
 * @property {string} [media_url] absent if there is nothing to play
 * @property {Record<string, string[]>} [highlights] HTML-escaped but for the em element
 * @property {{timestamp_ms: number, thumbnail_url?: string}} [moment]
 * @property {('lexical' | 'semantic' | 'frame' | 'video')[]} [found_by]
 * @property {number} [score]
 * @property {Explanation} [explain]
 */

/** @typedef {{value: number, description: string, details: Explanation[]}} Explanation */

/**
 * @typedef {object} SearchAnswer
 * @property {Hit[]} hits
 * @property {{value: number, relation: 'exact' | 'at_least'}} total
 * @property {string | null} next_cursor
 * @property {number} took_ms
 * @property {{name: string, ms: number, in?: number, out?: number}[]} stages
 * @property {false | string[]} partial what is missing and why
 * @property {string} query_id
 */

/**
 * @typedef {object} About
 * @property {string} version
 * @property {string} text_encoder its name, or `none`
 * @property {{name: string, note: string}} sight_model `name` may be `none`
 * @property {boolean} anonymous_search
 */

/**
 * @typedef {object} Video all that a Hit says of a video, and
 * @property {number} version
 * @property {{timestamp_ms: number, thumbnail_url?: string}[]} frames
 */

/**
 * @typedef {object} VideoStatus
 * @property {string} id
 * @property {number} version
 * @property {number} visible_version the one that searches see
 * @property {'received' | 'decoding' | 'embedding' | 'searchable' | 'failed'} status
 * @property {number} [percent] while decoding, 0 to 100
 * @property {string} [reason] why it failed
 */

/**
 * @typedef {object} Replica
 * @property {number} shard
 * @property {string} node the id of the node that has it
 * @property {string} url of that node; may be empty
 * @property {'opening' | 'catching_up' | 'serving' | 'leaving'} state
 * @property {number} behind log records not yet applied; -1 if unknown
 * @property {number} videos
 * @property {number} frames
 * @property {number} bytes on disk
 * @property {string} trouble what is wrong; empty if nothing
 */

/**
 * @typedef {object} ClusterNode
 * @property {string} id the same after a restart
 * @property {string} url where it answers HTTP; empty if it does not
 * @property {boolean} self whether it is the one that answers
 * @property {string[]} roles
 * @property {string} version
 * @property {string} started_at
 * @property {number} silent_ms how long it has said nothing; nodes speak every second
 * @property {Replica[]} replicas
 */

/** @typedef {{shard: number, health: 'whole' | 'reduced' | 'missing', replicas: Replica[]}} ClusterShard */

const DEFAULT_TIMEOUT_MS = 15_000;
const LONGEST_POLL_PAUSE_MS = 3_000;
const TOLERATED_POLL_FAILURES = 5;

/** An RFC 9457 problem that the server answered, or `status` 0 if there was no answer. */
export class KinoraProblem extends Error {
  /**
   * @param {object} problem
   * @param {{retryAfterMs?: number, cause?: unknown}} [options]
   */
  constructor(problem, { retryAfterMs, cause } = {}) {
    const title = text(problem.title) ?? 'The request failed';
    super(text(problem.detail) ?? title, { cause });
    this.name = 'KinoraProblem';
    /** @type {string} */
    this.type = text(problem.type) ?? 'about:blank';
    this.title = title;
    /** HTTP status, 0 if the server did not answer. @type {number} */
    this.status = Number.isInteger(problem.status) ? problem.status : 0;
    /** What was wrong, the value and the allowed range. @type {string | undefined} */
    this.detail = text(problem.detail);
    /** The parameter or property at fault. @type {string | undefined} */
    this.field = text(problem.field);
    /** To be named when asking the operator. @type {string | undefined} */
    this.requestId = text(problem.request_id);
    /** When to try again, if the server said so. @type {number | undefined} */
    this.retryAfterMs = retryAfterMs;
  }
}

export class Kinora {
  #baseUrl;
  #token;
  #timeoutMs;

  /**
   * @param {object} [options]
   * @param {string | URL} [options.baseUrl] where the server is; the page's own folder by default
   * @param {string | (() => string | null | undefined)} [options.token] bearer token, or where to get it
   * @param {number} [options.timeoutMs] for every request except uploads
   */
  constructor({ baseUrl = globalThis.document?.baseURI, token, timeoutMs = DEFAULT_TIMEOUT_MS } = {}) {
    if (!baseUrl) {
      throw new TypeError('baseUrl is needed outside of a browser, e.g. http://127.0.0.1:8080/');
    }
    this.#baseUrl = new URL('.', baseUrl);
    this.#token = token;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * @param {SearchParams} [params]
   * @param {{signal?: AbortSignal}} [options]
   * @returns {Promise<SearchAnswer>}
   */
  search(params = {}, { signal } = {}) {
    if (params.vector || typeof params.fusion === 'object') {
      return this.#json('POST', 'v1/search', { body: params, signal });
    }
    return this.#json('GET', 'v1/search', { query: params, signal });
  }

  /** @param {string} id @returns {Promise<Hit & Video>} */
  video(id, { signal } = {}) {
    return this.#json('GET', videoPath(id), { signal });
  }

  /** @param {string} id @returns {Promise<VideoStatus>} */
  status(id, { signal } = {}) {
    return this.#json('GET', `${videoPath(id)}/status`, { signal });
  }

  /** Which encoders are in use and what may be done without a token. @returns {Promise<About>} */
  about({ signal } = {}) {
    return this.#json('GET', 'v1/about', { signal });
  }

  /** The nodes of the cluster; needs the role operator. @returns {Promise<{nodes: ClusterNode[]}>} */
  nodes({ signal } = {}) {
    return this.#json('GET', 'v1/admin/nodes', { signal });
  }

  /**
   * The shards of the index and where their replicas are; needs the role operator.
   *
   * @returns {Promise<{wanted_replicas: number, shards: ClusterShard[]}>}
   */
  shards({ signal } = {}) {
    return this.#json('GET', 'v1/admin/shards', { signal });
  }

  /**
   * Creates or replaces a video.
   *
   * @param {string} id
   * @param {object} metadata only `title` is required
   * @param {{ifMatch?: number, wait?: 'searchable', signal?: AbortSignal}} [options]
   */
  put(id, metadata, { ifMatch, wait, signal } = {}) {
    const headers = ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` };
    return this.#json('PUT', videoPath(id), { body: metadata, query: { wait }, headers, signal });
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
  async *statuses(id, { signal, intervalMs = 500 } = {}) {
    let pause = intervalMs;
    let failures = 0;
    let previous;
    for (;;) {
      try {
        const status = await this.status(id, { signal });
        failures = 0;
        if (status.status !== previous?.status || status.percent !== previous?.percent) {
          pause = intervalMs;
          previous = status;
          yield status;
        }
        if (status.status === 'searchable' || status.status === 'failed') {
          return;
        }
      } catch (problem) {
        const passing = problem.status === 0 || problem.status === 429 || problem.status >= 500;
        if (!passing || ++failures > TOLERATED_POLL_FAILURES) {
          throw problem;
        }
        pause = Math.max(pause, problem.retryAfterMs ?? 0);
      }
      await sleep(pause, signal);
      pause = Math.min(pause * 1.3, LONGEST_POLL_PAUSE_MS);
    }
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

  #json(method, path, { query, body, headers = {}, signal }) {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    return send(this.#url(path, query), {
      method,
      headers: {
        ...this.#headers(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  }

  #headers() {
    const token = typeof this.#token === 'function' ? this.#token() : this.#token;
    const accept = { Accept: 'application/json, application/problem+json' };
    return token ? { ...accept, Authorization: `Bearer ${token}` } : accept;
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

async function send(url, init) {
  let response;
  let body;
  try {
    response = await fetch(url, init);
    body = await response.text();
  } catch (cause) {
    throw init.signal?.aborted && cause.name === 'AbortError' ? cause : unanswered(cause);
  }
  return answerOf(response.status, body, response.headers.get('Retry-After'));
}

function uploadWithProgress(url, headers, file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = (event) => onProgress({ sent: event.loaded, total: event.total });
    request.onload = () => {
      try {
        resolve(answerOf(request.status, request.responseText, request.getResponseHeader('Retry-After')));
      } catch (problem) {
        reject(problem);
      }
    };
    request.onerror = () => reject(unanswered());
    request.onabort = () => reject(new DOMException('The upload was stopped', 'AbortError'));
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    signal?.addEventListener('abort', abort);
    request.send(file);
  });
}

function answerOf(status, body, retryAfter) {
  const json = parsed(body);
  if (status >= 200 && status < 300 && json !== undefined) {
    return json;
  }
  const fallback = status >= 200 && status < 300
    ? { title: 'The server answered with something that is not JSON' }
    : { title: `The server answered with status ${status}` };
  const seconds = Number.parseInt(retryAfter, 10);
  throw new KinoraProblem(
    { ...fallback, ...(json !== null && typeof json === 'object' ? json : {}), status },
    { retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined },
  );
}

function unanswered(cause) {
  const late = cause?.name === 'TimeoutError';
  return new KinoraProblem(
    {
      title: late ? 'No answer in time' : 'The server cannot be reached',
      detail: late
        ? 'The server took too long to answer.'
        : 'There was no answer. Is the server running, and are you online?',
      status: 0,
    },
    { cause },
  );
}

function parsed(body) {
  if (body === '') {
    return null;
  }
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function text(value) {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function videoPath(id) {
  return `v1/videos/${encodeURIComponent(id)}`;
}

function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
