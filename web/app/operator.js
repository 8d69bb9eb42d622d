import { Kinora } from '../client/kinora.js';
import { nodeName, totals, verdict, worries } from './cluster-words.js';
import { byId, el, icon } from './dom.js';
import { IndexBuilds } from './index-builds.js';
import { NodeList } from './node-list.js';
import { OnlineFigures } from './online-figures.js';
import { problemNotice, tokenForm } from './notices.js';
import { ShardMatrix } from './shard-matrix.js';
import { themeButton } from './theme-button.js';
import { token } from './token.js';

const PAUSE_MS = 1_000;
/** A node that is stopped but not dead holds its connections and says nothing. */
const PATIENCE_MS = 4_000;
const TIME = new Intl.DateTimeFormat('en', { timeStyle: 'medium' });
const SIGNS = { whole: 'check', reduced: 'alert', missing: 'alert' };

token.takeFromAddress();

const kinora = new Kinora({ token: () => token.get(), timeoutMs: PATIENCE_MS });
const matrix = new ShardMatrix(byId('matrix'));
const list = new NodeList(byId('nodes'));
const builds = new IndexBuilds(byId('builds'), byId('build-list'), () => kinora.indexBuilds());
const figures = new OnlineFigures(byId('figures'), (options) => kinora.onlineMetrics(options));

let timer = 0;
let asking = null;
let known = { nodes: [], at: 0 };

/** Asks, shows, and asks again after a pause, for as long as somebody can see it. */
async function refresh() {
  clearTimeout(timer);
  asking?.abort();
  if (document.hidden) {
    return;
  }
  if (token.get() === null) {
    askToken({ title: 'This view needs the token of an operator' });
    return;
  }
  const stop = new AbortController();
  asking = stop;
  let pause = PAUSE_MS;
  try {
    const { signal } = stop;
    const [{ nodes }, index] = await Promise.all([kinora.nodes({ signal }), kinora.shards({ signal })]);
    show(nodes, index);
  } catch (problem) {
    if (stop.signal.aborted) {
      return;
    }
    if (problem.status === 401 || problem.status === 403) {
      refused(problem);
      return;
    }
    unanswered(problem);
    pause = Math.max(pause, problem.retryAfterMs ?? 0);
  }
  if (!stop.signal.aborted) {
    timer = setTimeout(refresh, pause);
  }
}

function show(nodes, index) {
  known = { nodes, at: Date.now() };
  const { health, line, meaning } = verdict(index.shards);
  notice(null);
  byId('cluster').hidden = false;
  byId('cluster').classList.remove('old');
  const warning = [meaning, worries(index.shards, nodes)].filter(Boolean).join(' ');
  say(health, icon(SIGNS[health]), el('p', { class: 'verdict__line' }, line),
    warning === '' ? null : el('p', { class: 'verdict__more' }, warning));
  setText(byId('totals'), totals(index, nodes));
  document.title = `${line} · Kinora`;
  matrix.show(index.shards, nodes);
  list.show(nodes, viewOf);
  figures.refresh();
  builds.refresh();
}

/** The node said nothing useful. What it told before stays, marked as old. */
function unanswered(problem) {
  const silence = problem.status === 0 ? 'does not answer' : 'cannot tell';
  say('unknown', icon('alert'), el('p', { class: 'verdict__line' }, `${location.host} ${silence}`),
    el('p', { class: 'verdict__more' }, `${problem.message} It is asked again every second.`));
  document.title = 'No answer · Kinora';
  byId('cluster').classList.add('old');
  if (known.at === 0) {
    notice(null);
    return;
  }
  notice(`old ${known.at}`, () => {
    const others = known.nodes.filter((node) => !node.self && viewOf(node));
    const title = `What is below was so at ${TIME.format(known.at)}`;
    const detail = others.length > 0
      ? 'A page may ask only the node that it comes from. Go on at another one; it asks for the token again:'
      : 'There was no other node that answers HTTP.';
    const links = others.map((node) => el('a', { href: viewOf(node) }, nodeName(node)));
    const box = problemNotice({ title, detail }, ...links);
    box.classList.add('problem--mild');
    return box;
  });
}

function refused(problem) {
  if (problem.status === 401) {
    token.forget();
    askToken({ title: 'The node does not accept this token', detail: problem.message });
  } else {
    // A publisher's token is still good for uploads: it is kept until another is given.
    askToken({ title: 'This token may not see the cluster', detail: problem.message });
  }
}

function askToken({ title, detail }) {
  byId('cluster').hidden = true;
  byId('verdict').replaceChildren();
  delete byId('verdict').dataset.key;
  document.title = 'Nodes and shards · Kinora';
  notice(`token ${title} ${detail}`, () => {
    const form = tokenForm((value) => {
      token.set(value);
      delete byId('notice').dataset.key;
      refresh();
    });
    const box = problemNotice({ title, detail: detail ?? title }, form);
    form.parentElement.before(el('p', {}, 'The role operator is needed. A server on your own machine writes such a token to ',
      el('code', {}, 'operator.token'), ' in its data folder. It is kept for this tab only.'));
    if (detail === undefined) {
      box.classList.add('problem--mild');
    }
    return box;
  });
}

/** Says it once: a live region that is written again each second would be read again each second. */
function say(health, ...children) {
  const place = byId('verdict');
  const [sign, ...lines] = children.filter((child) => child !== null);
  const key = health + lines.map((child) => child.textContent).join('\n');
  if (place.dataset.key !== key) {
    place.dataset.key = key;
    place.dataset.health = health;
    place.replaceChildren(sign, el('div', {}, ...lines));
  }
}

/** @param {string | null} key what it is about; null for nothing to say */
function notice(key, make) {
  const place = byId('notice');
  if (key === null) {
    place.hidden = true;
    place.replaceChildren();
    delete place.dataset.key;
  } else if (place.dataset.key !== key) {
    place.dataset.key = key;
    place.replaceChildren(make());
    place.hidden = false;
  }
}

function setText(place, text) {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

function viewOf({ url }) {
  return url === '' ? null : kinora.resolve(`${url.replace(/\/$/, '')}/operator.html`);
}

themeButton(byId('theme'));
document.addEventListener('visibilitychange', refresh);
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    refresh();
  }
});
refresh();
