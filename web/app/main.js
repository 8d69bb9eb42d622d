import { Kinora } from '../client/kinora.js';
import { hasSight, showAbout } from './about.js';
import { START } from './address.js';
import { answering } from './answering.js';
import { question } from './ask.js';
import { Controls } from './controls.js';
import { byId, el } from './dom.js';
import { FacetPanel } from './facets.js';
import { filterOf, toggled } from './facet-fields.js';
import { keyboard } from './keyboard.js';
import { LatestSearch } from './latest-search.js';
import { LiveColumn } from './live-column.js';
import { LiveFeed } from './live-feed.js';
import { channelWish } from './live-store.js';
import { Navigation } from './navigation.js';
import { tokenForm } from './notices.js';
import { PictureInput } from './picture-input.js';
import { keepPicture, keptPicture } from './pictures.js';
import { Player } from './player.js';
import { Reports } from './reports.js';
import { ResultsView } from './results.js';
import { SearchBox } from './search-box.js';
import { Seed } from './seed.js';
import { session } from './session.js';
import { themeButton } from './theme-button.js';
import { token, TOKEN_CHANGED } from './token.js';
import { Upload } from './upload.js';
import { WhyDialog } from './why-dialog.js';
import { wishButton, wishOf } from './wish-button.js';

const CROP_PAUSE_MS = 250;

token.takeFromAddress();

const kinora = new Kinora({ token: () => token.get(), session: () => session.get() });
let shownHits = [];
let cropping = 0;

const resolve = (url) => kinora.resolve(url);
const fetched = (id) => Promise.resolve(shownHits.find((hit) => hit.id === id) ?? kinora.video(id));
const say = (text) => {
  byId('announcement').textContent = text;
};

const navigation = new Navigation({ asks, shows: showView, watches: showVideo });
const { go, addressOf } = navigation;
const controls = new Controls(go);
const why = new WhyDialog();
const facets = new FacetPanel((field, value) => go({ chosen: toggled(navigation.view.chosen, field, value) }));
const reports = new Reports(kinora);
const pictures = new PictureInput(searchByPicture);
const seed = new Seed({ go, resolve, video: fetched, choose: () => pictures.choose(), crop: cropTo });

const box = new SearchBox({
  say,
  asked: () => navigation.view.q,
  typed: (q) => navigation.type(worded(q)),
  entered(q) {
    if (q.trim() !== navigation.view.q.trim()) {
      navigation.type(worded(q));
    }
    navigation.endTyping();
  },
  cleared: () => go({ q: '', sort: '', literal: false, plain: false }),
  suggest: (q, options) => kinora.suggest({ q, limit: 8, filter: filterOf(navigation.view.chosen) }, options),
  pick: pickSuggestion,
});

const results = new ResultsView({
  resolve,
  say,
  go,
  address: addressOf,
  open: (hit, at) => openVideo(hit, at),
  like: likeThis,
  why: (hit) => why.show(hit),
  video: (id) => kinora.video(id),
  more: () => search.more(),
  again: () => searchAgain(),
  upload: () => upload.open(),
  newest: async () => (await kinora.search({ sort: 'newest', limit: 24 })).hits,
});

const search = new LatestSearch(answering(kinora), {
  started: () => results.busy(true),
  answered(answered) {
    results.busy(false);
    shownHits = answered.hits;
    facets.show(answered.answer, navigation.view.chosen);
    results.show(answered, navigation.view);
    reports.shows(answered, answered.hits);
  },
  extended(answered, added) {
    results.busy(false);
    shownHits = answered.hits;
    results.extend(answered, added);
    reports.shows(answered, added);
  },
  failed(problem, next) {
    results.busy(false);
    shownHits = next ? shownHits : [];
    if (problem.status === 401 && token.get() !== null) {
      token.forget();
      searchAgain();
      return;
    }
    results.fail(problem, next, wayOut(problem, next));
  },
});

const player = new Player(kinora, {
  address: addressOf,
  searchTag(tag) {
    go({ ...START, q: tag });
    player.close();
  },
  like(hit) {
    likeThis(hit);
    player.close();
  },
  closed: () => navigation.stopWatching(),
  follow: (hit) => (hit.channel ? wishButton(channelWish(hit.channel), feed, toggleWish) : null),
  plays: (hit, film) => reports.plays(hit, film),
  left: () => reports.left(),
});

const feed = new LiveFeed(kinora, {
  signedIn: () => token.get() !== null,
  state: (state) => column.state(state),
  item: (item) => column.item(item),
  missing: (text, wish) => column.missing(text, wish),
  wishes() {
    column.wishes();
    showWishes();
  },
});
const column = new LiveColumn(feed, {
  resolve,
  address: (hit) => addressOf(hit, null),
  open: (hit) => openVideo(hit, null),
  drop: toggleWish,
  newest: showNewest,
});

const upload = new Upload(kinora, {
  watch(id) {
    upload.close();
    openVideo({ id }, null);
  },
  searchable: searchAgain,
  sending(share) {
    byId('upload-label').textContent = share === null ? 'Upload' : `${Math.floor(share * 100)} %`;
  },
});

