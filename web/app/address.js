import { chosenFrom, NOTHING_CHOSEN } from './facet-fields.js';

/** What the page shows, as the part of its address after the question mark. */

const MODES = ['hybrid', 'text', 'visual', 'semantic'];
const SORTS = ['relevance', 'newest', 'most_viewed'];

/**
 * @typedef {object} View
 * @property {string} q
 * @property {'hybrid' | 'text' | 'visual' | 'semantic'} mode
 * @property {'relevance' | 'newest' | 'most_viewed' | ''} sort empty: what suits, see `effectiveSort`
 * @property {import('./facet-fields.js').Chosen} chosen what the results are narrowed to
 * @property {boolean} literal the words as typed: no correction
 * @property {boolean} plain the words as words: no channel, tag or person is read into them
 * @property {string | null} like id of the video whose like is looked for
 * @property {string | null} picture id of a picture of this tab, see `pictures.js`
 * @property {import('./rectangle.js').Rectangle | null} crop the part of the picture that counts
 * @property {boolean} explain
 * @property {string | null} video id of the one being watched
 * @property {number | null} at second to play from
 */

/** The first page: nothing asked, nothing narrowed. */
export const START = Object.freeze({
  q: '', mode: 'hybrid', sort: '', chosen: NOTHING_CHOSEN, literal: false, plain: false,
  like: null, picture: null, crop: null, explain: false, video: null, at: null,
});

/** @returns {View} */
export function readView(search) {
  const parameters = new URLSearchParams(search);
  const oneOf = (name, allowed, otherwise) =>
    allowed.includes(parameters.get(name)) ? parameters.get(name) : otherwise;
  const at = Number.parseFloat(parameters.get('t'));
  const picture = parameters.get('picture') || null;
  return {
    q: (parameters.get('q') ?? '').slice(0, 512),
    mode: oneOf('mode', MODES, START.mode),
    sort: oneOf('sort', SORTS, START.sort),
    chosen: chosenFrom(parameters),
    literal: parameters.get('spelling') === 'off',
    plain: parameters.get('entities') === 'off',
    like: parameters.get('like') || null,
    picture,
    crop: picture ? readCrop(parameters.get('crop')) : null,
    explain: parameters.get('explain') === 'true',
    video: parameters.get('v') || null,
    at: at >= 0 && Number.isFinite(at) ? at : null,
  };
}

/** @param {View} view @returns {string} e.g. `?q=cat&mode=visual`, or `./` for the first view */
export function writeView(view) {
  const parameters = new URLSearchParams();
  const put = (name, value, wanted = true) => {
    if (wanted && value) {
      parameters.append(name, String(value));
    }
  };
  put('q', view.q, view.q.trim() !== '');
  put('mode', view.mode, view.mode !== START.mode);
  put('sort', view.sort);
  for (const [field, values] of Object.entries(view.chosen)) {
    values.forEach((value) => put(field, value));
  }
  put('spelling', 'off', view.literal);
  put('entities', 'off', view.plain);
  put('like', view.like);
  put('picture', view.picture);
  put('crop', view.crop && [view.crop.x, view.crop.y, view.crop.width, view.crop.height].map(thousandths).join(','), view.picture);
  put('explain', 'true', view.explain);
  put('v', view.video);
  put('t', view.at && thousandths(view.at), view.video);
  const query = parameters.toString();
  return query === '' ? './' : `?${query}`;
}

function readCrop(text) {
  const [x, y, width, height] = (text ?? '').split(',').map(Number);
  const inside = x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001;
  return inside ? { x, y, width, height } : null;
}

function thousandths(number) {
  return Math.round(number * 1000) / 1000;
}
