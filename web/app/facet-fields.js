import { anyOf, isRange, term } from '../client/filter.js';

/** The fields by which results can be narrowed, in the order in which the page shows them. */

/** @typedef {Record<string, string[]>} Chosen field -> values, any of which will do */

export const FACET_FIELDS = [
  { field: 'channel', name: 'Channel' },
  { field: 'tag', name: 'Tag' },
  { field: 'category', name: 'Category' },
  { field: 'language', name: 'Language' },
  { field: 'duration_s', name: 'Length', ranges: true },
  { field: 'published_at', name: 'Published', ranges: true },
];

export const NOTHING_CHOSEN = Object.freeze(Object.fromEntries(FACET_FIELDS.map(({ field }) => [field, Object.freeze([])])));

const MOST_VALUES = 20;

/** @param {URLSearchParams} parameters @returns {Chosen} */
export function chosenFrom(parameters) {
  const acceptable = (value, ranges) => (ranges ? isRange(value) : value.trim() !== '' && value.length <= 200);
  return Object.fromEntries(FACET_FIELDS.map(({ field, ranges }) =>
    [field, [...new Set(parameters.getAll(field))].filter((value) => acceptable(value, ranges)).slice(0, MOST_VALUES)]));
}

/** @param {Chosen} chosen @returns {Chosen} with the value, or without it if it was there */
export function toggled(chosen, field, value) {
  const values = chosen[field];
  return { ...chosen, [field]: values.includes(value) ? values.filter((one) => one !== value) : [...values, value] };
}

export function anyChosen(chosen) {
  return Object.values(chosen).some((values) => values.length > 0);
}

/** @param {Chosen} chosen @returns {string[]} the fields that are narrowed */
export function chosenFields(chosen) {
  return Object.keys(chosen).filter((field) => chosen[field].length > 0);
}

/**
 * In the filter language: any of a field's values, all of the fields.
 *
 * @param {Chosen} chosen
 * @returns {string | undefined}
 */
export function filterOf(chosen) {
  const parts = FACET_FIELDS
    .filter(({ field }) => chosen[field].length > 0)
    .map(({ field }) => anyOf(chosen[field].map((value) => term(field, value))));
  return parts.length > 0 ? parts.join(' AND ') : undefined;
}
