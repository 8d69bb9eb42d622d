import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { effectiveSort, readView, searchParams, writeView } from '../app/address.js';
import { bytes, clock, relativeDate, took, total, views } from '../app/format.js';
import { pieces, plain } from '../app/highlight.js';
import { commonTags } from '../app/results.js';
import { idFrom, titleFrom } from '../app/upload.js';

describe('Highlights', () => {
  it('are text with marked parts', () => {
    assert.deepEqual(pieces('a <em>cat</em> runs'), [{ text: 'a ', em: false }, { text: 'cat', em: true }, { text: ' runs', em: false }]);
  });

  it('have their escapes undone exactly once', () => {
    assert.equal(plain('Tom &amp; Jerry &lt;3 &quot;&#39;&#x27; &amp;lt;b&amp;gt;'), 'Tom & Jerry <3 "\'\' &lt;b&gt;');
  });

  it('keep any other markup as the text that it is', () => {
    assert.deepEqual(pieces('<b>x</b><em onclick=1>y</em>'), [{ text: '<b>x</b><em onclick=1>y', em: false }]);
    assert.deepEqual(pieces('<em>open'), [{ text: 'open', em: true }]);
    assert.deepEqual(pieces(''), []);
  });
});

describe('Numbers and times', () => {
  it('read like a clock', () => {
    assert.deepEqual([0, 3.4, 64, 3_700, -1].map(clock), ['0:00', '0:03', '1:04', '1:01:40', '0:00']);
  });

  it('are honest about totals', () => {
    assert.equal(total({ value: 1, relation: 'exact' }), '1 video');
    assert.equal(total({ value: 23, relation: 'exact' }), '23 videos');
    assert.equal(total({ value: 1000, relation: 'at_least' }), 'at least 1,000 videos');
  });

  it('are short', () => {
    assert.deepEqual([1, 1_234, 3_400_000].map(views), ['1 view', '1.2K views', '3.4M views']);
    assert.deepEqual([0.4, 11.6, 1_250].map(took), ['under 1 ms', '12 ms', '1.3 s']);
    assert.deepEqual([0, 999, 3_000_000, 2_345_678_901].map(bytes), ['0 B', '999 B', '3 MB', '2.35 GB']);
  });

  it('say how long ago', () => {
    const now = Date.parse('2026-06-15T12:00:00Z');
    const said = ['2026-06-15T11:59:50Z', '2026-06-15T09:00:00Z', '2026-06-14T11:00:00Z', '2026-05-30T12:00:00Z', '2024-06-01T00:00:00Z', '2026-06-18T12:00:00Z', 'x', undefined]
      .map((iso) => relativeDate(iso, now));
    assert.deepEqual(said, ['just now', '3 hours ago', 'yesterday', '2 weeks ago', '2 years ago', 'in 3 days', '', '']);
  });
});

describe('The address', () => {
  it('comes back as it was written', () => {
    const view = { q: 'red & blue', mode: 'visual', sort: 'newest', explain: true, video: 'a~b', at: 3.4 };
    assert.deepEqual(readView(writeView(view)), view);
    assert.equal(writeView(readView('')), './');
  });

  it('falls back where it makes no sense', () => {
    const view = readView(`?mode=psychic&sort=random&t=-4&q=${'x'.repeat(600)}`);
    assert.deepEqual({ ...view, q: view.q.length }, { q: 512, mode: 'hybrid', sort: '', explain: false, video: null, at: null });
  });

  it('asks without the control characters that a paste can bring', () => {
    assert.equal(searchParams(readView(`?q=${encodeURIComponent('a\tb\u0000c')}`)).q, 'a b c');
  });

  it('shows the newest where there are no words to be relevant to', () => {
    assert.equal(effectiveSort({ q: ' ', sort: 'relevance' }), 'newest');
    assert.equal(effectiveSort({ q: 'cat', sort: '' }), 'relevance');
    assert.deepEqual(searchParams(readView('')), { q: undefined, mode: undefined, sort: 'newest', limit: 24, deadline_ms: 1500, explain: undefined });
  });
});

describe('Small things', () => {
  it('puts tags of several videos first', () => {
    assert.deepEqual(commonTags([{ tags: ['a', 'b'] }, { tags: ['b'] }, {}]), ['b', 'a']);
  });

  it('makes a title of a file name, and an id that the server accepts of a title', () => {
    assert.equal(titleFrom('my_first-film.final.mp4'), 'my first film final');
    for (const title of ['Ein schöner Tag!', '猫', '../../etc', 'x'.repeat(300)]) {
      assert.match(idFrom(title), /^[A-Za-z0-9][A-Za-z0-9-]{0,127}$/);
    }
    assert.notEqual(idFrom('same'), idFrom('same'));
  });
});
