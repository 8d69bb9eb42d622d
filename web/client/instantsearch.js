import { FACETS, filterFrom } from './instantsearch-filter.js';
import { algoliaHit, highlight } from './instantsearch-hit.js';
import { Pages } from './pages.js';

/**
 * Lets the InstantSearch widgets work against Kinora: an object with the interface of Algolia's
 * search client.
 *
 * - The index name may end with `newest` or `most_viewed`, for the widget `sortBy`.
 * - Facets are `channel`, `tag`, `language`, `category`, `license`, and `duration_s` and
 *   `published_at` in ranges; their values are those of the API.
 * - Pages are reached by following cursors, 1000 hits at the most; those seen are remembered.
 * - Not there: `facets_stats` (for sliders), geo search, rules and recommendations.
 *
 * @example
 * instantsearch({ indexName: 'videos', searchClient: searchClient(new Kinora({ baseUrl })) });
 *
 * @param {import('./kinora.js').Kinora} kinora
 * @param {{parameters?: import('./kinora.js').SearchParams}} [options] `parameters`: for every search, e.g. a mode
 */
export function searchClient(kinora, { parameters = {} } = {}) {
  const pages = new Pages((params) => kinora.search(params));
  return {
    /** @param {{indexName: string, params?: AlgoliaParams}[]} requests */
    async search(requests) {
      return { results: await Promise.all(requests.map((request) => answer(request, pages, parameters))) };
    },

    /** @param {{indexName: string, params: AlgoliaParams & FacetParams}[]} requests */
    searchForFacetValues(requests) {
      return Promise.all(requests.map((request) => facetValues(request, kinora, parameters)));
    },
  };
}

/**
 * As much of Algolia's parameters as is heeded.
 *
 * @typedef {object} AlgoliaParams
 * @property {string} [query]
 * @property {number} [page]
 * @property {number} [hitsPerPage] up to 100
 * @property {string | string[]} [facets]
 * @property {string} [filters] in Kinora's language
 * @property {import('./instantsearch-filter.js').Nested} [facetFilters]
 * @property {import('./instantsearch-filter.js').Nested} [numericFilters]
 * @property {import('./instantsearch-filter.js').Nested} [tagFilters]
 * @property {string} [highlightPreTag]
 * @property {string} [highlightPostTag]
 */

/**
 * @param {{indexName: string, params?: AlgoliaParams}} request
 * @param {Pages} pages
 * @param {import('./kinora.js').SearchParams} parameters
 */
async function answer({ indexName, params = {} }, pages, parameters) {
  const page = params.page ?? 0;
  const hitsPerPage = params.hitsPerPage ?? 20;
  const countsOnly = hitsPerPage === 0;
  const size = Math.min(Math.max(hitsPerPage, 1), 100);
  const question = countsOnly
    ? { ...asked(indexName, params, parameters), fields: ['id'] }
    : asked(indexName, params, parameters);
  const found = await pages.read(question, countsOnly ? 0 : page * size, size);
  const nbHits = found.total.value ?? 0;
  return {
    index: indexName,
    query: params.query ?? '',
    params: new URLSearchParams(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])).toString(),
    hits: countsOnly ? [] : found.hits.map((hit) => algoliaHit(hit, params)),
    nbHits,
    page,
    nbPages: Math.ceil(Math.min(nbHits, Pages.DEEPEST) / size),
    hitsPerPage,
    facets: found.facets ?? {},
    exhaustiveNbHits: found.total.relation === 'exact',
    exhaustiveFacetsCount: !('facets_at_least' in found),
    processingTimeMS: Math.round(found.took_ms),
    queryID: found.query_id,
  };
}

/**
 * From Algolia's parameters to Kinora's.
 *
 * @param {string} indexName
 * @param {AlgoliaParams} params
 * @param {import('./kinora.js').SearchParams} parameters
 * @returns {any} of which the server says what is wrong, if anything
 */
function asked(indexName, { query = '', facets, ...params }, parameters) {
  const sort = /(?:newest|most_viewed)$/.exec(indexName)?.[0];
  const wanted = [facets ?? []].flat();
  return {
    ...parameters,
    q: query.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim().slice(0, 512) || undefined,
    filter: filterFrom(params, parameters.filter),
    facets: wanted.includes('*') ? FACETS : wanted.length > 0 ? wanted : undefined,
    ...(sort ? { sort } : query.trim() === '' ? { sort: parameters.sort ?? 'newest' } : {}),
  };
}

/** @typedef {{facetName: string, facetQuery?: string, maxFacetHits?: number}} FacetParams */

/**
 * @param {{indexName: string, params: AlgoliaParams & FacetParams}} request
 * @param {import('./kinora.js').Kinora} kinora
 * @param {import('./kinora.js').SearchParams} parameters
 */
async function facetValues({ indexName, params: { facetName, facetQuery = '', maxFacetHits = 10, ...params } }, kinora, parameters) {
  const question = { ...asked(indexName, { ...params, facets: [facetName] }, parameters), limit: 1, fields: ['id'] };
  const found = await kinora.search(question);
  const searched = folded(facetQuery);
  const facetHits = Object.entries(found.facets?.[facetName] ?? {})
    .filter(([value, count]) => count > 0 && folded(value).includes(searched))
    .slice(0, maxFacetHits)
    .map(([value, count]) => ({ value, count, highlighted: highlight(marked(value, facetQuery), params) }));
  return { facetHits, exhaustiveFacetsCount: false, processingTimeMS: Math.round(found.took_ms) };
}

/** Without case and accents. */
function folded(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A value in pieces, with the first place of the query marked; none where only folding makes them alike. */
function marked(value, query) {
  const at = value.toLowerCase().indexOf(query.toLowerCase());
  if (query === '' || at < 0) {
    return [{ text: value, em: false }];
  }
  const end = at + query.length;
  return [{ text: value.slice(0, at), em: false }, { text: value.slice(at, end), em: true }, { text: value.slice(end), em: false }];
}
