import { KinoraProblem } from './problem.js';

/** Requests and their answers; whatever goes wrong is a KinoraProblem, or the caller's own abort. */

/**
 * @param {URL} url
 * @param {RequestInit} init
 * @param {(body: string) => unknown} [read] a good answer's body; throws if it makes no sense
 * @returns {Promise<any>}
 */
export async function send(url, init, read = JSON.parse) {
  let response;
  let body;
  try {
    response = await fetch(url, init);
    body = await response.text();
  } catch (cause) {
    throw init.signal?.aborted && cause.name === 'AbortError' ? cause : unanswered(cause);
  }
  return answerOf(response.status, body, response.headers.get('Retry-After'), read);
}

/**
 * As `fetch` cannot tell how much has been sent, this is an XMLHttpRequest.
 *
 * @param {URL} url
 * @param {Record<string, string>} headers
 * @param {Blob} file
 * @param {(progress: {sent: number, total: number}) => void} onProgress
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export function uploadWithProgress(url, headers, file, onProgress, signal) {
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

function answerOf(status, body, retryAfter, read = JSON.parse) {
  const good = status >= 200 && status < 300;
  const json = parsed(body, good ? read : JSON.parse);
  if (good && json !== undefined) {
    return json;
  }
  const fallback = good
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

function parsed(body, read) {
  if (body === '') {
    return null;
  }
  try {
    return read(body);
  } catch {
    return undefined;
  }
}

/**
 * @param {number} ms
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
export function sleep(ms, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
