import { chosenFields, FACET_FIELDS, filterOf } from './facet-fields.js';

/** From what the page shows to what it asks the server. */

/** A person would rather wait a second than be told that there was no time: the answer still comes as soon as it is there. */
const PATIENCE_MS = 1500;
const PAGE = 24;
const FACETS = FACET_FIELDS.map(({ field }) => field);

/** Without words there is no relevance: the newest come first. */
export function effectiveSort({ q, sort }) {
  if (q.trim() === '') {
    return sort === 'most_viewed' ? 'most_viewed' : 'newest';
  }
  return sort || 'relevance';
}

/**
 * What to ask for: `like` (videos like this one), `picture` (an id) or neither (words), and the
 * parameters of that operation.
 *
 * @param {import('./address.js').View} view
 */
export function question(view) {
  const q = view.q.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim() || undefined;
  const filter = filterOf(view.chosen);
  const explain = view.explain || undefined;
  if (view.like) {
    return { like: view.like, params: { filter, limit: PAGE } };
  }
  if (view.picture) {
    return { picture: view.picture, params: { crop: view.crop ?? undefined, q, filter, limit: PAGE, explain } };
  }
  const narrowed = chosenFields(view.chosen);
  return {
    params: {
      q,
      mode: q === undefined ? undefined : view.mode,
      sort: effectiveSort(view),
      filter,
      facets: FACETS,
      disjunctive: narrowed.length > 0 ? narrowed : undefined,
      spelling: view.literal ? 'off' : undefined,
      entities: view.plain ? 'off' : undefined,
      limit: PAGE,
      deadline_ms: PATIENCE_MS,
      explain,
    },
  };
}
