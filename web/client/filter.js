/** Pieces of Kinora's filter language. */

const RANGE = /^(?:[[{]\S+ TO \S+[\]}]|[<>]=?[^\s()]+)$/;
const ORDERED = new Set(['duration_s', 'published_at', 'views', 'likes']);

/** Whether a text is a range as the filter takes it after `field:`, e.g. `[60 TO 240}`, `>=2026-01-01`. */
export function isRange(text) {
  return RANGE.test(text);
}

/** `field:value`; a value that is a range of a number or a date is left as it is, any other is quoted. */
export function term(field, value) {
  return ORDERED.has(field) && isRange(value) ? `${field}:${value}` : `${field}:${quoted(value)}`;
}

/** Any of the terms. */
export function anyOf(terms) {
  return terms.length === 1 ? terms[0] : `(${terms.join(' OR ')})`;
}

function quoted(value) {
  return `"${String(value).replace(/[\p{Cc}\p{Cs}]/gu, ' ').replace(/["\\]/g, '\\$&')}"`;
}
