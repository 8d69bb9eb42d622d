import { isSilent, nodeName, replicaWords } from './cluster-words.js';
import { el, icon } from './dom.js';

const MOVES = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row) => [row, 0],
  End: (row) => [row, Infinity],
};

/**
 * Shards down, nodes across. One stop of the Tab key; arrow keys walk through the cells. Cells are changed in
 * place, so that a refresh takes neither the focus nor the word from anyone.
 */
export class ShardMatrix {
  #place;
  #details = el('p', { class: 'matrix__details', 'aria-hidden': 'true' });
  #rows = [];
  #outline = '';
  #told = null;

  /** @param {HTMLElement} place it is put here */
  constructor(place) {
    this.#place = place;
  }

  /**
   * @param {import('../client/kinora.js').ClusterShard[]} shards
   * @param {import('../client/kinora.js').ClusterNode[]} nodes
   */
  show(shards, nodes) {
    const holders = nodes.filter(({ roles, replicas }) => roles.includes('search') || replicas.length > 0);
    const outline = JSON.stringify([shards.map(({ shard }) => shard), holders.map((node) => [node.id, nodeName(node), node.self])]);
    if (outline !== this.#outline) {
      this.#outline = outline;
      this.#build(shards, holders);
    }
    const silent = new Set(nodes.filter(isSilent).map(({ id }) => id));
    shards.forEach((shard, i) => this.#rows[i].show(shard, silent));
    this.#tell();
  }

  #build(shards, holders) {
    const before = this.#rows.flatMap(({ cells }) => cells).find(({ element }) => element === document.activeElement);
    this.#rows = shards.map(({ shard }) => new Row(shard, holders));
    this.#told = null;
    const table = el('table', { class: 'matrix', role: 'grid', 'aria-labelledby': 'shards-title', 'aria-readonly': 'true' },
      el('thead', {}, el('tr', {},
        el('th', { scope: 'col' }, 'Shard'),
        ...holders.map((node) => el('th', { scope: 'col', title: node.id },
          ...breakable(nodeName(node)), node.self ? el('span', { class: 'matrix__self' }, 'this node') : null)))),
      el('tbody', {}, ...this.#rows.map(({ element }) => element)));
    table.addEventListener('keydown', (event) => this.#move(event));
    for (const [enter, leave] of [['focusin', 'focusout'], ['pointerover', 'pointerleave']]) {
      table.addEventListener(enter, (event) => this.#point(event.target));
      table.addEventListener(leave, () => this.#point(document.activeElement));
    }
    this.#place.replaceChildren(el('div', { class: 'matrix__scroll' }, table), this.#details);
    const cells = this.#rows.flatMap((row) => row.cells);
    const again = cells.find(({ key }) => key === before?.key);
    (again ?? cells[0])?.element.setAttribute('tabindex', '0');
    again?.element.focus();
  }

  #move(event) {
    const row = this.#rows.findIndex(({ cells }) => cells.some(({ element }) => element === event.target));
    const move = MOVES[event.key];
    if (row < 0 || !move || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const column = this.#rows[row].cells.findIndex(({ element }) => element === event.target);
    const [toRow, toColumn] = move(row, column);
    const { cells } = this.#rows[Math.min(Math.max(toRow, 0), this.#rows.length - 1)];
    cells[Math.min(Math.max(toColumn, 0), cells.length - 1)].element.focus();
  }

  #point(target) {
    const cells = this.#rows.flatMap((row) => row.cells);
    this.#told = cells.find(({ element }) => element.contains(target)) ?? null;
    if (this.#told && target === document.activeElement) {
      cells.forEach(({ element }) => element.setAttribute('tabindex', element === target ? '0' : '-1'));
    }
    this.#tell();
  }

  #tell() {
    const line = this.#told ? `${this.#told.title}: ${this.#told.words}` : 'Point at a cell, or walk there with the arrow keys, for all of it.';
    if (this.#details.textContent !== line) {
      this.#details.textContent = line;
    }
  }
}

/** A host may part from its port where the screen is narrow. */
function breakable(name) {
  const [host, port] = name.split(/(?=:\d+$)/);
  return port ? [host, el('wbr'), port] : [host];
}

class Row {
  #health = el('span', { class: 'matrix__health' });

  constructor(shard, holders) {
    this.cells = holders.map((node) => new Cell(shard, node));
    this.element = el('tr', {},
      el('th', { scope: 'row' }, el('span', { class: 'matrix__shard' }, String(shard)), ' ', this.#health),
      ...this.cells.map(({ element }) => element));
  }

  show({ health, replicas }, silent) {
    if (this.element.dataset.health !== health) {
      this.element.dataset.health = health;
      this.#health.textContent = health;
    }
    for (const cell of this.cells) {
      cell.show(replicas.find(({ node }) => node === cell.node), silent.has(cell.node));
    }
  }
}

class Cell {
  words = '';

  constructor(shard, node) {
    this.node = node.id;
    this.key = `${shard} ${node.id}`;
    this.title = `Shard ${shard} on ${nodeName(node)}`;
    this.element = el('td', { tabindex: '-1' });
  }

  show(replica, silent) {
    const { look, sign, number, word, all } = replicaWords(replica, silent);
    if (all === this.words) {
      return;
    }
    this.words = all;
    this.element.dataset.look = look;
    this.element.replaceChildren(
      el('span', { class: 'replica', 'aria-hidden': 'true' },
        sign ? icon(sign) : null,
        el('b', {}, number),
        el('span', { class: 'replica__word' }, word)),
      el('span', { class: 'hidden' }, all));
  }
}
