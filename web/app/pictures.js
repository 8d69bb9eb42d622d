/**
 * The pictures that were searched with, for this tab: they outlive a reload and the back button, but
 * never leave for anyone else's address. Made small first: an encoder sees a few hundred pixels.
 */

const PREFIX = 'kinora.picture.';
const LONGEST_SIDE = 1024;
const KEPT = 4;

/**
 * @param {Blob} file
 * @returns {Promise<string>} its id
 * @throws {Error} if the browser cannot read it as a picture
 */
export async function keepPicture(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff'; // what shines through a picture with holes
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const id = [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  store(id, JSON.stringify({ url: canvas.toDataURL('image/jpeg', 0.88), width: canvas.width, height: canvas.height }));
  return id;
}

/** @returns {{url: string, width: number, height: number} | null} `url`: with its data; null if this tab does not have it */
export function keptPicture(id) {
  return JSON.parse(sessionStorage.getItem(PREFIX + id) ?? 'null');
}

/** @returns {Blob} */
export function pictureFile({ url }) {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type: 'image/jpeg' });
}

function store(id, picture) {
  const kept = JSON.parse(sessionStorage.getItem(`${PREFIX}s`) ?? '[]');
  while (kept.length >= KEPT) {
    sessionStorage.removeItem(PREFIX + kept.shift());
  }
  sessionStorage.setItem(PREFIX + id, picture);
  sessionStorage.setItem(`${PREFIX}s`, JSON.stringify([...kept, id]));
}
