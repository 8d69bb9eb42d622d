import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newContext, newPage } from './browser.mjs';
import { VIDEOS } from './fixtures/videos.mjs';
import { heading, open, pageSuite, titles } from './page-suite.mjs';
import { answerOf } from './stub.mjs';

pageSuite('Narrowing the results', (context) => {
  const facet = (name) => context.page.locator('.facet', { has: context.page.locator('summary', { hasText: name }) });
  const value = (name, label) => facet(name).locator('label', { hasText: label });
  const counts = (name) => facet(name).locator('label').evaluateAll((labels) => labels.map((label) =>
    `${label.querySelector('.facet__name').textContent} ${label.querySelector('.facet__count')?.firstChild.textContent ?? '–'}`));
  const chips = () => context.page.locator('#chosen .chip');
  const chipTexts = () => chips().evaluateAll((all) => all.map((chip) => chip.innerText.replace(/\s+/g, ' ').trim()));
  const total = (text) => context.page.locator('#count', { hasText: text }).waitFor();

  it('offers what there is, with counts', async () => {
    await open(context);
    assert.deepEqual((await counts('Channel')).slice(0, 2), ['Old Plates 6', 'Coastline 1']);
    assert.deepEqual(await counts('Length'), ['Under 1 min 9', '1–4 min 1', '4–20 min 1', 'Over 20 min 1']);
    assert.deepEqual(await counts('Language'), ['English 10', 'German 2']);
    assert.equal((await counts('Published'))[0], 'Past week 1');
  });

  it('takes any value of one field and all of several, in the address too', async () => {
    await open(context);
    await value('Channel', 'Kitchen').click();
    await total('1 video');
    assert.equal((await counts('Channel')).length, 7, 'its other values can still be chosen');
    await value('Channel', 'Old Plates').click();
    await total('7 videos');
    await value('Length', '1–4 min').click();
    await total('1 video');
    const { query } = context.stub.searches().at(-1);
    assert.deepEqual([query.filter, query.disjunctive], ['(channel:"Kitchen" OR channel:"Old Plates") AND duration_s:[60 TO 240}', 'channel,duration_s']);
    assert.deepEqual(await titles(context), ['Boats on a river in Nagasaki']);
    assert.deepEqual(await chipTexts(), ['Remove Channel Kitchen', 'Remove Channel Old Plates', 'Remove Length 1–4 min']);
    const address = context.page.url();
    await context.page.goto('about:blank');
    await context.page.goto(address);
    await total('1 video');
    assert.ok(await value('Channel', 'Kitchen').locator('input').isChecked());
  });

  it('is given up by a chip, by all at once, and by going back', async () => {
    await open(context, '?channel=Kitchen&tag=kitchen&tag=gone');
    await total('1 video');
    assert.ok(await value('Tag', 'gone').locator('input').isChecked(), 'what was chosen is shown though nothing has it');
    await chips().filter({ hasText: 'Kitchen' }).first().click();
    await context.page.waitForURL((url) => !url.searchParams.has('channel'));
    await context.page.getByRole('button', { name: 'Clear all' }).click();
    await total('12 videos');
    assert.equal(await chips().count(), 0);
    await context.page.goBack();
    await total('1 video');
    assert.equal(await chips().count(), 2);
  });

  it('keeps the focus on what was pressed', async () => {
    await open(context);
    await value('Tag', 'fields').locator('input').focus();
    await context.page.keyboard.press('Space');
    await total('3 videos');
    assert.equal(await context.page.evaluate(() => document.activeElement.dataset.facet), 'tag:fields');
  });

  it('shows the most frequent first, and all of them at a press', async () => {
    await open(context);
    assert.equal((await counts('Tag')).length, 6);
    await facet('Tag').getByRole('button', { name: /^Show all/ }).click();
    assert.ok((await counts('Tag')).length > 20);
  });

  it('helps out where too much was asked', async () => {
    await open(context, '?q=cat&channel=Kitchen');
    await heading(context, 'Nothing found for “cat”');
    await context.page.getByRole('button', { name: 'Remove the filters' }).click();
    await total('1 video');
    assert.equal(await context.page.locator('#q').inputValue(), 'cat');
  });

  it('says where a count may be too low, and does without counts where there are none', async () => {
    context.stub.answers['GET /v1/search'] = ({ query }) => (query.q
      ? answerOf([VIDEOS[0]])
      : answerOf(VIDEOS, { facets: { channel: { A: 1200, B: 3 } }, facets_at_least: ['channel'] }));
    await open(context);
    assert.equal(await value('Channel', 'A').locator('.facet__count').innerText().then((text) => text.split('\n')[0].replace(' videos', '')), '1,200+');
    await open(context, '?q=x');
    assert.ok(await context.page.locator('#filters').isHidden());
  });

  it('is behind a button on a phone', async () => {
    const page = await newPage(await newContext(context.browser, { viewport: { width: 360, height: 740 }, hasTouch: true }));
    await open({ ...context, page });
    assert.ok(await page.locator('#filters').isHidden());
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await page.locator('.facet label', { hasText: 'Kitchen' }).first().click();
    await page.getByRole('button', { name: 'Filters (1)' }).waitFor();
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
    await page.locator('.facet input').first().focus();
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#filters').isHidden());
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
});

pageSuite('What was understood', (context) => {
  const says = (query) => {
    context.stub.answers['GET /v1/search'] = () => answerOf([VIDEOS[0]], { query });
  };
  const words = () => context.page.locator('#understood').innerText();

  it('is a correction that can be refused', async () => {
    says({ spelling: { text: 'lighthouse', applied: true } });
    await open(context, '?q=lighthuose');
    await heading(context, 'Results for “lighthouse”');
    assert.equal(await words(), 'Showing results for lighthouse. Search instead for lighthuose.');
    assert.equal(await context.page.locator('#q').inputValue(), 'lighthuose');
    says({});
    await context.page.getByRole('button', { name: 'lighthuose' }).click();
    await heading(context, 'Results for “lighthuose”');
    assert.equal(context.stub.searches().at(-1).query.spelling, 'off');
    assert.match(context.page.url(), /spelling=off/);
    await context.page.locator('#q').fill('lighthuoses');
    await heading(context, '“lighthuoses”');
    assert.equal(context.stub.searches().at(-1).query.spelling, undefined, 'new words are corrected again');
  });

  it('is a correction that is offered', async () => {
    says({ spelling: { text: 'sheep', applied: false } });
    await open(context, '?q=sheap');
    assert.equal(await words(), 'Did you mean sheep?');
    await context.page.getByRole('button', { name: 'sheep' }).click();
    await heading(context, '“sheep”');
  });

  it('is names and a category, each to narrow to', async () => {
    says({
      entities: [
        { type: 'channel', id: 'Old Plates', text: 'old plates', start: 0, end: 10, score: 0.9 },
        { type: 'tag', id: 'sea', text: 'sea', start: 11, end: 14, score: 0.5 },
        { type: 'person', id: 'Ada L.', text: 'ada', start: 15, end: 18, score: 0.5 },
        { type: 'planet', id: 'mars', text: 'mars', start: 0, end: 1, score: 1 },
      ],
      category: { name: 'Nature', confidence: 0.8 },
    });
    await open(context, '?q=old+plates+sea+ada&tag=sea');
    assert.deepEqual(await context.page.locator('.chip--offer').allInnerTexts(), ['Channel\nOld Plates', 'Person\nAda L.', 'Category\nNature']);
    await context.page.locator('.chip--offer', { hasText: 'Old Plates' }).click();
    await context.page.locator('#chosen .chip', { hasText: 'Old Plates' }).waitFor();
    assert.equal(context.stub.searches().at(-1).query.filter, 'channel:"Old Plates" AND tag:"sea"');
    await context.page.getByRole('button', { name: 'Take the words as words' }).click();
    await context.page.waitForURL(/entities=off/);
  });

  it('is left out where it is too unsure to be of use', async () => {
    says({ category: { name: 'Nature', confidence: 0.2 }, entities: [] });
    await open(context, '?q=x');
    assert.equal(await words(), '');
  });
});
