import { CropBox } from './crop-box.js';
import { byId, el, icon } from './dom.js';
import { keptPicture } from './pictures.js';

/** What a search starts from when it is not words: a video, or a picture and a part of it. */
export class Seed {
  #box = byId('seed');
  #page;
  #shown = '';
  #crop = null;

  /**
   * @param {object} page
   * @param {(change: object) => void} page.go
   * @param {(rectangle: object | null) => void} page.crop
   * @param {() => void} page.choose another picture
   * @param {(id: string) => Promise<object>} page.video
   * @param {(url?: string) => string | null} page.resolve
   */
  constructor(page) {
    this.#page = page;
  }

  /** @param {import('./address.js').View} view */
  show({ like, picture, crop }) {
    const what = like ? `like ${like}` : picture ? `picture ${picture} ${JSON.stringify(crop)}` : '';
    this.#box.hidden = what === '';
    if (what === this.#shown) {
      return;
    }
    const sameCrop = picture && this.#crop?.picture === picture && this.#crop.says === JSON.stringify(crop);
    this.#shown = what;
    if (sameCrop) {
      return; // drawn by the viewer a moment ago: redrawing would take it out of their hand
    }
    this.#crop = null;
    this.#box.replaceChildren(...(like ? this.#video(like) : picture ? this.#picture(picture, crop) : []));
  }

  /** @param {string} id */
  #video(id) {
    const title = el('b', {}, id);
    const image = el('span', { class: 'seed__thumb' });
    this.#page.video(id).then((video) => {
      title.textContent = video.title;
      const url = this.#page.resolve(video.thumbnail_url ?? video.moment?.thumbnail_url ?? video.frames?.[0]?.thumbnail_url);
      image.replaceChildren(...(url ? [el('img', { src: url, alt: '' })] : []));
    }, () => {
      // The search tells that there is no such video.
    });
    return [el('div', { class: 'seed__row' }, image, el('p', {}, 'More like ', title), this.#close('Stop looking for videos like this one', { like: null }))];
  }

  #picture(id, crop) {
    const picture = keptPicture(id);
    const remove = this.#close('Stop searching with this picture', { picture: null, crop: null });
    if (!picture) {
      return [el('div', { class: 'seed__row' }, el('p', {}, 'No picture yet'), this.#another('Choose a picture'), remove)];
    }
    const box = new CropBox(picture, crop, (rectangle) => {
      this.#crop = { picture: id, says: JSON.stringify(rectangle) };
      whole.disabled = rectangle === null;
      this.#page.crop(rectangle);
    });
    const whole = el('button', { type: 'button', class: 'button', disabled: crop === null, onclick: () => box.reset() }, 'Whole picture');
    return [el('div', { class: 'seed__picture' },
      box.element,
      el('div', { class: 'seed__words' },
        el('p', {}, el('b', {}, 'Searching with this picture')),
        el('p', { class: 'help' }, 'Draw a rectangle to search with a part of it. Words in the box above narrow it further.'),
        el('p', { class: 'help', id: 'crop-keys' }, 'With the keyboard: arrow keys move the rectangle, with Shift they resize it, Esc takes the whole picture.'),
        el('div', { class: 'actions' }, whole, this.#another('Another picture'))),
      remove)];
  }

  #another(label) {
    return el('button', { type: 'button', class: 'button', onclick: () => this.#page.choose() }, label);
  }

  #close(label, change) {
    return el('button', { type: 'button', class: 'seed__close', 'aria-label': label, onclick: () => this.#page.go(change) }, icon('close'));
  }
}