/** New words: what was asked about the old ones no longer holds. */
function worded(q) {
  return { q, literal: false, plain: false, like: null, video: null, at: null };
}

function asks({ remembered }) {
  const asked = question(navigation.view);
  if (asked.picture && !keptPicture(asked.picture)) {
    search.stop();
    shownHits = [];
    facets.show({}, navigation.view.chosen);
    results.ask('This search needs its picture again',
      'A picture stays in the tab where it was chosen; an address does not carry it. Choose it again, or drop or paste it anywhere on this page.');
    return;
  }
  search.request(asked, { remembered });
}

function searchAgain() {
  search.forget();
  asks({ remembered: false });
}

function likeThis(hit) {
  go({ ...START, like: hit.id });
  scrollTo({ top: 0 });
  byId('heading').focus({ preventScroll: true });
}

/** Hears of it from now on, or no more. */
function toggleWish(wish) {
  const had = feed.has(wish);
  if (had) {
    feed.remove(wish);
  } else if (!feed.add(wish)) {
    say('There are too many things that you hear of already');
    return;
  }
  if (wish.kind === 'channel') {
    reports.followed(wish.channel, !had);
  }
  say(had ? `You hear no more of ${wish.label}` : `You will hear of ${wish.label}`);
}

/** The buttons by which one hears of what is shown; the one that was pressed keeps the focus. */
function showWishes() {
  for (const old of document.querySelectorAll('#player-body .wish')) {
    const fresh = wishButton(channelWish(old.dataset.wish.replace(/^channel /, '')), feed, toggleWish);
    const focused = old === document.activeElement;
    old.replaceWith(fresh);
    if (focused) {
      fresh.focus();
    }
  }
  const wish = wishOf(navigation.view);
  const place = byId('wish');
  const focused = place.contains(document.activeElement);
  place.replaceChildren(...(wish ? [wishButton(wish, feed, toggleWish)] : []));
  if (focused) {
    place.firstElementChild?.focus();
  }
}

function showNewest(wish) {
  if (wish?.kind === 'channel') {
    go({ ...START, chosen: toggled(START.chosen, 'channel', wish.channel), sort: 'newest' });
  } else {
    go({ ...START, q: wish?.q ?? '', sort: 'newest' });
  }
}

function pickSuggestion({ type, text, id }) {
  if (type === 'title' && id) {
    openVideo({ id }, null);
  } else if (type === 'channel' || type === 'tag') {
    const { chosen } = navigation.view;
    go({ ...worded(''), chosen: chosen[type].includes(text) ? chosen : toggled(chosen, type, text) });
  } else {
    go(worded(text));
  }
}

async function searchByPicture(file) {
  try {
    go({ ...START, picture: await keepPicture(file), explain: navigation.view.explain });
  } catch {
    results.problem({ title: 'This is not a picture that can be read here', detail: `${file.name ?? 'It'} is no JPEG, PNG, WebP, GIF or AVIF picture, or it is damaged.` });
  }
}

/** After a pause: a key that is held down is one search. */
function cropTo(crop) {
  clearTimeout(cropping);
  cropping = setTimeout(() => go({ crop }), CROP_PAUSE_MS);
}

function openVideo(hit, at) {
  box.rest();
  reports.chosen(hit);
  navigation.watch(hit.id, at);
}

function showVideo() {
  document.title = titleOf(navigation.view);
  const { video, at } = navigation.view;
  if (!video) {
    player.close();
    return;
  }
  const hit = shownHits.find(({ id }) => id === video);
  if (hit) {
    player.show(hit, at);
  } else {
    player.load(video, at);
  }
}

function showView() {
  const { view } = navigation;
  document.title = titleOf(view);
  box.write(view.q);
  controls.show(view);
  seed.show(view);
  results.narrowedTo(view);
  showWishes();
}

function titleOf({ q, like, picture }) {
  const what = like ? 'Similar videos' : picture ? 'Search by picture' : q.trim();
  return what === '' ? 'Kinora' : `${what} · Kinora`;
}

/** What a viewer can do about a failed search. */
function wayOut(problem, next) {
  if (problem.status === 401 || problem.status === 403) {
    return tokenForm((value) => {
      token.set(value);
      searchAgain();
    });
  }
  const refused = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
  return refused
    ? el('button', { type: 'button', class: 'button', onclick: () => go(START) }, 'Start afresh')
    : el('button', { type: 'button', class: 'button', onclick: next ? () => search.more() : searchAgain }, 'Try again');
}

addEventListener(TOKEN_CHANGED, () => feed.retry());
byId('open-upload').addEventListener('click', () => upload.open());
byId('home').addEventListener('click', (event) => {
  if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    go(START);
  }
});
themeButton(byId('theme'));
keyboard({ box: box.element, results: byId('results'), clear: () => box.clear() });

showView();
asks({ remembered: false });
feed.start();
if (navigation.view.video) {
  showVideo();
}
kinora.about().then((about) => {
  showAbout(byId('about'), about);
  controls.sight(hasSight(about));
}, () => {
  // The footer is the one thing that may be missing without a word: the search says what is wrong.
});
