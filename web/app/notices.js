import { el, icon } from './dom.js';

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

/** Nothing found: what else could be tried. */
export function nothingFound({ mode }, { everywhere, clear }) {
  const tips = [
    mode === 'text' ? 'Words have to occur in the title, the tags or the description.' : null,
    mode === 'visual' ? 'Describe what a camera would see: things, places, colours.' : null,
    'Try fewer words, or more general ones.',
  ];
  return [
    el('ul', {}, ...tips.filter(Boolean).map((tip) => el('li', {}, tip))),
    el('div', { class: 'actions' },
      mode === 'hybrid' ? null : el('button', { type: 'button', class: 'button button--strong', onclick: everywhere }, 'Search by everything'),
      el('button', { type: 'button', class: 'button', onclick: clear }, 'Show the newest videos')),
  ];
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
