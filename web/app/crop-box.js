import { el } from './dom.js';
import { between, isWhole, moved, resized, WHOLE } from './rectangle.js';

const STEP = 0.04;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const CORNERS = ['nw', 'ne', 'sw', 'se'];

/** A rectangle on a picture: drawn, moved and resized with a pointer or with the arrow keys. */
export class CropBox {
  element;
  #frame;
  #rectangle;
  #chosen;

  /**
   * @param {{url: string, width: number, height: number}} picture
   * @param {import('./rectangle.js').Rectangle | null} rectangle null: the whole picture
   * @param {(rectangle: import('./rectangle.js').Rectangle | null) => void} chosen
   */
  constructor({ url, width, height }, rectangle, chosen) {
    this.#chosen = chosen;
    this.#frame = el('div', {
      class: 'crop__frame', tabindex: 0, role: 'application', 'aria-roledescription': 'crop rectangle', 'aria-describedby': 'crop-keys',
    }, ...CORNERS.map((corner) => el('span', { class: `crop__corner crop__corner--${corner}`, 'data-corner': corner })));
    this.element = el('div', { class: 'crop' },
      el('img', { src: url, alt: 'The picture that is searched with', draggable: 'false' }), this.#frame);
    this.element.style.setProperty('--ratio', String(width / height));
    this.element.addEventListener('pointerdown', (event) => this.#grab(event));
    this.#frame.addEventListener('keydown', (event) => this.#pressed(event));
    this.#show(rectangle ?? WHOLE);
  }

  reset() {
    this.#show(WHOLE);
    this.#chosen(null);
  }

  #show(rectangle) {
    this.#rectangle = rectangle;
    for (const side of ['x', 'y', 'width', 'height']) {
      this.#frame.style.setProperty(`--${side}`, String(rectangle[side]));
    }
    const percent = (share) => `${Math.round(share * 100)} %`;
    this.#frame.setAttribute('aria-label', isWhole(rectangle)
      ? 'The whole picture'
      : `${percent(rectangle.width)} wide and ${percent(rectangle.height)} high, ${percent(rectangle.x)} from the left, ${percent(rectangle.y)} from the top`);
  }

  #settle() {
    this.#chosen(isWhole(this.#rectangle) ? null : this.#rectangle);
  }

  #at(event) {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
  }

  /** A corner resizes, the inside moves, anywhere else a new rectangle is drawn. */
  #grab(event) {
    if (event.button !== 0) {
      return;
    }
    event.preventDefault();
    const start = this.#at(event);
    const before = this.#rectangle;
    const { corner } = event.target.dataset;
    const inside = event.target === this.#frame && !isWhole(before);
    const fixed = corner ? opposite(before, corner) : start;
    const drag = (move) => {
      const here = this.#at(move);
      this.#show(inside ? moved(before, here.x - start.x, here.y - start.y) : between(fixed, here));
    };
    const stop = (end) => {
      this.element.removeEventListener('pointermove', drag);
      this.element.removeEventListener('pointerup', stop);
      this.element.removeEventListener('pointercancel', stop);
      const here = this.#at(end);
      if (Math.hypot(here.x - start.x, here.y - start.y) < 0.01 || end.type === 'pointercancel') {
        this.#show(before);
        return;
      }
      this.#settle();
    };
    this.element.setPointerCapture(event.pointerId);
    this.element.addEventListener('pointermove', drag);
    this.element.addEventListener('pointerup', stop);
    this.element.addEventListener('pointercancel', stop);
    this.#frame.focus({ preventScroll: true });
  }

  #pressed(event) {
    const [dx, dy] = ARROWS[event.key] ?? [0, 0];
    if (event.key === 'Escape' && !isWhole(this.#rectangle)) {
      event.preventDefault();
      this.reset();
    } else if (dx !== 0 || dy !== 0) {
      event.preventDefault();
      this.#show((event.shiftKey ? resized : moved)(this.#rectangle, dx * STEP, dy * STEP));
      this.#settle();
    }
  }
}

function opposite({ x, y, width, height }, corner) {
  return { x: corner.endsWith('w') ? x + width : x, y: corner.startsWith('n') ? y + height : y };
}
