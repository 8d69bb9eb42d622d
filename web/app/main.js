import { Kinora } from '../client/kinora.js';
import { hasSight, showAbout } from './about.js';
import { effectiveSort, readView, searchParams, writeView } from './address.js';
import { byId, el } from './dom.js';
import { keyboard } from './keyboard.js';
import { LatestSearch } from './latest-search.js';
import { tokenForm } from './notices.js';
import { Player } from './player.js';
import { ResultsView } from './results.js';
import { themeButton } from './theme-button.js';
import { token } from './token.js';
import { Upload } from './upload.js';

const TYPING_PAUSE_MS = 140;

token.takeFromAddress();

const kinora = new Kinora({ token: () => token.get() });
const box = byId('q');
const sort = byId('sort');

let view = readView(location.search);
let typing = { timer: 0, pushed: false };
let shownHits = [];
let returning = null;

const results = new ResultsView({
  resolve: (url) => kinora.resolve(url),
  address: addressOf,
  open: (hit, at) => openVideo(hit, at),
  more: () => search.more(),
  again: () => searchAgain(),
  upload: () => upload.open(),
  go,
  newest: async () => (await kinora.search({ sort: 'newest', limit: 24 })).hits,
});

const search = new LatestSearch(kinora, {
  started: () => results.busy(true),
  answered(answer) {
    results.busy(false);
    shownHits = answer.hits;
    results.show(answer, view);
  },
  extended(answer, added) {
    results.busy(false);
    shownHits = answer.hits;
    results.extend(answer, added);
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
    go({ q: tag });
    player.close();
  },
  closed() {
    if (!view.video) {
      return;
    }
    if (history.state?.opened) {
      goBack();
    } else {
      view = { ...view, video: null, at: null };
      history.replaceState(null, '', writeView(view));
    }
  },
});

const upload = new Upload(kinora, {
  watch(id) {
    upload.close();
    openVideo({ id }, null);
  },
  searchable() {
    search.forget();
    search.request(searchParams(view));
  },
  sending(share) {
    byId('upload-label').textContent = share === null ? 'Upload' : `${Math.floor(share * 100)} %`;
  },
});

/** The address of a page that plays a video, over the results that are shown now. */
function addressOf(hit, at) {
  return writeView({ ...view, video: hit.id, at });
}

/** Shows another search, as a new entry of the history. */
/**
 * The browser goes back some time after it was asked to: what is done meanwhile waits, or it would
 * lie on top of the entry that is being left.
 */
function goBack() {
  returning = new Promise((returned) => {
    addEventListener('popstate', () => {
      returning = null;
      returned();
    }, { once: true });
  });
  history.back();
}

function go(change) {
  if (returning) {
    returning.then(() => go(change));
    return;
  }
  endTyping();
  view = { ...view, video: null, at: null, ...change };
  history.pushState(null, '', writeView(view));
  showControls();
  search.request(searchParams(view));
}

function searchAgain() {
  search.forget();
  search.request(searchParams(view));
}

function openVideo(hit, at) {
  if (returning) {
    returning.then(() => openVideo(hit, at));
    return;
  }
  endTyping();
  view = { ...view, video: hit.id, at };
  history.pushState({ opened: true }, '', writeView(view));
  showVideo();
}

function showVideo() {
  document.title = titleOf();
  if (!view.video) {
    player.close();
    return;
  }
  const hit = shownHits.find(({ id }) => id === view.video);
  if (hit) {
    player.show(hit, view.at);
  } else {
    player.load(view.video, view.at);
  }
}

/** What is typed is one entry of the history, however many answers came meanwhile. */
function typed() {
  byId('clear').hidden = box.value === '';
  clearTimeout(typing.timer);
  typing.timer = setTimeout(() => {
    if (box.value.trim() === view.q.trim()) {
      return;
    }
    view = { ...view, q: box.value };
    history[typing.pushed ? 'replaceState' : 'pushState'](null, '', writeView(view));
    typing.pushed = true;
    showControls();
    search.request(searchParams(view));
  }, TYPING_PAUSE_MS);
}

function endTyping() {
  clearTimeout(typing.timer);
  typing = { timer: 0, pushed: false };
}

function clearBox() {
  box.focus();
  if (box.value !== '') {
    box.value = '';
    go({ q: '', sort: '' });
  }
}

function showControls() {
  document.title = titleOf();
  if (box.value.trim() !== view.q.trim()) {
    box.value = view.q;
  }
  byId('clear').hidden = box.value === '';
  byId('modes').querySelector(`[value=${view.mode}]`).checked = true;
  sort.value = effectiveSort(view);
  sort.querySelector('[value=relevance]').disabled = view.q.trim() === '';
}

function titleOf() {
  const q = view.q.trim();
  return q === '' ? 'Kinora' : `${q} · Kinora`;
}

/** What a viewer can do about a failed search. */
function wayOut(problem, next) {
  if (problem.status === 401 || problem.status === 403) {
    return tokenForm(useToken);
  }
  const refused = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
  if (refused) {
    return el('button', { type: 'button', class: 'button', onclick: () => go({ q: '', mode: 'hybrid', sort: '', explain: false }) }, 'Start afresh');
  }
  return el('button', { type: 'button', class: 'button', onclick: next ? () => search.more() : searchAgain }, 'Try again');
}

function useToken(value) {
  token.set(value);
  searchAgain();
}

box.addEventListener('input', typed);
byId('search').addEventListener('submit', (event) => {
  event.preventDefault();
  if (box.value.trim() === view.q.trim()) {
    endTyping();
  } else if (typing.pushed) {
    endTyping();
    view = { ...view, q: box.value };
    history.replaceState(null, '', writeView(view));
    search.request(searchParams(view));
  } else {
    go({ q: box.value });
  }
});
byId('clear').addEventListener('click', clearBox);
byId('modes').addEventListener('change', (event) => go({ mode: event.target.value }));
sort.addEventListener('change', () => go({ sort: sort.value }));
byId('open-upload').addEventListener('click', () => upload.open());
byId('home').addEventListener('click', (event) => {
  if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    go({ q: '', mode: 'hybrid', sort: '' });
  }
});
themeButton(byId('theme'));
addEventListener('popstate', () => {
  endTyping();
  const before = JSON.stringify(searchParams(view));
  view = readView(location.search);
  box.value = view.q;
  showControls();
  if (JSON.stringify(searchParams(view)) !== before) {
    search.request(searchParams(view), { remembered: true });
  }
  if (view.video || player.isOpen) {
    showVideo();
  }
});
keyboard({ box, results: byId('results'), clear: clearBox });

showControls();
search.request(searchParams(view));
if (view.video) {
  showVideo();
}
kinora.about().then((about) => {
  showAbout(byId('about'), about);
  byId('modes').querySelector('[value=visual]').disabled = !hasSight(about);
}, () => {
  // The footer is the one thing that may be missing without a word: the search says what is wrong.
});
