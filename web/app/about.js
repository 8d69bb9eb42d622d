import { el } from './dom.js';

const NONE = 'none';

/** Whether this server can look at pictures at all. */
export function hasSight(about) {
  return about.sight_model.name !== NONE;
}

/** The footer: which models answer here, and how to get a better eye. */
export function showAbout(footer, about) {
  const sight = about.sight_model;
  const sees = hasSight(about);
  footer.replaceChildren(
    el('p', {},
      el('b', {}, `Kinora ${about.version ?? ''}`.trim()), ' · ',
      `Meaning: ${about.text_encoder === NONE ? 'off' : about.text_encoder}`, ' · ',
      `Sight: ${sees ? sight.name : 'off'}`),
    el('details', {},
      el('summary', {}, sees ? 'About this sight model, and how to install a stronger one' : 'How to install a sight model'),
      sight.note ? el('p', {}, sight.note) : null,
      el('p', {}, 'The models that can be used, and fetching one (this needs the internet once):'),
      el('pre', {}, 'bin/kinora models list\nbin/kinora models pull NAME'),
      el('p', {}, 'Then start the server with ', el('code', {}, 'KINORA_ENCODERS_SIGHT=NAME'),
        '. Vectors of two models are never mixed, so videos are looked at anew.')));
}
