import { el, icon } from './dom.js';
import { anyChosen } from './facet-fields.js';

/**
 * What went wrong, in the server's own words.
 *
 * @param {Error} problem a KinoraProblem, or a fault of this page
 * @param {...Node} actions what can be done about it
 */
export function problemNotice(problem, ...actions) {
  const detail = problem.detail ?? problem.message;
  const title = problem.title ?? 'Something went wrong in this page';
  const field = problem.field ? `Field: ${problem.field}` : null;
  const request = problem.requestId ? `Request ${problem.requestId}` : null;
  const small = [field, request].filter(Boolean).join(' · ');
  return el('div', { class: 'problem' },
    icon('alert'),
    el('div', {},
      el('p', { class: 'problem__title' }, title),
      detail && detail !== title ? el('p', {}, detail) : null,
      small ? el('p', { class: 'help' }, small) : null,
      actions.length > 0 ? el('div', { class: 'actions' }, ...actions) : null));
}

/** @param {string[]} reasons why an answer is not whole */
export function partialNotice(reasons, again) {
  return el('div', { class: 'problem problem--mild', role: 'status' },
    icon('alert'),
    el('div', {},
      el('p', { class: 'problem__title' }, 'These results are not complete'),
      ...reasons.map((reason) => el('p', {}, reason)),
      el('div', { class: 'actions' }, el('button', { type: 'button', class: 'text-button', onclick: again }, 'Search again'))));
}

/**
 * Nothing found: what else could be tried.
 *
 * @param {import('./address.js').View} view
 * @param {{everywhere: () => void, widen: () => void, clear: () => void}} ways
 */
export function nothingFound({ q, mode, chosen, like, picture }, { everywhere, widen, clear }) {
  const words = q.trim() !== '' && !like;
  const tips = [
    words && !picture && mode === 'text' ? 'Words have to occur in the title, the tags or the description.' : null,
    words && !picture && mode === 'visual' ? 'Describe what a camera would see: things, places, colours.' : null,
    anyChosen(chosen) ? 'Take some of the filters away.' : null,
    picture ? 'Try a larger part of the picture, or another picture.' : null,
    words ? 'Try fewer words, or more general ones.' : null,
  ].filter(Boolean);
  const button = (label, onclick, strong) => el('button', { type: 'button', class: strong ? 'button button--strong' : 'button', onclick }, label);
  const narrowed = anyChosen(chosen);
  return [
    tips.length > 0 ? el('ul', {}, ...tips.map((tip) => el('li', {}, tip))) : null,
    el('div', { class: 'actions' },
      narrowed ? button('Remove the filters', widen, true) : null,
      words && !picture && mode !== 'hybrid' ? button('Search by everything', everywhere, !narrowed) : null,
      button('Show the newest videos', clear)),
  ].filter(Boolean);
}

/** Asks for a token where even searching needs one. */
export function tokenForm(given) {
  const input = el('input', { type: 'password', 'aria-label': 'Token', placeholder: 'Token', autocomplete: 'off', required: true });
  const submit = (event) => {
    event.preventDefault();
    given(input.value);
  };
  return el('form', { class: 'actions', onsubmit: submit }, input, el('button', { class: 'button button--strong' }, 'Use it'));
}

/** There is no video at all. */
export function nothingYet(upload) {
  return [
    el('p', {}, 'Upload the first one here, or bring a whole folder:'),
    el('pre', {}, 'bin/kinora ingest PATH'),
    el('div', { class: 'actions' }, el('button', { type: 'button', class: 'button button--strong', onclick: upload }, 'Upload a video')),
  ];
}
