import { el } from './dom.js';
import { count, duration } from './format.js';
import { plot } from './plot.js';

const EVERY_MS = 5_000;
const AGE_FROM_MS = 5_000;
const WINDOWS = [['1h', 'Last hour'], ['24h', 'Last 24 hours'], ['7d', 'Last 7 days'], ['90d', 'Last 90 days']];
const WHEN = {
  '1h': new Intl.DateTimeFormat('en', { timeStyle: 'short' }),
  '24h': new Intl.DateTimeFormat('en', { timeStyle: 'short' }),
  '7d': new Intl.DateTimeFormat('en', { weekday: 'short', hour: 'numeric' }),
  '90d': new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' }),
};

const percent = (share) => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** What is shown: the name, how a number of it is said, what it means, and whether 0 means that there was nothing. */
const FIGURES = [
  ['ctr', 'Clicks of what is shown', percent, 'clicks out of impressions'],
  ['success_rate', 'Successful sessions', percent, 'sessions in which something was played for half a minute or to its end, liked, shared or followed'],
  ['completion_rate', 'Watched to the end', percent, 'views that reached nine tenths of the video'],
  ['watch_ms', 'Watch time', duration, 'played in all'],
  ['queries_per_session', 'Searches a session', (value) => value.toFixed(1), 'searches for each session begun'],
  ['first_click_ms', 'To the first click', seconds, 'from a search to the first choice, mean'],
];

/** A section with what viewers do, in figures and plots. It is asked for on its own, and less often than the cluster. */
export class OnlineFigures {
  #place;
  #ask;
  #window = '24h';
  #asking = null;
  #asked = 0;
  #summary = el('p', { class: 'totals' });
  #tiles = el('ul', { class: 'figures' });

  /**
   * @param {HTMLElement} place it is put here
   * @param {(options: {window: string, signal: AbortSignal}) => Promise<object>} ask
   */
  constructor(place, ask) {
    this.#place = place;
    this.#ask = ask;
    const choice = el('select', { id: 'figures-window', class: 'figures__window', onchange: () => this.#choose(choice.value) },
      ...WINDOWS.map(([value, name]) => el('option', { value, selected: value === this.#window }, name)));
    place.replaceChildren(el('label', { class: 'hidden', for: 'figures-window' }, 'How far back'), choice, this.#summary, this.#tiles);
  }

  #choose(window) {
    this.#window = window;
    this.#asking?.abort();
    this.#asking = null;
    this.#asked = 0;
    this.refresh();
  }

  /** Asks if it is time to. What was shown stays if there is no answer: the rest of the page says what is wrong. */
  async refresh() {
    if (this.#asking !== null || Date.now() - this.#asked < EVERY_MS) {
      return;
    }
    const stop = new AbortController();
    this.#asking = stop;
    this.#asked = Date.now();
    try {
      const answer = await this.#ask({ window: this.#window, signal: stop.signal });
      if (!stop.signal.aborted) {
        this.#show(answer);
        this.#place.classList.remove('old');
      }
    } catch {
      this.#place.classList.toggle('old', !stop.signal.aborted);
    } finally {
      if (this.#asking === stop) {
        this.#asking = null;
      }
    }
  }

  #show({ windows, series, age_ms: age, trouble }) {
    const now = windows[series.window];
    const facts = [
      some(now.viewers, 'viewer'), some(now.sessions, 'session'), some(now.searches, 'search', 'searches'), some(now.views, 'view'),
      trouble !== '' || age > AGE_FROM_MS ? `counted up to ${duration(age)} ago` : null,
    ];
    this.#summary.textContent = facts.filter(Boolean).join(' · ');
    this.#summary.title = trouble;
    const when = WHEN[series.window];
    this.#tiles.replaceChildren(...FIGURES.map(([key, name, say, meaning]) => {
      const points = series.points.map((point) => ({ label: when.format(new Date(point.from)), value: point[key] }));
      return el('li', { class: 'figure', title: meaning },
        el('h3', {}, name), el('p', { class: 'figure__now' }, now.events > 0 ? say(now[key]) : '–'), plot(points, say, name));
    }));
  }
}

function some(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}
