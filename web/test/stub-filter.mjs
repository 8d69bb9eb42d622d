/** As much of the filter language as the page writes: fields joined by AND, values of a field by OR. */

const COUNTED = {
  channel: ({ channel }) => [channel],
  tag: ({ tags }) => tags,
  category: ({ category }) => [category],
  language: ({ language }) => [language],
};

const RANGES = {
  duration_s: ['[0 TO 60}', '[60 TO 240}', '[240 TO 1200}', '[1200 TO *]'],
  published_at: [1, 7, 30, 365].map((days) => `>=${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}`),
};

/** Whether a video fits a filter. */
export function fits(video, filter, exceptField = null) {
  return parts(filter).every((terms) => terms[0].field === exceptField || terms.some(({ field, value }) => has(video, field, value)));
}

/** The facets of an answer; a disjunctive field is counted without its own restriction. */
export function counts(videos, { filter, facets = '', disjunctive = '' }) {
  const fields = facets.split(',').filter(Boolean);
  return Object.fromEntries(fields.map((field) => {
    const within = videos.filter((video) => fits(video, filter, disjunctive.split(',').includes(field) ? field : null));
    const values = RANGES[field] ?? [...new Set(videos.flatMap(COUNTED[field] ?? (() => [])))].filter(Boolean);
    const counted = values.map((value) => [value, within.filter((video) => has(video, field, value)).length]).filter(([, number]) => number > 0);
    return [field, Object.fromEntries(counted.sort((a, b) => b[1] - a[1]))];
  }));
}

function parts(filter) {
  return (filter ?? '').split(' AND ').filter(Boolean).map((part) => part.replace(/^\(|\)$/g, '').split(' OR ').map((term) => {
    const [, field, value] = /^(\w+):(.*)$/s.exec(term);
    return { field, value: value.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1') };
  }));
}

function has(video, field, value) {
  if (!RANGES[field]) {
    return (COUNTED[field] ?? (() => []))(video).includes(value);
  }
  const at = field === 'published_at' ? video.published_at : video[field];
  if (value.startsWith('>=')) {
    return at >= value.slice(2);
  }
  const [low, high] = value.slice(1, -1).split(' TO ');
  return at >= Number(low) && (high === '*' || at < Number(high));
}
