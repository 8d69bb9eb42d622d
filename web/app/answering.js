import { keptPicture, pictureFile } from './pictures.js';
import { pixels } from './rectangle.js';

/**
 * Brings a question to the operation that answers it. Only searches by words have pages.
 *
 * @param {import('../client/kinora.js').Kinora} kinora
 */
export function answering(kinora) {
  return async ({ like, picture, params }, { cursor, signal }) => {
    if (like) {
      return { ...await kinora.similar(like, params, { signal }), next_cursor: null };
    }
    if (picture) {
      const kept = keptPicture(picture);
      const crop = params.crop && pixels(params.crop, kept);
      return { ...await kinora.searchByImage(pictureFile(kept), { ...params, crop }, { signal }), next_cursor: null };
    }
    return kinora.search(cursor ? { ...params, cursor } : params, { signal });
  };
}
