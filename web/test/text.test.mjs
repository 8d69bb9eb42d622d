import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readView, START, writeView } from '../app/address.js';
import { effectiveSort, question } from '../app/ask.js';
import { bytes, clock, relativeDate, took, total, views } from '../app/format.js';
import { pieces, plain } from '../client/highlight.js';
import { toggled } from '../app/facet-fields.js';
import { byRange, rangeLabel } from '../app/ranges.js';
import { between, isWhole, moved, pixels, resized } from '../app/rectangle.js';
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
  const CROP = { x: 0.1, y: 0.25, width: 0.5, height: 0.333 };

  it('comes back as it was written', () => {
    const chosen = { ...START.chosen, channel: ['Old Plates', 'A & B'], duration_s: ['[60 TO 240}'], published_at: ['>=2026-01-01'] };
    const views = [
      { ...START, q: 'red & blue', mode: 'visual', sort: 'newest', explain: true, video: 'a~b', at: 3.4, chosen },
      { ...START, q: 'x', literal: true, plain: true },
      { ...START, like: 'a~b' },
      { ...START, picture: '0a1b', crop: CROP },
    ];
    assert.deepEqual(views.map((view) => readView(writeView(view))), views);
    assert.equal(writeView(readView('')), './');
  });

  it('falls back where it makes no sense', () => {
    const bad = ['mode=psychic', 'sort=random', 't=-4', 'crop=1,2,3', 'channel=', 'duration_s=[0 TO 5] OR id:x', `q=${'x'.repeat(600)}`];
    const view = readView(`?${bad.join('&')}`);
    assert.deepEqual({ ...view, q: view.q.length }, { ...START, q: 512 });
    for (const crop of ['0.5,0.5,0.9,0.1', '-1,0,1,1', '0,0,0,0', 'a,b,c,d']) {
      assert.equal(readView(`?picture=x&crop=${crop}`).crop, null);
    }
  });

  it('asks without the control characters that a paste can bring', () => {
    assert.equal(question(readView(`?q=${encodeURIComponent('a\tb\u0000c')}`)).params.q, 'a b c');
  });

  it('shows the newest where there are no words to be relevant to', () => {
    assert.equal(effectiveSort({ q: ' ', sort: 'relevance' }), 'newest');
    assert.equal(effectiveSort({ q: 'cat', sort: '' }), 'relevance');
    const { mode, sort, filter, disjunctive } = question(START).params;
    assert.deepEqual({ mode, sort, filter, disjunctive }, { mode: undefined, sort: 'newest', filter: undefined, disjunctive: undefined });
  });
});

describe('Narrowing', () => {
  it('takes any value of a field, and all of the fields', () => {
    const { params } = question(readView('?channel=BBC&channel=Say+"hi"\\&tag=sea&duration_s=[60+TO+240}'));
    assert.equal(params.filter, '(channel:"BBC" OR channel:"Say \\"hi\\"\\\\") AND tag:"sea" AND duration_s:[60 TO 240}');
    assert.deepEqual(params.disjunctive, ['channel', 'tag', 'duration_s']);
  });

  it('is given up by choosing again', () => {
    const once = toggled(START.chosen, 'tag', 'sea');
    assert.deepEqual([once.tag, toggled(once, 'tag', 'sea').tag, START.chosen.tag], [['sea'], [], []]);
  });

  it('says ranges in words', () => {
    const now = Date.parse('2026-06-15T12:00:00Z');
    const said = (field, keys) => keys.map((key) => rangeLabel(field, key, now));
    assert.deepEqual(said('duration_s', ['[* TO 60}', '<60', '[60 TO 240}', '[240 TO 1200}', '[30 TO 90}', '>=1200', '[3600 TO *]']),
      ['Under 1 min', 'Under 1 min', '1–4 min', '4–20 min', '30 s–1.5 min', 'Over 20 min', 'Over 1 h']);
    assert.deepEqual(said('published_at', ['>=2026-06-14T12:00:00Z', '[2026-06-08 TO *]', '>=2026-05-15', '[2025-06-15 TO *]', '>=2020-03-01', '[* TO 2025-06-15}', '<2020-01-01', '[2025-01-01 TO 2026-01-01}', '[2026-01-01 TO 2026-02-01}', '[x TO y]', '?']),
      ['Since yesterday', 'Past week', 'Past month', 'Past year', 'Since Mar 1, 2020', 'Over a year ago', 'Before Jan 1, 2020', '2025', 'Jan 1, 2026 – Feb 1, 2026', '[x TO y]', '?']);
  });

  it('shows short before long, late before early', () => {
    assert.deepEqual(['[1200 TO *]', '[0 TO 60}', '[60 TO 240}'].sort(byRange('duration_s')), ['[0 TO 60}', '[60 TO 240}', '[1200 TO *]']);
    assert.deepEqual(['<2020-01-01', '>=2026-06-08', '>=2025-06-15'].sort(byRange('published_at')), ['>=2026-06-08', '>=2025-06-15', '<2020-01-01']);
  });
});

describe('The part of a picture', () => {
  const part = { x: 0.5, y: 0.5, width: 0.4, height: 0.4 };
  const rounded = (one) => Object.values(one).map((number) => Math.round(number * 100) / 100);

  it('is moved and resized within the picture', () => {
    assert.deepEqual(rounded(moved(part, 0.3, -0.9)), [0.6, 0, 0.4, 0.4]);
    assert.deepEqual(rounded(resized(part, 0.3, -0.9)), [0.5, 0.5, 0.5, 0.05]);
  });

  it('is drawn between any two corners, and never too small to be seen', () => {
    assert.deepEqual(rounded(between({ x: 0.8, y: 0.1 }, { x: 0.2, y: 0.6 })), [0.2, 0.1, 0.6, 0.5]);
    assert.deepEqual(rounded(between({ x: 1, y: 1 }, { x: 1.2, y: 0.99 })), [0.95, 0.95, 0.05, 0.05]);
    assert.ok(isWhole(between({ x: -1, y: -1 }, { x: 2, y: 2 })));
  });

  it('is told to the server in pixels that lie in the picture', () => {
    assert.deepEqual(pixels(part, { width: 200, height: 101 }), { x: 100, y: 51, width: 80, height: 40 });
    assert.deepEqual(pixels({ x: 0.95, y: 0.95, width: 0.05, height: 0.05 }, { width: 60, height: 20 }), { x: 52, y: 12, width: 8, height: 8 });
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
