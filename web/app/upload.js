import { dismissable } from './dialog.js';
import { byId, el } from './dom.js';
import { problemNotice } from './notices.js';
import { token } from './token.js';
import { UploadProgress } from './upload-progress.js';

const FIELDS = ['file', 'title', 'description', 'tags', 'channel', 'token'];
const WATCH_FOR_MS = 3_600_000;

/** The dialog that takes a video from the viewer's disk to "searchable". It may be closed meanwhile. */
export class Upload {
  #dialog = byId('upload');
  #form = byId('upload-form');
  #progress = new UploadProgress(byId('progress'));
  #kinora;
  #page;
  #id = null;
  #titleIsOurs = true;
  #running = null;

  /**
   * @param {import('../client/kinora.js').Kinora} kinora
   * @param {object} page
   * @param {(id: string) => void} page.watch
   * @param {() => void} page.searchable a search may find something new
   * @param {(share: number | null) => void} page.sending between 0 and 1, null if nothing is being sent
   */
  constructor(kinora, page) {
    this.#kinora = kinora;
    this.#page = page;
    dismissable(this.#dialog);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#form.elements.file.addEventListener('change', () => this.#fileChosen());
    this.#form.elements.title.addEventListener('input', () => {
      this.#titleIsOurs = false;
    });
    byId('token-change').addEventListener('click', () => this.#askToken());
    this.#acceptDrops(byId('drop'));
    addEventListener('beforeunload', (event) => {
      if (this.#running?.sending) {
        event.preventDefault();
      }
    });
  }

  open() {
    const known = token.get() !== null;
    byId('token-field').hidden = known;
    byId('token-kept').hidden = !known;
    this.#dialog.showModal();
  }

  close() {
    this.#dialog.close();
  }

  #askToken() {
    byId('token-field').hidden = false;
    byId('token-kept').hidden = true;
    this.#form.elements.token.focus();
  }

  #acceptDrops(area) {
    const over = (inside) => (event) => {
      event.preventDefault();
      area.classList.toggle('drop--over', inside);
    };
    area.addEventListener('dragover', over(true));
    area.addEventListener('dragleave', over(false));
    area.addEventListener('drop', (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length > 0) {
        this.#form.elements.file.files = event.dataTransfer.files;
        this.#fileChosen();
      }
    });
  }

  #fileChosen() {
    const { file, title } = this.#form.elements;
    byId('file-name').textContent = file.files[0]?.name ?? 'Choose a video, or drop one here';
    this.#fieldError('file', '');
    if (this.#titleIsOurs && file.files[0]) {
      title.value = titleFrom(file.files[0].name);
    }
  }

  #submit() {
    const { file, title, description, tags, channel, token: pasted } = this.#form.elements;
    FIELDS.forEach((name) => this.#fieldError(name, ''));
    byId('upload-problem').replaceChildren();
    if (pasted.value.trim() !== '') {
      token.set(pasted.value);
    }
    this.#missing('file', file.files.length === 0, 'Choose the file to upload.');
    this.#missing('title', title.value.trim() === '', 'Give it a title.');
    this.#missing('token', token.get() === null, 'Uploading needs a token of a publisher.');
    const wrong = this.#form.querySelector('[aria-invalid=true]');
    if (wrong) {
      wrong.focus();
      return;
    }
    const metadata = {
      title: title.value.trim(),
      ...(description.value.trim() ? { description: description.value.trim() } : {}),
      ...(channel.value.trim() ? { channel: channel.value.trim() } : {}),
      tags: tags.value.split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''),
      published_at: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    };
    this.#id ??= idFrom(metadata.title);
    this.#run(metadata, file.files[0]);
  }

  /** The whole way of one upload, from top to bottom. */
  async #run(metadata, file) {
    const id = this.#id;
    const stop = new AbortController();
    this.#running = { sending: true };
    this.#showForm(false);
    this.#progress.start(file, () => stop.abort());
    try {
      await this.#kinora.put(id, metadata, { signal: stop.signal });
    } catch (problem) {
      this.#running = null;
      this.#refused(problem);
      return;
    }
    try {
      await this.#kinora.uploadMedia(id, file, (sent) => {
        this.#progress.sent(sent);
        this.#page.sending(sent.sent / sent.total);
      }, { signal: stop.signal });
      this.#running.sending = false;
      this.#page.sending(null);
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(WATCH_FOR_MS)]);
      for await (const status of this.#kinora.statuses(id, { signal })) {
        this.#progress.status(status);
        this.#ended(id, status);
      }
    } catch (problem) {
      this.#page.sending(null);
      this.#progress.failed(
        problem.name === 'AbortError' ? { title: 'Stopped', message: 'The file was not sent to the end.' } : problem,
        button('Try again', () => this.#run(metadata, file), true),
        button('Change the details', () => this.#showForm(true)));
    } finally {
      this.#running = null;
    }
  }

  #ended(id, { status, reason }) {
    if (status === 'searchable') {
      this.#progress.done(
        button('Watch it', () => this.#page.watch(id), true),
        button('Upload another', () => this.#another()));
      this.#page.searchable();
    } else if (status === 'failed') {
      this.#progress.failed(
        { title: 'This file could not be used', message: reason ?? 'The server did not say why.' },
        button('Try another file', () => this.#showForm(true), true),
        el('p', { class: 'help' }, 'What you wrote about the video can be found all the same.'));
      this.#page.searchable();
    }
  }

  /** The server did not take the details: back to the form, with the fault where it belongs. */
  #refused(problem) {
    this.#showForm(true);
    if (problem.name === 'AbortError') {
      return;
    }
    if (problem.status === 401 || problem.status === 403) {
      token.forget();
      this.#askToken();
      this.#fieldError('token', problem.message);
      return;
    }
    const field = problem.field?.split(/[.[]/)[0];
    if (FIELDS.includes(field)) {
      this.#fieldError(field, problem.message);
      this.#form.elements[field].focus();
      return;
    }
    byId('upload-problem').replaceChildren(problemNotice(problem));
  }

  #another() {
    this.#form.reset();
    this.#id = null;
    this.#titleIsOurs = true;
    this.#fileChosen();
    this.#showForm(true);
    this.open();
  }

  #showForm(shown) {
    this.#form.hidden = !shown;
    this.#progress.hidden = shown;
    if (shown) {
      this.#form.elements.file.focus();
    }
  }

  #missing(name, isMissing, message) {
    if (isMissing) {
      this.#fieldError(name, message);
      if (name === 'token') {
        byId('token-field').hidden = false;
      }
    }
  }

  #fieldError(name, message) {
    byId(`${name}-error`).textContent = message;
    if (message) {
      this.#form.elements[name].setAttribute('aria-invalid', 'true');
    } else {
      this.#form.elements[name].removeAttribute('aria-invalid');
    }
  }
}

function button(label, onclick, strong = false) {
  return el('button', { type: 'button', class: strong ? 'button button--strong' : 'button', onclick }, label);
}

/** "my_first-film.final.mp4" -> "my first film final". */
export function titleFrom(fileName) {
  return fileName.replace(/\.[^.]{1,5}$/, '').replace(/[._-]+/g, ' ').trim().slice(0, 300);
}

/** A readable id that nobody else has. */
export function idFrom(title) {
  const words = title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  const random = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join('');
  return words === '' ? random : `${words}-${random}`;
}
