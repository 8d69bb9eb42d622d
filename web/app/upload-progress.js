import { el, icon } from './dom.js';
import { bytes } from './format.js';
import { problemNotice } from './notices.js';

/** The stations of a file, in order. The last four are the server's own words. */
const STEPS = ['sending', 'received', 'decoding', 'embedding', 'searchable'];
const NAMES = {
  sending: 'Sending the file',
  received: 'Received',
  decoding: 'Decoding',
  embedding: 'Embedding',
  searchable: 'Searchable',
};

const DOES = { received: 'waiting to be decoded', decoding: 'choosing its frames', embedding: 'looking at its frames' };

/** Shows how far a file has come. */
export class UploadProgress {
  #box;
  #now;
  #steps;
  #bar;
  #detail;
  #live;
  #end;
  #leftAlone;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.#box = box;
  }

  set hidden(hidden) {
    this.#box.hidden = hidden;
  }

  start(file, stop) {
    this.#now = null;
    this.#leftAlone = false;
    this.#bar = el('progress', { max: 100, 'aria-label': 'Progress' });
    this.#detail = el('span', { class: 'step__detail' });
    this.#live = el('p', { class: 'hidden', role: 'status' });
    this.#end = el('div', { class: 'progress__end' },
      el('div', { class: 'actions' }, el('button', { type: 'button', class: 'button', onclick: stop }, 'Stop')));
    this.#steps = new Map(STEPS.map((step) => [step, el('li', { class: 'step', 'data-step': step }, el('span', { class: 'step__sign' }), el('span', {}, NAMES[step]))]));
    this.#box.replaceChildren(
      el('p', { class: 'progress__file' }, `${file.name}, ${bytes(file.size)}`),
      el('ol', { class: 'steps' }, ...this.#steps.values()), this.#live, this.#end);
    this.#at('sending', 0, '');
  }

  sent({ sent, total }) {
    const percent = total > 0 ? (100 * sent) / total : 0;
    this.#at('sending', percent, `${bytes(sent)} of ${bytes(total)}`);
  }

  /** @param {import('../client/kinora.js').VideoStatus} status */
  status({ status, percent }) {
    if (status === 'failed' && ['sending', 'received'].includes(this.#now)) {
      this.#at('decoding', null, '');
    }
    if (!this.#steps.has(status)) {
      return;
    }
    this.#at(status, percent ?? null, [DOES[status], percent === undefined ? null : `${percent} %`].filter(Boolean).join(', '));
    if (!this.#leftAlone) {
      this.#leftAlone = true;
      this.#end.replaceChildren(el('p', { class: 'help' }, 'You may close this; the server goes on by itself.'));
    }
  }

  done(...actions) {
    this.#bar.remove();
    this.#steps.get('searchable').dataset.state = 'done';
    this.#end.replaceChildren(el('div', { class: 'actions' }, ...actions));
    actions[0]?.focus();
  }

  failed(problem, ...actions) {
    this.#bar.remove();
    const step = this.#steps.get(this.#now);
    step.dataset.state = 'failed';
    step.firstChild.replaceChildren(icon('close'));
    this.#live.textContent = '';
    this.#end.replaceChildren(el('div', { role: 'alert' }, problemNotice(problem)), el('div', { class: 'actions' }, ...actions));
  }

  #at(step, percent, detail) {
    if (this.#now !== step) {
      this.#now = step;
      this.#live.textContent = NAMES[step];
      this.#mark(step);
    }
    this.#detail.textContent = detail;
    if (percent === null) {
      this.#bar.removeAttribute('value');
    } else {
      this.#bar.value = percent;
    }
  }

  #mark(now) {
    const position = STEPS.indexOf(now);
    STEPS.forEach((name, i) => {
      const line = this.#steps.get(name);
      line.dataset.state = i < position ? 'done' : i === position ? 'now' : 'next';
      line.firstChild.replaceChildren(...(i < position || now === 'searchable' ? [icon('check')] : []));
    });
    this.#steps.get(now).append(this.#detail, this.#bar);
  }
}
