/** What is listened to, how far, and what came: kept by this browser over visits. */

const KEY = 'kinora.live';
const MOST_ITEMS = 50;
const SHOWN = ['id', 'title', 'channel', 'thumbnail_url', 'media_url', 'duration_s', 'published_at'];

/**
 * @typedef {object} Wish
 * @property {string} key the same for the same thing
 * @property {'channel' | 'query'} kind
 * @property {string} [channel]
 * @property {string} [q]
 * @property {string} [filter]
 * @property {string} label for people
 */

/** @param {string} channel @returns {Wish} */
export function channelWish(channel) {
  return { key: `channel ${channel}`, kind: 'channel', channel, label: channel };
}

/** @param {{q?: string, filter?: string}} query @param {string} label @returns {Wish} */
export function queryWish({ q, filter }, label) {
  return { key: `query ${JSON.stringify([q ?? null, filter ?? null])}`, kind: 'query', ...(q ? { q } : {}), ...(filter ? { filter } : {}), label };
}

export class LiveStore {
  /** @type {Map<string, Wish>} */
  wishes = new Map();
  /** Positions, by wish. @type {Map<string, string>} */
  tokens = new Map();
  /** The newest first. @type {{hit: object, at: string, why: string}[]} */
  items = [];
  #timer;
  #written = false;

  constructor() {
    try {
      const { wishes = [], tokens = [], items = [] } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
      this.wishes = new Map(wishes.map((wish) => [wish.key, wish]));
      this.tokens = new Map(tokens);
      this.items = items;
    } catch {
      // Somebody else's data, or an older page's: it begins anew.
    }
    addEventListener('pagehide', () => {
      if (this.#timer !== undefined) {
        this.#write();
      }
    });
  }

  /** @returns {boolean} whether it was not there yet */
  add(item) {
    const old = this.items.findIndex(({ hit }) => hit.id === item.hit.id);
    if (old >= 0) {
      this.items.splice(old, 1);
    }
    const hit = Object.fromEntries(SHOWN.filter((name) => item.hit[name] !== undefined).map((name) => [name, item.hit[name]]));
    this.items.unshift({ ...item, hit });
    this.items.length = Math.min(this.items.length, MOST_ITEMS);
    return old < 0;
  }

  /** Soon: a hundred items at once are one write. */
  save() {
    this.#timer ??= setTimeout(() => this.#write(), 500);
  }

  #write() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#written && localStorage.getItem(KEY) === null) {
      // Whoever clears this site's data does not want it back.
      return;
    }
    this.#written = true;
    try {
      localStorage.setItem(KEY, JSON.stringify({ wishes: [...this.wishes.values()], tokens: [...this.tokens], items: this.items }));
    } catch {
      // The browser gives no room: it is kept until the page goes.
    }
  }
}
