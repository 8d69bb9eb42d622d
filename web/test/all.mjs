import { readdir } from 'node:fs/promises';

/** Every suite in one process, so that they share one browser and one stub server. */
for (const file of (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.test.mjs')).sort()) {
  await import(`./${file}`);
}
