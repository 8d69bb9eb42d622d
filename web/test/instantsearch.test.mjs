import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchClient } from '../client/instantsearch.js';
import { filterFrom } from '../client/instantsearch-filter.js';

const TAGS = { highlightPreTag: '__ais-highlight__', highlightPostTag: '__/ais-highlight__' };

/** A Kinora of so many hits with cursors, which notes what it is asked. */
function kinora(size, more = {}) {
  const asked = [];
  return {
    asked,
    async search(params) {
      asked.push(params);
      const start = Number(params.cursor ?? 0);
      const end = Math.min(start + params.limit, size);
      const hits = Array.from({ length: end - start }, (_, i) => ({ id: String(start + i), title: `T${start + i}` }));
      return { hits, total: { value: size, relation: 'exact' }, next_cursor: end < size ? String(end) : null, took_ms: 1.4, query_id: 'q', partial: false, stages: [], ...more };
    },
  };
}

describe('The adapter for InstantSearch', () => {
  it('asks in the words of Kinora and answers in those of Algolia', async () => {
    const server = kinora(45, { facets: { channel: { BBC: 3 } } });
    const client = searchClient(server, { parameters: { mode: 'text' } });
    const { results: [result] } = await client.search([{ indexName: 'videos', params: { query: ' cat\n', hitsPerPage: 20, facets: ['channel'], facetFilters: [['channel:BBC']], ...TAGS } }]);
    assert.deepEqual(server.asked, [{ mode: 'text', q: 'cat', filter: 'channel:"BBC"', facets: ['channel'], limit: 20 }]);
    const { hits, nbHits, page, nbPages, facets, exhaustiveNbHits, processingTimeMS, index } = result;
    assert.deepEqual({ nbHits, page, nbPages, facets, exhaustiveNbHits, processingTimeMS, index },
      { nbHits: 45, page: 0, nbPages: 3, facets: { channel: { BBC: 3 } }, exhaustiveNbHits: true, processingTimeMS: 1, index: 'videos' });
    assert.equal(hits[19].objectID, '19');
  });

  it('reaches any page by cursors, and goes on from those that it has seen', async () => {
    const server = kinora(500);
    const client = searchClient(server);
    const first = async (page) => (await client.search([{ indexName: 'x', params: { query: 'a', page, hitsPerPage: 30 } }])).results[0].hits[0]?.id;
    assert.equal(await first(5), '150');
    assert.deepEqual(server.asked.map(({ limit, cursor }) => [limit, cursor]), [[100, undefined], [50, '100'], [30, '150']]);
    assert.equal(await first(6), '180');
    assert.equal(server.asked.length, 4);
    assert.equal(await first(40), undefined, 'past the end there is nothing');
    assert.equal(await first(0), '0');
  });

  it('tells of no more pages than can be reached', async () => {
    const { results: [result] } = await searchClient(kinora(5_000)).search([{ indexName: 'x', params: { hitsPerPage: 50 } }]);
    assert.deepEqual([result.nbHits, result.nbPages], [5_000, 20]);
  });

  it('counts without fetching hits where none are wanted', async () => {
    const server = kinora(9);
    const { results: [{ hits, nbHits }] } = await searchClient(server).search([{ indexName: 'x', params: { hitsPerPage: 0, facets: 'tag' } }]);
    assert.deepEqual([hits, nbHits], [[], 9]);
    assert.deepEqual(server.asked.map(({ limit, fields, facets }) => ({ limit, fields, facets })), [{ limit: 1, fields: ['id'], facets: ['tag'] }]);
  });

  it('sorts by the end of the index name, and shows the newest where nothing is asked', async () => {
    const server = kinora(1);
    const client = searchClient(server);
    await client.search([{ indexName: 'videos_most_viewed', params: { query: 'a' } }, { indexName: 'videos', params: { query: 'a' } }, { indexName: 'videos' }]);
    assert.deepEqual(server.asked.map(({ sort }) => sort), ['most_viewed', undefined, 'newest']);
  });

  it('reads every kind of filter', () => {
    assert.equal(filterFrom({
      filters: 'license:"CC BY"',
      facetFilters: ['tag:sea', ['channel:Say "hi"', '-channel:\\-x'], 'duration_s:[60 TO 240}', []],
      numericFilters: ['views>=10', ['likes=3', 'likes != 4'], 'duration_s:1 TO 5', 'published_at<1767225600'],
      tagFilters: 'boat',
    }, 'language:en'),
    '(language:en) AND (license:"CC BY") AND tag:"sea" AND (channel:"Say \\"hi\\"" OR NOT channel:"-x") AND duration_s:[60 TO 240}'
      + ' AND views:>=10 AND (likes:[3 TO 3] OR NOT likes:[4 TO 4]) AND duration_s:[1 TO 5] AND published_at:<2026-01-01T00:00:00.000Z AND tag:"boat"');
    assert.equal(filterFrom({}), undefined);
    assert.equal(filterFrom({ facetFilters: 'channel:[x TO y]' }), 'channel:"[x TO y]"', 'a name is never a range');
    assert.throws(() => filterFrom({ numericFilters: ['views~3'] }), /views~3/);
  });

  it('marks what matched with the tags that are asked for, or safely', async () => {
    const hit = { id: 'a', title: 'Tom & Cat', description: 'one two', tags: ['cat', 'x'], highlights: { title: ['Tom &amp; <em>Cat</em>'], description: ['<em>two</em>'], tags: ['<em>cat</em>'] } };
    const server = { search: async () => ({ ...(await kinora(1).search({ limit: 1 })), hits: [hit] }) };
    const highlights = async (params) => (await searchClient(server).search([{ indexName: 'x', params }])).results[0].hits[0];
    const { _highlightResult: marked, _snippetResult: snippet } = await highlights(TAGS);
    assert.deepEqual(marked.title, { value: 'Tom & __ais-highlight__Cat__/ais-highlight__', matchLevel: 'full', matchedWords: ['cat'] });
    assert.deepEqual([marked.description.value, snippet.description.value], ['one two', '__ais-highlight__two__/ais-highlight__']);
    assert.deepEqual(marked.tags.map(({ value }) => value), ['__ais-highlight__cat__/ais-highlight__', 'x']);
    assert.equal((await highlights({}))._highlightResult.title.value, 'Tom &amp; <em>Cat</em>');
  });

  it('searches in the values of a facet, whatever their case and accents', async () => {
    const server = kinora(3, { facets: { channel: { 'Café Noir': 4, 'old cafe': 2, BBC: 9, Cafe: 0 } } });
    const [{ facetHits }] = await searchClient(server).searchForFacetValues([{ indexName: 'x', params: { facetName: 'channel', facetQuery: 'cafe', facetFilters: ['tag:a'], ...TAGS } }]);
    assert.deepEqual(facetHits, [{ value: 'Café Noir', count: 4, highlighted: 'Café Noir' }, { value: 'old cafe', count: 2, highlighted: 'old __ais-highlight__cafe__/ais-highlight__' }]);
    assert.deepEqual([server.asked[0].filter, server.asked[0].facets], ['tag:"a"', ['channel']]);
  });
});
