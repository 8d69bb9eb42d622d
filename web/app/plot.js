import { el } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 240;
const HEIGHT = 56;
const PAD = 2;

/**
 * A line over time, with an area below it. The highest value and both ends are named; screen readers get them as a sentence.
 *
 * @param {{label: string, value: number}[]} points oldest first
 * @param {(value: number) => string} say
 * @param {string} name
 */
export function plot(points, say, name) {
  const most = Math.max(...points.map(({ value }) => value), 0);
  const x = (i) => (points.length < 2 ? WIDTH / 2 : PAD + (i * (WIDTH - 2 * PAD)) / (points.length - 1));
  const y = (value) => HEIGHT - PAD - (most === 0 ? 0 : (value * (HEIGHT - 2 * PAD)) / most);
  const line = points.map(({ value }, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const svg = make('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', class: 'plot', role: 'img' });
  const first = points[0]?.label ?? '';
  const last = points.at(-1)?.label ?? '';
  const highest = points.find(({ value }) => value === most);
  const words = most === 0
    ? `${name}: nothing from ${first} to ${last}`
    : `${name} from ${first} to ${last}: at most ${say(most)}, at ${highest.label}; ${say(points.at(-1).value)} at the end`;
  svg.setAttribute('aria-label', words);
  if (points.length > 1) {
    svg.append(
      make('polygon', { class: 'plot__area', points: `${x(0)},${HEIGHT} ${line} ${x(points.length - 1)},${HEIGHT}` }),
      make('polyline', { class: 'plot__line', points: line, 'vector-effect': 'non-scaling-stroke' }),
    );
  }
  return el('div', { class: 'plot__box' }, svg,
    el('p', { class: 'plot__ends', 'aria-hidden': 'true' },
      el('span', {}, first), el('span', {}, most === 0 ? '' : `max ${say(most)}`), el('span', {}, last)));
}

function make(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}
