import { byId } from './dom.js';

/** Ways in for a picture: the button beside the box, a drop anywhere on the page, a paste. */
export class PictureInput {
  #file = byId('picture-file');
  #target = byId('drop-picture');
  #depth = 0;

  /** @param {(file: Blob) => void} given */
  constructor(given) {
    byId('by-picture').addEventListener('click', () => this.choose());
    this.#file.addEventListener('change', () => {
      const [file] = this.#file.files;
      this.#file.value = '';
      if (file) {
        given(file);
      }
    });
    document.addEventListener('paste', (event) => {
      const file = pictureIn(event.clipboardData?.files);
      if (file && !isDialogOpen()) {
        event.preventDefault();
        given(file);
      }
    });
    this.#acceptDrops(given);
  }

  choose() {
    this.#file.click();
  }

  #acceptDrops(given) {
    const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files') && !isDialogOpen();
    const over = (depth) => {
      this.#depth = Math.max(0, depth);
      this.#target.hidden = this.#depth === 0;
    };
    document.addEventListener('dragenter', (event) => carriesFiles(event) && over(this.#depth + 1));
    document.addEventListener('dragleave', (event) => carriesFiles(event) && over(this.#depth - 1));
    document.addEventListener('dragover', (event) => carriesFiles(event) && event.preventDefault());
    document.addEventListener('drop', (event) => {
      if (!carriesFiles(event)) {
        return;
      }
      event.preventDefault();
      over(0);
      const file = pictureIn(event.dataTransfer.files) ?? event.dataTransfer.files[0];
      if (file) {
        given(file);
      }
    });
  }
}

function pictureIn(files) {
  return [...(files ?? [])].find((file) => file.type.startsWith('image/'));
}

function isDialogOpen() {
  return document.querySelector('dialog[open]') !== null;
}
