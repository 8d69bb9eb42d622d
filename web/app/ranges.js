/** Ranges of numbers and dates, written as the filter takes them, in words. */

const DAY_MS = 86_400_000;
const DATE = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' });
const BRACKETS = /^[[{](\S+) TO (\S+)[\]}]$/;
const COMPARISON = /^([<>])=?(\S+)$/;
const PERIODS = [[1, 'Last 24 hours'], [7, 'Last 7 days'], [30, 'Last 30 days'], [90, 'Last 3 months'], [365, 'Last 12 months']];

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
  if (to === null || to > now) {
    const days = (now - from) / DAY_MS;
    const period = PERIODS.find(([length]) => days > length * 0.97 - 0.1 && days <= length + 1.1);
    return period?.[1] ?? `Since ${DATE.format(from)}`;
  }
  if (from === null) {
    return `Before ${DATE.format(to)}`;
  }
  const [first, last] = [new Date(from), new Date(to - 1)];
  const wholeYear = first.toISOString().slice(5, 10) === '01-01' && last.toISOString().slice(5, 10) === '12-31';
  if (wholeYear) {
    const years = [first.getUTCFullYear(), last.getUTCFullYear()];
    return [...new Set(years)].join('–');
  }
  return `${DATE.format(from)} – ${DATE.format(to)}`;
}
