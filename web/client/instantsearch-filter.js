import { anyOf, term } from './filter.js';

/** From Algolia's `facetFilters`, `numericFilters`, `tagFilters` and `filters` to Kinora's filter. */

export const FACETS = ['channel', 'tag', 'language', 'category', 'license', 'duration_s', 'published_at'];

const NUMERIC = /^\s*([\w.]+)\s*(<=|>=|!=|<|>|=)\s*(-?[\d.]+)\s*$/;
const BETWEEN = /^\s*([\w.]+):\s*(-?[\d.]+)\s+TO\s+(-?[\d.]+)\s*$/i;

/**
 * @param {{filters?: string, facetFilters?: Nested, numericFilters?: Nested, tagFilters?: Nested}} params `filters` is in Kinora's language
 * @param {string} [always]
 * @returns {string | undefined}
 *
 * @typedef {string | (string | string[])[]} Nested all of the list, any of a list in it
 */
export function filterFrom({ filters, facetFilters, numericFilters, tagFilters }, always) {
  const parts = [
    ...[always, filters].filter((text) => text?.trim()).map((text) => `(${text})`),
    ...groups(facetFilters).map((group) => anyOf(group.map(facet))),
    ...groups(numericFilters).map((group) => anyOf(group.map(numeric))),
    ...groups(tagFilters).map((group) => anyOf(group.map((tag) => negatable(tag, (value) => term('tag', value))))),
  ];
  return parts.length > 0 ? parts.join(' AND ') : undefined;
}

function groups(nested) {
  return [nested ?? []].flat().map((group) => [group].flat()).filter((group) => group.length > 0);
}

/** `channel:BBC`, `-channel:BBC`, and `channel:\-x` for a value that begins with a dash. */
function facet(text) {
  return negatable(text, (positive) => {
    const colon = positive.indexOf(':');
    return term(positive.slice(0, colon), positive.slice(colon + 1).replace(/^\\-/, '-'));
  });
}

function negatable(text, positive) {
  return text.startsWith('-') ? `NOT ${positive(text.slice(1))}` : positive(text);
}

function numeric(text) {
  const between = BETWEEN.exec(text);
  if (between) {
    const [, field, low, high] = between;
    return `${field}:[${bound(field, low)} TO ${bound(field, high)}]`;
  }
  const [, field, sign, value] = NUMERIC.exec(text) ?? [];
  if (field === undefined) {
    throw new TypeError(`a numeric filter is like views>=10, not ${text}`);
  }
  const limit = bound(field, value);
  const exactly = `${field}:[${limit} TO ${limit}]`;
  return { '=': exactly, '!=': `NOT ${exactly}` }[sign] ?? `${field}:${sign}${limit}`;
}

/** Algolia has dates as seconds since 1970, JavaScript as milliseconds. */
function bound(field, value) {
  if (field !== 'published_at') {
    return value;
  }
  const number = Number(value);
  return new Date(Math.abs(number) > 1e11 ? number : number * 1000).toISOString();
}
