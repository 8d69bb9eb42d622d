/** What a user of the client writes, checked by the compiler and never run: these types are a promise. */
import { Kinora, KinoraProblem, type Hit, type SearchAnswer } from '../client/kinora.js';

const kinora = new Kinora({ baseUrl: 'http://127.0.0.1:8080/', token: () => null });

export async function titles(q: string): Promise<string[]> {
  const answer: SearchAnswer = await kinora.search({ q, mode: 'visual', limit: 5, facets: ['channel'], fusion: 'rrf' });
  return answer.hits.map((hit: Hit) => hit.title ?? '');
}

export async function writes(file: Blob): Promise<number> {
  const { version } = await kinora.put('a', { title: 'A lighthouse', tags: ['sea'] }, { ifMatch: 3, wait: 'searchable' });
  await kinora.uploadMedia('a', file, ({ sent, total }) => sent / total);
  for await (const { line, status } of kinora.bulk([{ delete: { id: 'b' } }])) {
    console.log(line, status);
  }
  for await (const { status, percent } of kinora.statuses('a')) {
    console.log(status, percent);
  }
  return version;
}

export async function byPicture(picture: Blob): Promise<string[]> {
  try {
    const found = await kinora.searchByImage(picture, { crop: { x: 0, y: 0, width: 1, height: 0.5 } });
    const like = await kinora.similar(found.hits[0]?.id ?? '', { limit: 3 });
    const { suggestions } = await kinora.suggest({ q: 'li' });
    return [...like.hits.map((hit) => hit.id ?? ''), ...suggestions.map(({ text }) => text)];
  } catch (problem) {
    return problem instanceof KinoraProblem ? [problem.field ?? problem.title] : [];
  }
}

// @ts-expect-error there is no such mode
void kinora.search({ mode: 'psychic' });
// @ts-expect-error a video has a title
void kinora.put('a', {});
