/** Numbers, times and dates as people read them. */

const LANGUAGE = 'en';
const COMPACT = new Intl.NumberFormat(LANGUAGE, { notation: 'compact', maximumFractionDigits: 1 });
const GROUPED = new Intl.NumberFormat(LANGUAGE);
const RELATIVE = new Intl.RelativeTimeFormat(LANGUAGE, { numeric: 'auto' });
const FULL_DATE = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'long', timeZone: 'UTC' });

const DAY_MS = 86_400_000;
const UNITS = [
  ['year', 365 * DAY_MS],
  ['month', 30 * DAY_MS],
  ['week', 7 * DAY_MS],
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** 64 -> "1:04", 3700 -> "1:01:40". */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** "3 weeks ago", or "" if there is no such date. */
export function relativeDate(iso, now = Date.now()) {
  const time = Date.parse(iso ?? '');
  if (Number.isNaN(time)) {
    return '';
  }
  const distance = time - now;
  const unit = UNITS.find(([, ms]) => Math.abs(distance) >= ms);
  return unit ? RELATIVE.format(Math.trunc(distance / unit[1]), unit[0]) : 'just now';
}

export function fullDate(iso) {
  const time = Date.parse(iso ?? '');
  return Number.isNaN(time) ? '' : FULL_DATE.format(time);
}

/** 1234 -> "1.2K views". */
export function views(count) {
  return `${COMPACT.format(count)} ${count === 1 ? 'view' : 'views'}`;
}

/** 12345 -> "12,345". */
export function count(number) {
  return GROUPED.format(number);
}

/** 45000 -> "45 s", 5400000 -> "1.5 h", 400 -> "0.4 s". */
export function duration(ms) {
  const [unit, size] = ms < 120_000 ? ['s', 1000] : ms < 7_200_000 ? ['min', 60_000] : ms < 2 * DAY_MS ? ['h', 3_600_000] : ['days', DAY_MS];
  return `${COMPACT.format(ms / size)} ${unit}`;
}

/** The honest number of results: "23 videos", "at least 1,000 videos". */
export function total({ value, relation }) {
  const number = `${GROUPED.format(value)} ${value === 1 ? 'video' : 'videos'}`;
  return relation === 'at_least' ? `at least ${number}` : number;
}

export function took(ms) {
  if (ms < 1) {
    return 'under 1 ms';
  }
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

export function bytes(count) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = count < 1 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), units.length - 1);
  return `${Number((count / 1000 ** power).toPrecision(3))} ${units[power]}`;
}
