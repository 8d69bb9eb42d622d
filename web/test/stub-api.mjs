import { VIDEOS, matching, momentsOf } from './fixtures/videos.mjs';
import { counts, fits } from './stub-filter.mjs';

/** What the stub answers unless a test says otherwise: small, but in the shapes of the real API. */

const PAGE = 8;

export const ABOUT = {
  version: '0.1.0',
  text_encoder: 'bge-small-en-v1.5',
  sight_model: { name: 'frame-encoder', note: 'Small and built in: it knows plain things such as mountains or a flower, not fine detail.' },
  anonymous_search: true,
};

/** The answer to a search over the given hits. */
export function answerOf(hits, more = {}) {
  return { json: { query: {}, hits, facets: {}, total: { value: hits.length, relation: 'exact' }, took_ms: 11.6, stages: [], partial: false, query_id: 'q1', ...more } };
}

export function problem(status, more) {
  return { status, json: { type: 'about:blank', title: 'Refused', status, ...more }, type: 'application/problem+json' };
}

export function defaultAnswers() {
  return {
    'GET /v1/about': () => ({ json: ABOUT }),
    'GET /v1/search': search,
    'GET /v1/suggest': suggest,
    'POST /v1/search/image': () => answerOf([VIDEOS[1], VIDEOS[0], VIDEOS[3]].map((video) => ({ ...video, found_by: ['frame'], ...momentsOf(video) }))),
    'GET /v1/videos/*/similar': ({ path }) => answerOf(VIDEOS.filter(({ id }) => !path.includes(`/${id}/`)).slice(2, 6)),
    'GET /v1/videos/*': ({ path }) => {
      const video = VIDEOS.find(({ id }) => path === `/v1/videos/${id}`);
      return video ? { json: asVideo(video) } : problem(404, { title: 'No such video', detail: 'There is no video with this id.' });
    },
    'POST /v1/events': ({ body }) => ({ status: 202, json: { accepted: [JSON.parse(body).events ?? JSON.parse(body)].flat().length, refused: [] } }),
    'GET /v1/me': ({ headers }) => ({ json: { signed_in: Boolean(headers.authorization), follows: [], liked: [], hidden: [] } }),
    'GET /v1/trending': () => ({ json: { videos: [] } }),
    'PUT /v1/videos/*': () => ({ status: 202, json: { id: 'x', version: 1 } }),
    'POST /v1/videos/*/media': () => ({ status: 202, json: { id: 'x', version: 2 } }),
    'GET /v1/videos/*/status': () => ({ json: { id: 'x', status: 'searchable' } }),
  };
}

function search({ query }) {
  const all = query.q ? matching(query.q, query.mode) : VIDEOS;
  const found = all.filter((video) => fits(video, query.filter));
  const start = Number(query.cursor ?? 0);
  const end = start + (query.q ? Number(query.limit) : Math.min(PAGE, Number(query.limit)));
  return answerOf(found.slice(start, end), {
    facets: counts(all, query),
    total: { value: found.length, relation: 'exact' },
    ...(end < found.length ? { next_cursor: String(end) } : {}),
  });
}

function suggest({ query }) {
  const typed = query.q.toLowerCase();
  const offer = (type) => (text) => ({
    type, text, score: 1, highlight: text.replace(new RegExp(`^(${typed.replace(/\W/g, '\\$&')})`, 'i'), '<em>$1</em>'),
  });
  const begins = (text) => text.toLowerCase().startsWith(typed);
  const named = (values) => [...new Set(values)].filter(begins);
  return {
    json: {
      suggestions: [
        ...named(['snow mountains', 'sea at night']).map(offer('query')),
        ...named(VIDEOS.map(({ channel }) => channel)).map(offer('channel')),
        ...named(VIDEOS.flatMap(({ tags }) => tags)).map(offer('tag')),
        ...VIDEOS.filter(({ title }) => begins(title)).map(({ id, title }) => ({ ...offer('title')(title), id })),
      ].slice(0, Number(query.limit ?? 10)),
      took_ms: 0.6,
      partial: false,
    },
  };
}

/** A video on its own has its frames instead of a thumbnail. */
function asVideo({ thumbnail_url: picture, highlights, found_by: foundBy, ...video }) {
  const frames = picture ? [0, 2_000, 4_000].map((ms) => ({ timestamp_ms: ms, thumbnail_url: `${picture}?${ms}` })) : [];
  return { ...video, version: 1, visible_version: 1, status: 'searchable', frames };
}
