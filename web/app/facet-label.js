import { FACET_FIELDS } from './facet-fields.js';
import { rangeLabel } from './ranges.js';

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** A value of a facet as people read it: "German", "1–4 min", "Night Shift". */
export function facetLabel(field, value) {
  if (FACET_FIELDS.find((one) => one.field === field)?.ranges) {
    return rangeLabel(field, value);
  }
  return field === 'language' ? language(value) : value;
}

function language(tag) {
  try {
    return LANGUAGES.of(tag) ?? tag;
  } catch {
    return tag; // not a language tag at all: shown as it came
  }
}
