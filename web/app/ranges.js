/** Ranges of numbers and dates, written as the filter takes them, in words. */

const DAY_MS = 86_400_000;
const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const BRACKETS = /^[[{](\S+) TO (\S+)[\]}]$/;
const COMPARISON = /^([<>])=?(\S+)$/;
/** Up to how many days ago each begins: the server's begin at midnight, and months differ. */
const PERIODS = [
  { from: 0.5, to: 2.1, since: 'Since yesterday' },
  { from: 6.9, to: 8.1, since: 'Past week' },
  { from: 27.9, to: 32.1, since: 'Past month' },
  { from: 364.9, to: 367.1, since: 'Past year', before: 'Over a year ago' },
];

/**
 * @param {string} key e.g. `[60 TO 240}`, `>=2026-01-01`
 * @returns {{low: string | null, high: string | null}} null: no bound
 */
export function bounds(key) {
  const between = BRACKETS.exec(key);
  if (between) {
    return { low: bound(between[1]), high: bound(between[2]) };
  }
  const [, sign, value] = COMPARISON.exec(key) ?? [];
  return { low: sign === '>' ? value : null, high: sign === '<' ? value : null };
}

/** @returns {string} e.g. "1–4 min", "Last 7 days", or the key itself if it is neither */
export function rangeLabel(field, key, now = Date.now()) {
  const { low, high } = bounds(key);
  if (low === null && high === null) {
    return key;
  }
  return field === 'published_at' ? dates(low, high, now) ?? key : lengths(low, high);
}

/** Shortest length first, latest date first. */
export function byRange(field) {
  const place = (key) => {
    const { low, high } = bounds(key);
    const number = field === 'published_at' ? -Date.parse(low ?? '0000-01-01') : Number(low ?? 0);
    return [number, Number(high ?? Infinity)];
  };
  return (a, b) => {
    const [lowA, highA] = place(a);
    const [lowB, highB] = place(b);
    return lowA - lowB || highA - highB || 0;
  };
}

function bound(text) {
  return text === '*' ? null : text;
}

function lengths(low, high) {
  if (low === null || Number(low) === 0) {
    return `Under ${length(Number(high))}`;
  }
  if (high === null) {
    return `Over ${length(Number(low))}`;
  }
  const [from, to] = [length(Number(low)), length(Number(high))];
  const sameUnit = from.split(' ')[1] === to.split(' ')[1];
  return `${sameUnit ? from.split(' ')[0] : from}–${to}`;
}

function length(seconds) {
  if (seconds < 60) {
    return `${seconds} s`;
  }
  return seconds < 3600 ? `${round(seconds / 60)} min` : `${round(seconds / 3600)} h`;
}

function round(number) {
  return Number(number.toFixed(1));
}

function dates(low, high, now) {
  const [from, to] = [low, high].map((text) => (text === null ? null : Date.parse(text)));
  if (Number.isNaN(from) || Number.isNaN(to)) {
    return null;
  }
  const period = (time) => PERIODS.find((one) => (now - time) / DAY_MS > one.from && (now - time) / DAY_MS <= one.to);
  if (to === null || to > now) {
    return period(from)?.since ?? `Since ${DATE.format(from)}`;
  }
  if (from === null) {
    return period(to)?.before ?? `Before ${DATE.format(to)}`;
  }
  const [first, last] = [new Date(from), new Date(to - 1)];
  const wholeYear = first.toISOString().slice(5, 10) === '01-01' && last.toISOString().slice(5, 10) === '12-31';
  if (wholeYear) {
    const years = [first.getUTCFullYear(), last.getUTCFullYear()];
    return [...new Set(years)].join('–');
  }
  return `${DATE.format(from)} – ${DATE.format(to)}`;
}
