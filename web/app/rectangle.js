/**
 * A part of a picture, in shares of its width and height: 0 is left and top, 1 right and bottom.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Rectangle
 */

const LEAST = 0.05;
const LEAST_PIXELS = 8; // the server takes no less

/** @type {Rectangle} */
export const WHOLE = Object.freeze({ x: 0, y: 0, width: 1, height: 1 });

export function isWhole({ width, height }) {
  return width > 0.995 && height > 0.995;
}

/** @param {Rectangle} one */
export function moved(one, dx, dy) {
  return { ...one, x: within(one.x + dx, 0, 1 - one.width), y: within(one.y + dy, 0, 1 - one.height) };
}

/** The right and the lower edge move. @param {Rectangle} one */
export function resized(one, dx, dy) {
  return { ...one, width: within(one.width + dx, LEAST, 1 - one.x), height: within(one.height + dy, LEAST, 1 - one.y) };
}

/** Between two corners, not smaller than can be told apart. */
export function between(a, b) {
  const [left, right] = [a.x, b.x].map((x) => within(x, 0, 1)).sort((one, other) => one - other);
  const [top, bottom] = [a.y, b.y].map((y) => within(y, 0, 1)).sort((one, other) => one - other);
  const width = Math.max(right - left, LEAST);
  const height = Math.max(bottom - top, LEAST);
  return { x: Math.min(left, 1 - width), y: Math.min(top, 1 - height), width, height };
}

/**
 * @param {Rectangle} one
 * @param {{width: number, height: number}} picture in pixels
 * @returns {Rectangle} in whole pixels
 */
export function pixels(one, picture) {
  const width = Math.min(Math.max(Math.round(one.width * picture.width), LEAST_PIXELS), picture.width);
  const height = Math.min(Math.max(Math.round(one.height * picture.height), LEAST_PIXELS), picture.height);
  return {
    x: within(Math.round(one.x * picture.width), 0, picture.width - width),
    y: within(Math.round(one.y * picture.height), 0, picture.height - height),
    width,
    height,
  };
}

function within(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
