import { dismissable } from './dialog.js';
import { byId } from './dom.js';
import { explanation } from './explain.js';

/** Shows why a video is where it is. */
export class WhyDialog {
  #dialog = byId('why');

  constructor() {
    dismissable(this.#dialog);
  }

  show(hit) {
    byId('why-title').textContent = hit.title;
    byId('why-body').replaceChildren(explanation(hit.explain));
    this.#dialog.showModal();
  }
}
