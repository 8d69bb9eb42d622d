import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eventually, heading, open, pageSuite, titles } from './page-suite.mjs';
import { answerOf, problem } from './stub.mjs';

pageSuite('Searching with a picture', (context) => {
  /** A picture of 400 by 200 pixels, made in the page as a camera would make it. */
  const picture = async (type = 'image/png') => Buffer.from(await context.page.evaluate(async (format) => {
    const canvas = new OffscreenCanvas(400, 200);
    const brush = canvas.getContext('2d');
    brush.fillStyle = '#36506b';
    brush.fillRect(0, 0, 400, 200);
    brush.fillStyle = '#ffd98a';
    brush.fillRect(250, 40, 80, 80);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: format })).arrayBuffer())];
  }, type));
  const choose = async () => context.page.locator('#picture-file').setInputFiles({ name: 'sun.png', mimeType: 'image/png', buffer: await picture() });
  const searches = () => context.stub.requests.filter(({ path }) => path === '/v1/search/image');
  const form = ({ body, headers }) => new Response(body, { headers: { 'Content-Type': headers['content-type'] } }).formData();
  const searched = async (count) => {
    await eventually(() => searches().length >= count);
    return form(searches()[count - 1]);
  };
  const frame = () => context.page.locator('.crop__frame');
  const start = async () => {
    await open(context);
    await choose();
    await heading(context, 'Results for your picture');
  };

  it('sends the file that was chosen, and shows what looks like it', async () => {
    await start();
    const sent = await searched(1);
    assert.equal(sent.get('image').type, 'image/jpeg');
    assert.deepEqual([sent.get('limit'), sent.has('crop'), sent.has('q')], ['24', false, false]);
    assert.equal((await titles(context))[0], 'Snow mountains behind dark firs');
    assert.ok(await context.page.locator('#modes').isHidden());
    await frame().waitFor();
  });

  it('takes a picture that is dropped or pasted anywhere on the page', async () => {
    await open(context);
    const give = async (kind) => context.page.evaluate(([bytes, event]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'x.png', { type: 'image/png' }));
      const init = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(event === 'paste' ? new ClipboardEvent('paste', { ...init, clipboardData: data }) : new DragEvent(event, { ...init, dataTransfer: data }));
    }, [[...await picture()], kind]);
    await give('dragenter');
    await context.page.getByText('Drop the picture to search with it').waitFor();
    await give('drop');
    await heading(context, 'Results for your picture');
    assert.ok(await context.page.locator('#drop-picture').isHidden());
    const first = context.page.url();
    await give('paste');
    await context.page.waitForURL((url) => url.href !== first && url.searchParams.has('picture'));
    await searched(2);
  });

  it('searches with the part that is drawn, in pixels, and with the whole again', async () => {
    await start();
    const { x, y, width, height } = await context.page.locator('.crop').boundingBox();
    await context.page.mouse.move(x + width * 0.5, y + height * 0.25);
    await context.page.mouse.down();
    await context.page.mouse.move(x + width * 0.6, y + height * 0.5);
    await context.page.mouse.move(x + width * 0.75, y + height * 0.75);
    await context.page.mouse.up();
    const crop = (await searched(2)).get('crop').split(',').map(Number);
    [200, 50, 100, 100].forEach((pixel, i) => assert.ok(Math.abs(crop[i] - pixel) <= 3, `${crop}`));
    await context.page.waitForURL(/crop=/);
    await context.page.mouse.move(x + width * 0.6, y + height * 0.5);
    await context.page.mouse.down();
    await context.page.mouse.move(x + width * 0.5, y + height * 0.5, { steps: 3 });
    await context.page.mouse.up();
    const moved = (await searched(3)).get('crop').split(',').map(Number);
    assert.ok(Math.abs(moved[0] - crop[0] + 40) <= 3 && moved[2] === crop[2], `${crop} to ${moved}`);
    await context.page.getByRole('button', { name: 'Whole picture' }).click();
    assert.ok(!(await searched(4)).has('crop'));
    await context.page.waitForURL((url) => !url.searchParams.has('crop'));
    await context.page.goBack();
    await context.page.waitForFunction(() => /wide and/.test(document.querySelector('.crop__frame').getAttribute('aria-label')));
  });

  it('is cropped with the keyboard alone, one search for a row of keys', async () => {
    await start();
    await frame().focus();
    assert.equal(await frame().getAttribute('aria-label'), 'The whole picture');
    for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'ArrowRight']) {
      await context.page.keyboard.press(key);
    }
    assert.equal(await frame().getAttribute('aria-label'), '92 % wide and 96 % high, 4 % from the left, 0 % from the top');
    assert.equal((await searched(2)).get('crop'), '16,0,368,192');
    assert.equal(await context.page.evaluate(() => document.activeElement.className), 'crop__frame');
    await context.page.keyboard.press('Escape');
    assert.ok(!(await searched(3)).has('crop'));
  });

  it('goes together with words, and ends at a press', async () => {
    await start();
    await context.page.locator('#q').fill('sun');
    await heading(context, 'Results for your picture and “sun”');
    assert.equal((await searched(2)).get('q'), 'sun');
    await context.page.getByRole('button', { name: 'Stop searching with this picture' }).click();
    await heading(context, '“sun”');
    assert.ok(await context.page.locator('#seed').isHidden());
  });

  it('is there again after a reload and on the way back, but not for who only has the address', async () => {
    await start();
    await context.page.reload();
    await heading(context, 'Results for your picture');
    await searched(2);
    await context.page.locator('#home').click();
    await heading(context, 'Newest');
    await context.page.goBack();
    await heading(context, 'Results for your picture');
    await context.page.goto(`${context.stub.url}?picture=elsewhere`);
    await heading(context, 'This search needs its picture again');
    await context.page.locator('#empty', { hasText: 'stays in the tab' }).waitFor();
    assert.equal(searches().length, 2);
    const chooser = context.page.waitForEvent('filechooser');
    await context.page.getByRole('button', { name: 'Choose a picture' }).click();
    await (await chooser).setFiles({ name: 'sun.png', mimeType: 'image/png', buffer: await picture() });
    await heading(context, 'Results for your picture');
  });

  it('says so where a file is no picture, and what the server says of one that it refuses', async () => {
    await open(context);
    await context.page.locator('#picture-file').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('words') });
    await context.page.locator('.problem', { hasText: 'notes.txt is no JPEG' }).waitFor();
    assert.equal(await context.page.locator('.card').count(), 8, 'what was shown stays');
    context.stub.answers['POST /v1/search/image'] = () => problem(503, { title: 'Busy', detail: 'too many pictures just now' });
    await choose();
    await context.page.locator('.problem', { hasText: 'too many pictures just now' }).waitFor();
    context.stub.answers['POST /v1/search/image'] = () => answerOf([]);
    await context.page.getByRole('button', { name: 'Try again' }).click();
    await heading(context, 'Nothing found for your picture');
    await context.page.getByText('Try a larger part of the picture').waitFor();
  });

  it('makes a large picture small before it is sent', async () => {
    await open(context);
    const large = await context.page.evaluate(async () => {
      const canvas = new OffscreenCanvas(3000, 1500);
      canvas.getContext('2d').fillRect(0, 0, 3000, 1500);
      return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
    });
    await context.page.locator('#picture-file').setInputFiles({ name: 'l.png', mimeType: 'image/png', buffer: Buffer.from(large) });
    await heading(context, 'Results for your picture');
    const { naturalWidth, naturalHeight } = await context.page.locator('.crop img').evaluate(({ naturalWidth: w, naturalHeight: h }) => ({ naturalWidth: w, naturalHeight: h }));
    assert.deepEqual([naturalWidth, naturalHeight], [1024, 512]);
  });
});
