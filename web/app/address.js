/** What the page shows, as the part of its address after the question mark. */

const MODES = ['hybrid', 'text', 'visual', 'semantic'];
const SORTS = ['relevance', 'newest', 'most_viewed'];

/**
 * @typedef {object} View
 * @property {string} q
 * @property {'hybrid' | 'text' | 'visual' | 'semantic'} mode
 * @property {'relevance' | 'newest' | 'most_viewed' | ''} sort empty: what suits, see {@link effectiveSort}
 * @property {boolean} explain
 * @property {string | null} video id of the one being watched
 * @property {number | null} at second to play from
 */

/** @returns {View} */
export function readView(search) {
  const parameters = new URLSearchParams(search);
  const oneOf = (name, allowed, otherwise) =>
    allowed.includes(parameters.get(name)) ? parameters.get(name) : otherwise;
  const at = Number.parseFloat(parameters.get('t'));
  return {
    q: (parameters.get('q') ?? '').slice(0, 512),
    mode: oneOf('mode', MODES, 'hybrid'),
    sort: oneOf('sort', SORTS, ''),
    explain: parameters.get('explain') === 'true',
    video: parameters.get('v') || null,
    at: at >= 0 && Number.isFinite(at) ? at : null,
  };
}

/** @param {View} view @returns {string} e.g. `?q=cat&mode=visual`, or `./` for the first view */
export function writeView(view) {
  const parameters = new URLSearchParams();
  if (view.q.trim() !== '') {
    parameters.set('q', view.q);
  }
  if (view.mode !== 'hybrid') {
    parameters.set('mode', view.mode);
  }
  if (view.sort !== '') {
    parameters.set('sort', view.sort);
  }
  if (view.explain) {
    parameters.set('explain', 'true');
  }
  if (view.video) {
    parameters.set('v', view.video);
    if (view.at) {
      parameters.set('t', String(Math.round(view.at * 1000) / 1000));
    }
  }
  const query = parameters.toString();
  return query === '' ? './' : `?${query}`;
}

/** Without words there is no relevance: the newest come first. */
export function effectiveSort({ q, sort }) {
  if (q.trim() === '') {
    return sort === 'most_viewed' ? 'most_viewed' : 'newest';
  }
  return sort || 'relevance';
}

/** A person would rather wait a second than be told that there was no time: the answer still comes as soon as it is there. */
const PATIENCE_MS = 1500;

/** @param {View} view @returns {import('../client/kinora.js').SearchParams} */
export function searchParams(view) {
  const q = view.q.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim();
  return {
    q: q || undefined,
    mode: q === '' ? undefined : view.mode,
    sort: effectiveSort(view),
    limit: 24,
    deadline_ms: PATIENCE_MS,
    explain: view.explain || undefined,
  };
}
