import { pieces } from './highlight.js';

/** From a hit of Kinora to one of Algolia. */

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * @param {import('./kinora.js').Hit} hit
 * @param {{highlightPreTag?: string, highlightPostTag?: string}} params
 */
export function algoliaHit(hit, params) {
  const { highlights = {}, ...rest } = hit;
  const whole = (field, text) => {
    const parts = pieces(highlights[field]?.[0] ?? '');
    return described(joined(parts) === text ? parts : [{ text, em: false }], params);
  };
  const fields = ['title', 'description', 'channel'].filter((field) => typeof hit[field] === 'string');
  const snippets = Object.entries(highlights).map(([field, fragments]) =>
    [field, described(fragments.flatMap((fragment, i) => [...(i > 0 ? [{ text: ' … ', em: false }] : []), ...pieces(fragment)]), params)]);
  return {
    ...rest,
    objectID: hit.id,
    _highlightResult: {
      ...Object.fromEntries(fields.map((field) => [field, whole(field, hit[field])])),
      ...(hit.tags ? { tags: hit.tags.map((tag) => described(tagPieces(tag, highlights.tags), params)) } : {}),
    },
    _snippetResult: Object.fromEntries(snippets),
  };
}

/**
 * Marked text. InstantSearch names tags of its own and escapes the rest by itself; for anyone else
 * it is escaped here.
 *
 * @param {{text: string, em: boolean}[]} parts
 * @param {{highlightPreTag?: string, highlightPostTag?: string}} tags
 */
export function highlight(parts, { highlightPreTag: before, highlightPostTag: after }) {
  const safe = before === undefined ? (text) => text.replace(/[&<>"']/g, (character) => ESCAPES[character]) : (text) => text;
  return parts.map(({ text, em }) => (em ? `${before ?? '<em>'}${safe(text)}${after ?? '</em>'}` : safe(text))).join('');
}

function described(parts, params) {
  const words = parts.filter(({ em }) => em).map(({ text }) => text.toLowerCase());
  return { value: highlight(parts, params), matchLevel: words.length > 0 ? 'full' : 'none', matchedWords: [...new Set(words)] };
}

function tagPieces(tag, fragments = []) {
  return fragments.map(pieces).find((parts) => joined(parts) === tag) ?? [{ text: tag, em: false }];
}

function joined(parts) {
  return parts.map(({ text }) => text).join('');
}
