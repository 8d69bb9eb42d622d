/** JSON, a value a line. */

/** @param {string} body */
export function parseLines(body) {
  return body.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
}

/** @param {unknown[]} values */
export function toLines(values) {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/**
 * @template T
 * @param {Iterable<T> | AsyncIterable<T>} items
 * @param {number} size
 * @returns {AsyncGenerator<T[]>}
 */
export async function* batches(items, size) {
  let batch = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
