/** The state of a cluster as a sentence, and as the few words that fit into a cell. */

import { bytes, count } from './format.js';

/** Nodes speak every second. From here on the others ask such a node only in need. */
const SILENT_MS = 2_500;

/** So many records are more than a moment's work: what is new comes late to this node's viewers. */
const LIVE_BEHIND = 500;

const STATES = {
  opening: { word: 'opening', sign: 'opening' },
  catching_up: { word: 'catching up', sign: 'reading' },
  serving: { word: 'serving', sign: 'check' },
  leaving: { word: 'leaving', sign: 'leaving' },
};

/**
 * Whether all is well, in one line.
 *
 * @param {import('../client/kinora.js').ClusterShard[]} shards
 * @returns {{health: 'whole' | 'reduced' | 'missing', line: string, meaning: string}}
 */
export function verdict(shards) {
  const numbers = (health) => shards.filter((one) => one.health === health).map(({ shard }) => shard);
  const missing = numbers('missing');
  const reduced = numbers('reduced');
  if (missing.length === 0 && reduced.length === 0) {
    const holders = new Set(shards.flatMap(({ replicas }) => replicas.map(({ node }) => node)));
    const whole = shards.length === 1 ? 'whole' : 'all whole';
    return { health: 'whole', line: `${some(shards.length, 'shard')}, ${whole}, on ${some(holders.size, 'node')}`, meaning: '' };
  }
  const line = [
    missing.length > 0 ? `${some(missing.length, 'shard')} missing: ${ranges(missing)}` : null,
    reduced.length > 0 ? `${some(reduced.length, 'shard')} reduced: ${ranges(reduced)}` : null,
  ].filter(Boolean).join('; ');
  return missing.length > 0
    ? { health: 'missing', line, meaning: 'No replica of what is missing serves: searches are not complete.' }
    : { health: 'reduced', line, meaning: 'Searches are complete, but fewer replicas serve than are wanted.' };
}

/** What is wrong though every shard may be whole, or "". */
export function worries(shards, nodes) {
  const silent = nodes.filter(isSilent).map(nodeName);
  const late = nodes.filter(({ live }) => live?.behind >= LIVE_BEHIND).map(nodeName);
  const troubled = shards.flatMap(({ replicas }) => replicas).filter(({ trouble }) => trouble !== '').length;
  return [
    silent.length > 0 ? `Silent: ${silent.join(', ')}.` : null,
    troubled > 0 ? `${some(troubled, 'replica')} in trouble.` : null,
    late.length > 0 ? `Live feed behind: ${late.join(', ')}.` : null,
  ].filter(Boolean).join(' ');
}

/** What the line leaves out: how much there is, and whether it is up to date. */
export function totals({ shards, wanted_replicas: wanted }, nodes) {
  const replicas = shards.flatMap((shard) => shard.replicas);
  const videos = shards.reduce((sum, shard) => sum + Math.max(0, ...shard.replicas.map((one) => one.videos)), 0);
  const behind = Math.max(0, ...replicas.map((one) => one.behind));
  const holders = nodes.filter(({ roles }) => roles.includes('search')).length;
  const sockets = nodes.reduce((sum, { live }) => sum + (live?.sockets ?? 0), 0);
  return [
    some(videos, 'video'),
    `${bytes(replicas.reduce((sum, one) => sum + one.bytes, 0))} on disk`,
    `${some(wanted, 'replica')} wanted${holders < wanted ? `, ${some(holders, 'node')} for them` : ''}`,
    behind === 0 ? 'none behind' : `at most ${some(behind, 'record')} behind`,
    sockets > 0 ? some(sockets, 'live socket') : null,
  ].filter(Boolean).join(' · ');
}

/**
 * @param {import('../client/kinora.js').Replica | undefined} replica undefined where there is none
 * @param {boolean} silent whether its node is, so that this is only what it said last
 * @returns {{look: string, sign: string | null, number: string, word: string, all: string}} `look` names the
 *     colour, `all` is the whole of it as a sentence
 */
export function replicaWords(replica, silent) {
  if (!replica) {
    return { look: 'none', sign: null, number: '–', word: '', all: 'no replica' };
  }
  const { word, sign } = STATES[replica.state] ?? { word: replica.state, sign: 'opening' };
  const troubled = replica.trouble !== '';
  const lags = replica.state !== 'serving' && replica.behind > 0;
  const all = [
    silent ? `its node is silent, last ${word}` : word,
    some(replica.videos, 'video'),
    some(replica.frames, 'frame'),
    replica.behind < 0 ? 'lag unknown' : `${some(replica.behind, 'record')} behind`,
    bytes(replica.bytes),
    troubled ? `trouble: ${replica.trouble}` : null,
  ].filter(Boolean).join(', ');
  if (silent) {
    return { look: 'silent', sign: 'alert', number: count(replica.videos), word: 'silent', all };
  }
  return {
    look: troubled ? 'trouble' : replica.state,
    sign: troubled ? 'alert' : sign,
    number: count(replica.videos),
    word: troubled ? `${word}, trouble` : lags ? `${count(replica.behind)} behind` : word,
    all,
  };
}

/** @param {import('../client/kinora.js').ClusterNode} node */
export function isSilent({ self, silent_ms: ms }) {
  return !self && ms > SILENT_MS;
}

/**
 * The clients of a node's live feed, how far it is behind, and how often one of them had to be told of a
 * gap. Nothing for a node that serves none.
 *
 * @param {{live?: {sockets: number, subscriptions: number, queries: number, queued_bytes: number, gaps: number, behind: number}}} node
 * @returns {[string, string][]}
 */
export function liveFacts({ live, url }) {
  if (!live || url === '') {
    return [];
  }
  const { sockets, subscriptions, queries, queued_bytes: queued, gaps, behind } = live;
  const listens = sockets === 0 ? '' : `, ${some(subscriptions, 'subscription')} (${queries === 1 ? '1 query' : `${count(queries)} queries`})`;
  return [
    ['Live', `${some(sockets, 'socket')}${listens}${queued > 0 ? `, ${bytes(queued)} waiting` : ''}`],
    ['Live lag', behind < 0 ? 'unknown' : behind === 0 ? 'none' : `${some(behind, 'record')} behind`],
    ['Live gaps', gaps === 0 ? 'none since it started' : `${count(gaps)} since it started`],
  ];
}

/** When a node was last heard of. */
export function lastHeard(node) {
  if (node.self) {
    return 'answers this page';
  }
  return isSilent(node) ? `silent for ${Math.round(node.silent_ms / 1000)} s` : 'just now';
}

/** What a node is called: where it answers, or its id if it does not. */
export function nodeName({ id, url }) {
  return URL.canParse(url) ? new URL(url).host : id;
}

/** [0, 1, 2, 5] -> "0–2, 5". */
export function ranges(numbers) {
  const runs = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) {
      last[1] = number;
    } else {
      runs.push([number, number]);
    }
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`)).join(', ');
}

function some(number, noun) {
  return `${count(number)} ${number === 1 ? noun : `${noun}s`}`;
}
