import { byId, el, icon } from './dom.js';
import { clock, relativeDate } from './format.js';

const OPEN_KEY = 'kinora.live-open';
/** Items that come together are shown, and said, together. */
const TOGETHER_MS = 150;
const SAY_EVERY_MS = 4_000;
const NARROW = matchMedia('(max-width: 74rem)');

/** The column in which new videos appear, and the button that opens it. */
export class LiveColumn {
  #place = byId('live');
  #button = byId('open-live');
  #list = byId('live-items');
  #feed;
  #page;
  #arriving = [];
  #unseen = 0;
  #unsaid = [];
  #timer;
  #sayTimer;
  #tick;

  /**
   * @param {import('./live-feed.js').LiveFeed} feed
   * @param {object} page
   * @param {(url?: string) => string | null} page.resolve
   * @param {(hit: object) => string} page.address
   * @param {(hit: object) => void} page.open
   * @param {(wish: object) => void} page.drop listens to it no more
   * @param {(wish: object | null) => void} page.newest shows what a search finds
   */
  constructor(feed, page) {
    this.#feed = feed;
    this.#page = page;
    this.#button.addEventListener('click', () => this.#toggle(this.#place.hidden));
    byId('close-live').addEventListener('click', () => this.#toggle(false));
    byId('live-retry').addEventListener('click', () => feed.retry());
    byId('live-clear').addEventListener('click', () => {
      feed.clearItems();
      this.#list.replaceChildren();
      this.#shape();
    });
    this.#place.addEventListener('keydown', (event) => this.#key(event));
    this.#list.replaceChildren(...feed.items.map((item) => this.#entry(item)));
    this.#place.hidden = NARROW.matches || localStorage.getItem(OPEN_KEY) !== 'true';
    this.wishes();
    this.state(feed.state);
    // "A minute ago" does not stay true.
    setInterval(() => this.#age(), 30_000);
  }

  /** What is listened to, each to be given up at a press. */
  wishes() {
    const wishes = this.#feed.wishes;
    byId('live-wishes').replaceChildren(...wishes.map((wish) => el('li', {},
      el('button', { type: 'button', class: 'chip', 'data-wish': wish.key, onclick: () => this.#page.drop(wish) },
        el('span', { class: 'hidden' }, 'Stop '), icon(wish.kind === 'channel' ? 'channel' : 'search'), el('span', { class: 'chip__text' }, wish.label), icon('close')))));
    this.#shape();
  }

  /** @param {import('../client/kinora.js').LiveState} state */
  state(state) {
    clearInterval(this.#tick);
    this.#place.dataset.status = state.status;
    this.#button.dataset.status = state.status;
    const offline = navigator.onLine === false && state.status !== 'open';
    const line = offline ? 'You are offline' : wordsOf(state);
    this.#say(byId('live-status-words'), line);
    const countdown = byId('live-countdown');
    const show = () => {
      const seconds = Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1_000));
      countdown.textContent = seconds > 0 ? `next try in ${seconds} s` : 'trying again';
    };
    countdown.textContent = '';
    if (state.status === 'waiting' && state.retryAt !== null && !offline) {
      show();
      this.#tick = setInterval(show, 1_000);
    }
    byId('live-retry').hidden = state.status !== 'waiting' && state.status !== 'stopped';
    byId('live-detail').textContent = state.status === 'stopped' ? state.detail ?? '' : '';
    this.#label();
  }

  /** Something new has come. */
  item(item) {
    this.#arriving.push(item);
    this.#timer ??= setTimeout(() => this.#arrive(), TOGETHER_MS);
  }

  /** @param {string} text @param {object | null} wish whose */
  missing(text, wish) {
    this.#list.prepend(el('li', { class: 'live__missing' }, icon('alert'),
      el('div', {}, el('p', {}, wish ? `${text}: ${wish.label}` : text),
        el('button', { type: 'button', class: 'text-button', onclick: () => this.#page.newest(wish) }, 'Show the newest'))));
    this.#shape();
  }

  #arrive() {
    this.#timer = undefined;
    const items = this.#arriving.splice(0);
    const ids = new Set(items.map(({ hit }) => hit.id));
    for (const old of this.#list.querySelectorAll('[data-id]')) {
      if (ids.has(old.dataset.id)) {
        old.remove();
      }
    }
    const entries = items.map((item) => this.#entry(item)).reverse();
    entries.forEach((entry) => entry.classList.add('live__item--new'));
    this.#list.prepend(...entries);
    while (this.#list.children.length > this.#feed.items.length + 5) {
      this.#list.lastElementChild.remove();
    }
    if (this.#place.hidden) {
      this.#unseen += items.length;
    }
    this.#unsaid.push(...items.map(({ hit }) => hit.title));
    this.#sayTimer ??= setTimeout(() => this.#sayNews(), SAY_EVERY_MS / 10);
    this.#shape();
    this.#label();
  }

  /** One sentence for all that came, and not more often than one can listen. */
  #sayNews() {
    const titles = this.#unsaid.splice(0);
    if (titles.length > 0) {
      const more = titles.length > 3 ? ` and ${titles.length - 3} more` : '';
      byId('live-announcement').textContent = `New: ${titles.slice(0, 3).join(', ')}${more}`;
      this.#sayTimer = setTimeout(() => this.#sayNews(), SAY_EVERY_MS);
    } else {
      this.#sayTimer = undefined;
    }
  }

  #entry({ hit, at, why }) {
    const url = this.#page.resolve(hit.thumbnail_url);
    const link = el('a', { href: this.#page.address(hit), class: 'live__link' }, hit.title);
    link.addEventListener('click', (event) => {
      if (!event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
        event.preventDefault();
        this.#page.open(hit);
      }
    });
    const image = url ? el('img', { src: url, alt: '', width: 160, height: 90, loading: 'lazy', decoding: 'async' }) : null;
    image?.addEventListener('error', () => image.remove(), { once: true });
    return el('li', { class: 'live__item', 'data-id': hit.id },
      el('div', { class: 'live__picture' }, image, hit.duration_s > 0 ? el('span', { class: 'duration' }, clock(hit.duration_s)) : null),
      el('div', { class: 'live__words' },
        el('h3', {}, link),
        el('p', { class: 'meta' },
          hit.channel ? el('span', { class: 'channel' }, hit.channel) : null,
          el('time', { datetime: at }, relativeDate(at))),
        why ? el('p', { class: 'live__why' }, icon('search'), why) : null));
  }

  #age() {
    for (const time of this.#list.querySelectorAll('time')) {
      time.textContent = relativeDate(time.getAttribute('datetime'));
    }
  }

  #shape() {
    const wishes = this.#feed.wishes.length > 0;
    byId('live-status').hidden = !wishes;
    byId('live-hint').hidden = wishes;
    byId('live-quiet').hidden = !wishes || this.#list.children.length > 0;
    byId('live-clear').hidden = this.#list.children.length === 0;
  }

  #toggle(open) {
    this.#place.hidden = !open;
    localStorage.setItem(OPEN_KEY, String(open));
    if (open) {
      this.#unseen = 0;
      byId('live-title').focus({ preventScroll: !NARROW.matches });
    } else {
      this.#button.focus();
    }
    this.#label();
  }

  #label() {
    this.#button.setAttribute('aria-expanded', String(!this.#place.hidden));
    const broken = ['waiting', 'stopped'].includes(this.#feed.state.status);
    const words = [this.#unseen > 0 ? `${this.#unseen} new` : null, broken ? 'not connected' : null].filter(Boolean).join(', ');
    this.#button.setAttribute('aria-label', words === '' ? 'Live' : `Live: ${words}`);
    byId('live-count').textContent = this.#unseen > 0 ? (this.#unseen > 99 ? '99+' : String(this.#unseen)) : '';
  }

  #key(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#toggle(false);
      return;
    }
    const links = [...this.#list.querySelectorAll('.live__link')];
    const here = links.indexOf(event.target);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key];
    if (here >= 0 && links[next]) {
      event.preventDefault();
      links[next].focus();
    }
  }

  /** A live region that is written again would be read again. */
  #say(place, text) {
    if (place.textContent !== text) {
      place.textContent = text;
    }
  }
}

function wordsOf({ status, code, transport }) {
  switch (status) {
    case 'open':
      return transport === 'events' ? 'Connected, without a WebSocket' : 'Connected';
    case 'connecting':
      return 'Connecting…';
    case 'checking':
      return 'Is the server still there?';
    case 'waiting':
      return { going_away: 'The server restarts', slow: 'Too slow to keep up', too_many: 'Too many connections', overloaded: 'The server is full' }[code] ?? 'Connection lost';
    case 'stopped':
      return code === 'unauthenticated' ? 'The server wants a token' : 'The server refuses this page';
    default:
      return '';
  }
}
