import { channelWish, LiveStore } from './live-store.js';
import { session } from './session.js';

/** A socket takes 32; some room is left. */
const MOST_WISHES = 30;

/** The stream in which the channels of somebody who has signed in come all together. */
const FOLLOWS = { key: 'follows', wish: { stream: 'follows' } };

/** What the viewer listens to, and what has come of it. */
export class LiveFeed {
  #kinora;
  #live;
  #store = new LiveStore();
  #open = new Map();
  #signedIn;
  #on;
  #together = true;

  /**
   * @param {import('../client/kinora.js').Kinora} kinora
   * @param {object} on
   * @param {() => boolean} on.signedIn whether there is a token
   * @param {(state: import('../client/kinora.js').LiveState) => void} on.state
   * @param {(item: {hit: object, at: string, why: string}) => void} on.item something new, at the top of `items`
   * @param {(text: string, wish: import('./live-store.js').Wish | null) => void} on.missing what could not be had
   * @param {() => void} on.wishes what is listened to has changed
   */
  constructor(kinora, { signedIn, ...on }) {
    this.#kinora = kinora;
    this.#signedIn = signedIn;
    this.#on = on;
    this.#live = kinora.live();
    this.#live.on('state', (state) => on.state(state));
    this.#live.on('pong', () => this.#keepPositions());
  }

  /** From now on it tells what comes. */
  start() {
    this.#listen();
    this.#askFollows();
  }

  get state() {
    return this.#live.state;
  }

  get wishes() {
    return [...this.#store.wishes.values()];
  }

  get items() {
    return this.#store.items;
  }

  has({ key }) {
    return this.#store.wishes.has(key);
  }

  /** @returns {boolean} false if there is no room for another */
  add(wish) {
    if (this.#store.wishes.size >= MOST_WISHES) {
      return false;
    }
    this.#store.wishes.set(wish.key, wish);
    this.#changed();
    return true;
  }

  remove({ key }) {
    this.#store.wishes.delete(key);
    this.#store.tokens.delete(key);
    this.#changed();
  }

  clearItems() {
    this.#store.items.length = 0;
    this.#store.save();
  }

  /** Connects now; with another token if there is one. */
  retry() {
    this.#together = true;
    this.#live.retry();
    this.#listen();
    this.#askFollows();
  }

  #changed() {
    this.#listen();
    this.#store.save();
    this.#on.wishes();
  }

  /** The channels that the server knows this viewer to follow are the ones that count. */
  async #askFollows() {
    if (!session.wanted) {
      return;
    }
    const me = await this.#kinora.me().catch(() => null);
    if (!me?.follows) {
      return;
    }
    const followed = new Map(me.follows.map(({ channel_id: channel }) => channelWish(channel)).map((wish) => [wish.key, wish]));
    const others = this.wishes.filter(({ kind }) => kind !== 'channel').map((wish) => [wish.key, wish]);
    this.#store.wishes = new Map([...followed, ...others]);
    this.#changed();
  }

  /** Opens what is wanted and not open, closes what is open and not wanted. */
  #listen() {
    const wanted = new Map(this.#wanted().map((one) => [one.key, one]));
    for (const [key, subscription] of this.#open) {
      if (!wanted.has(key)) {
        subscription.close();
        this.#open.delete(key);
      }
    }
    for (const { key, wish, of } of wanted.values()) {
      if (!this.#open.has(key)) {
        this.#open.set(key, this.#subscribe(key, wish, of));
      }
    }
  }

  #wanted() {
    const channels = this.wishes.filter(({ kind }) => kind === 'channel');
    const queries = this.wishes.filter(({ kind }) => kind === 'query');
    const together = this.#together && this.#signedIn() && channels.length > 0;
    return [
      ...(together ? [{ ...FOLLOWS, of: null }] : channels.map((of) => ({ key: of.key, wish: { stream: 'channel', channel: of.channel }, of }))),
      ...queries.map((of) => ({ key: of.key, wish: { stream: 'query', q: of.q, filter: of.filter }, of })),
    ];
  }

  #subscribe(key, wish, of) {
    const subscription = this.#live.subscribe({ ...wish, resume: this.#store.tokens.get(key) });
    subscription.on('item', ({ hit, at }) => {
      if (hit) {
        const item = { hit, at, why: of?.kind === 'query' ? of.label : '' };
        const fresh = this.#store.add(item);
        if (fresh) {
          this.#on.item(this.#store.items[0]);
        }
        this.#keepPositions();
      }
    });
    subscription.on('subscribed', () => this.#keepPositions());
    subscription.on('gap', ({ count }) => this.#on.missing(count === undefined ? 'Some videos were left out' : `${count} ${count === 1 ? 'video was' : 'videos were'} left out`, of));
    subscription.on('history_lost', () => this.#on.missing('Older news cannot be had any more', of));
    subscription.on('problem', (problem) => this.#refused(problem, key, of));
    return subscription;
  }

  #refused(problem, key, of) {
    if (key === FOLLOWS.key && [401, 403, 501].includes(problem.status)) {
      // One at a time, then.
      this.#together = false;
      this.#listen();
    } else if (problem.field === 'resume') {
      this.#on.missing('Older news cannot be had any more', of);
    } else {
      this.#on.missing(problem.message, of);
    }
  }

  #keepPositions() {
    for (const [key, { token }] of this.#open) {
      if (token !== undefined) {
        this.#store.tokens.set(key, token);
      }
    }
    this.#store.save();
  }
}
