import { isSilent, lastHeard, liveFacts, nodeName } from './cluster-words.js';
import { el } from './dom.js';
import { relativeDate } from './format.js';

const STARTED = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** The nodes, each with what it is for. Only entries that changed are made anew. */
export class NodeList {
  #place;
  #shown = new Map();

  /** @param {HTMLElement} place a list */
  constructor(place) {
    this.#place = place;
  }

  /**
   * @param {import('../client/kinora.js').ClusterNode[]} nodes
   * @param {(node: object) => string | null} viewOf the address of that node's own view
   */
  show(nodes, viewOf) {
    const before = this.#shown;
    this.#shown = new Map(nodes.map((node) => {
      const facts = factsOf(node);
      const key = JSON.stringify([node.url, facts]);
      const known = before.get(node.id);
      return [node.id, known?.key === key ? known : { key, element: entry(node, facts, viewOf(node)) }];
    }));
    const elements = [...this.#shown.values()].map(({ element }) => element);
    const same = elements.length === this.#place.children.length && elements.every((element, i) => element === this.#place.children[i]);
    if (same) {
      return;
    }
    const focused = this.#place.contains(document.activeElement) ? document.activeElement.href : null;
    this.#place.replaceChildren(...elements);
    if (focused) {
      [...this.#place.querySelectorAll('a')].find(({ href }) => href === focused)?.focus();
    }
  }
}

function factsOf(node) {
  const started = Date.parse(node.started_at);
  const since = Number.isNaN(started) ? 'unknown' : `${STARTED.format(started)} (${relativeDate(node.started_at)})`;
  return [
    ['Roles', node.roles.join(', ')],
    ['Version', node.version],
    ['Up since', since],
    ['Last heard', lastHeard(node)],
    ...liveFacts(node),
    ['Id', node.id],
  ];
}

function entry(node, facts, view) {
  const name = nodeName(node);
  return el('li', { class: isSilent(node) ? 'node node--silent' : 'node', 'data-id': node.id },
    el('h3', {}, view && !node.self ? el('a', { href: view }, name) : name, node.self ? el('span', { class: 'node__self' }, 'this node') : null),
    node.url === '' ? el('p', { class: 'help' }, 'It does not answer HTTP.') : null,
    el('dl', {}, ...facts.map(([term, value]) =>
      el('div', { 'data-fact': term }, el('dt', {}, term), el('dd', {}, value)))));
}
