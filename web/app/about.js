import { el } from './dom.js';

/** The footer: which models answer here, and how to get a better eye. */
export function showAbout(footer, about) {
  const words = nameOf(about.text_encoder);
  const sight = about.sight_encoder;
  footer.replaceChildren(
    el('p', {},
      el('b', {}, `Kinora ${about.version ?? ''}`.trim()), ' · ',
      words ? `Meaning: ${words}` : 'Meaning: off', ' · ',
      sight?.name ? `Sight: ${sight.name}` : 'Sight: off'),
    el('details', {},
      el('summary', {}, sight?.name ? 'About this sight model, and how to install a stronger one' : 'How to install a sight model'),
      sight?.note ? el('p', {}, sight.note) : null,
      el('p', {}, 'The models that can be used, and fetching one (this needs the internet once):'),
      el('pre', {}, 'bin/kinora models list\nbin/kinora models pull NAME'),
      el('p', {}, 'Then start the server with ', el('code', {}, 'KINORA_ENCODERS_SIGHT=NAME'),
        '. Vectors of two models are never mixed, so videos are looked at anew.')));
}

function nameOf(encoder) {
  return typeof encoder === 'string' ? encoder : encoder?.name;
}
