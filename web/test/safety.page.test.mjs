import assert from 'node:assert/strict';
import { it } from 'node:test';
import { open, pageSuite } from './page-suite.mjs';
import { CSP, answerOf, problem } from './stub.mjs';
import { VIDEOS } from './fixtures/videos.mjs';

const ATTACK = '"><img src=x onerror="window.pwned=1"><script>window.pwned=1</script><svg onload=window.pwned=1>';

pageSuite('Hostile content', (context) => {
  const harmless = async () => {
    assert.equal(await context.page.evaluate(() => window.pwned), undefined);
    assert.equal(await context.page.locator('img[src$="/x"], main script, [onerror], [onload]').count(), 0);
  };

  it('in every field of a hit is shown as text', async () => {
    const hit = {
      ...VIDEOS[0],
      id: 'x-1',
      title: ATTACK,
      description: ATTACK,
      channel: ATTACK,
      tags: [ATTACK],
      license: ATTACK,
      published_at: ATTACK,
      found_by: [ATTACK, 'lexical'],
      highlights: { title: [ATTACK], description: [`<em>${ATTACK}</em>`], [ATTACK]: [ATTACK] },
      explain: { value: 1, description: ATTACK, details: [] },
      thumbnail_url: 'javascript:window.pwned=1',
      moment: { timestamp_ms: 1000, thumbnail_url: 'javascript:window.pwned=1' },
      media_url: 'javascript:window.pwned=1',
    };
    context.stub.answers['GET /v1/search'] = () => answerOf([hit]);
    await open(context, '?q=x');
    assert.equal(await context.page.locator('.card__link').textContent(), ATTACK);
    await context.page.locator('.card__link').click();
    await context.page.locator('dialog#player[open]').waitFor();
    assert.equal(await context.page.locator('#player-title').textContent(), ATTACK);
    assert.equal(await context.page.locator('a[href^="javascript"]').count(), 0);
    await harmless();
  });

  it('in the query is shown as text', async () => {
    await open(context, `?q=${encodeURIComponent(ATTACK)}`);
    assert.ok((await context.page.locator('#heading').textContent()).includes(ATTACK));
    await harmless();
  });

  it('in a problem is shown as text', async () => {
    context.stub.answers['GET /v1/search'] = () => problem(400, { title: ATTACK, detail: ATTACK, field: ATTACK, request_id: ATTACK });
    await open(context);
    assert.ok((await context.page.locator('.problem').textContent()).includes(ATTACK));
    await harmless();
  });

  it('in what the server says of itself and of missing parts is shown as text', async () => {
    context.stub.answers['GET /v1/about'] = () => ({ json: { version: ATTACK, text_encoder: ATTACK, sight_model: { name: ATTACK, note: ATTACK } } });
    context.stub.answers['GET /v1/search'] = () => answerOf(VIDEOS, { partial: [ATTACK] });
    await open(context);
    await context.page.locator('footer b', { hasText: 'onerror' }).waitFor();
    await harmless();
  });

  it('in the status of an upload is shown as text', async () => {
    context.stub.answers['GET /v1/videos/*/status'] = () => ({ json: { status: 'failed', reason: ATTACK } });
    await open(context, '#token=t');
    await context.page.locator('#open-upload').click();
    await context.page.locator('#file').setInputFiles({ name: `${ATTACK.replaceAll('/', '')}.mp4`, mimeType: 'video/mp4', buffer: Buffer.from('x') });
    await context.page.locator('#upload-form [type=submit]').click();
    await context.page.locator('#progress .problem').waitFor();
    assert.ok((await context.page.locator('#progress .problem').textContent()).includes(ATTACK));
    await harmless();
  });

  it('could not even run if it got in: the policy would refuse it', async () => {
    const response = await context.page.goto(context.stub.url);
    assert.equal(response.headers()['content-security-policy'], CSP);
    await context.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.pwned = 1';
      document.body.append(script);
    });
    assert.equal(await context.page.evaluate(() => window.pwned), undefined);
    assert.equal(context.page.faults.length, 1);
    assert.match(context.page.faults.pop(), /Content Security Policy/);
  });
});
