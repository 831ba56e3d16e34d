import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, isAccessibleAtBothSizes, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const mail = 'ines@collaborative.example';
assert.equal(here.concord('person', 'add', mail, '--name', 'Ines Marlow', '--role', 'convener').exit, 0);
const { page: coordinator } = await person();
await signIn(here, coordinator, mail);
const text = coordinator.getByLabel('Text', { exact: true });

/** What Word lays on the clipboard, pasted as by a key. */
async function paste(page: Page, html: string): Promise<void> {
  await page.locator('#body').evaluate((area, said) => {
    const data = new DataTransfer();
    data.setData('text/html', said);
    data.setData('text/plain', 'plain words');
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}
/** A picture as a phone takes it, drawn by the browser. */
async function picture(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 80 });
    canvas.getContext('2d')!.fillRect(10, 10, 50, 50);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.split(',')[1]!, 'base64');
}

test('a coordinator who knows no Markdown writes an update with buttons, keys and what Word copies, and undo takes it back', async () => {
  await coordinator.goto(`${here.address}/w/pages`);
  await isAccessible(coordinator);
  await coordinator.getByRole('link', { name: 'Write an update' }).click();
  await coordinator.getByRole('toolbar').waitFor();
  await coordinator.getByLabel('Title', { exact: true }).fill('What we heard in June');
  await text.focus();
  await coordinator.keyboard.type('Four schools met. ');
  await coordinator.getByRole('button', { name: 'Bold' }).click();
  await coordinator.keyboard.type('Practice');
  assert.equal(await text.inputValue(), 'Four schools met. **Practice**');
  await coordinator.keyboard.press('End');
  await paste(
    coordinator,
    `<h2><b>What students want</b></h2><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>To begin early</p><script>alert(1)</script><p>See <a href="https://example.org/forum">the page</a>.</p>`,
  );
  const pasted =
    'Four schools met. **Practice**\n\n## What students want\n\n- To begin early\n\nSee [the page](https://example.org/forum).';
  await coordinator.waitForFunction((said) => document.querySelector('textarea')?.value === said, pasted);
  await coordinator.keyboard.press('Control+z');
  assert.equal(await text.inputValue(), 'Four schools met. **Practice**');
  await coordinator.keyboard.press('Control+Shift+z');
  assert.equal(await text.inputValue(), pasted);
  const look = coordinator.getByRole('heading', { name: 'How it will look' }).locator('..');
  await look.getByRole('heading', { name: 'What students want' }).waitFor();
  await isAccessibleAtBothSizes(coordinator);
  // from the text back to the buttons and on, with the keyboard alone
  await coordinator.keyboard.press('Shift+Tab');
  await coordinator.keyboard.press('End');
  assert.equal(await coordinator.evaluate('document.activeElement.textContent'), 'Picture');
  await coordinator.keyboard.press('Enter');
  await coordinator.getByLabel('What it shows, for whoever does not see it').fill('A square at a table');
  await coordinator
    .getByLabel('Picture', { exact: true })
    .setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await picture(coordinator) });
  await isAccessible(coordinator);
  await coordinator.getByRole('button', { name: 'Put the picture in' }).click();
  await look.getByRole('img', { name: 'A square at a table' }).waitFor();
  // A picture of the clipboard is asked about, too, and one that is here goes in again by one press.
  await text.evaluate(
    (area, base64) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], 'image.png', { type: 'image/png' }));
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    (await picture(coordinator)).toString('base64'),
  );
  await coordinator.getByRole('img', { name: 'As you gave it' }).waitFor();
  await coordinator.keyboard.press('Enter');
  await coordinator.getByRole('dialog').waitFor();
  await coordinator.getByLabel('What it shows, for whoever does not see it').fill('A square, pasted');
  await isAccessible(coordinator);
  await coordinator.keyboard.press('Enter');
  await look.getByRole('img', { name: 'A square, pasted' }).waitFor();
  await coordinator.keyboard.press('Control+z');
  await coordinator.getByRole('button', { name: 'Picture' }).click();
  await coordinator.getByRole('button', { name: 'A square at a table' }).click();
  await look.getByRole('img', { name: 'A square at a table' }).nth(1).waitFor();
  await isAccessible(coordinator);
  await coordinator.keyboard.press('Control+z');
  await coordinator.getByRole('button', { name: 'Save the draft' }).click();
  await coordinator.getByText('The draft is saved').waitFor();
  await isAccessibleAtBothSizes(coordinator);
});

test('a plan says its zone and is taken back; of two who write at once the second is told, and loses nothing', async () => {
  await coordinator.getByRole('button', { name: 'Save and publish then' }).click();
  await coordinator.getByText(/Published on .* 08:00 Eastern Time, with what is saved then/).waitFor();
  await coordinator.getByRole('button', { name: 'Take the plan back' }).click();
  await coordinator.getByText('The plan is taken back').waitFor();
  const second = await coordinator.context().newPage();
  await second.goto(coordinator.url().split('?')[0]!);
  await coordinator.getByLabel('Summary').fill('Students want to begin early.');
  await coordinator.getByRole('button', { name: 'Save the draft' }).click();
  await coordinator.getByText('The draft is saved').waitFor();
  await second.getByLabel('Text', { exact: true }).fill('Written by somebody else meanwhile.');
  await second.getByRole('button', { name: 'Save the draft' }).click();
  await second.getByRole('alert').getByText('Somebody saved this page while you wrote').waitFor();
  assert.equal(await second.getByLabel('Text', { exact: true }).inputValue(), 'Written by somebody else meanwhile.');
  await isAccessible(second);
  await second.close();
  await coordinator.getByRole('button', { name: 'Save and publish now' }).click();
  await coordinator.getByText('It is public now').waitFor();
  await coordinator.getByLabel(/^Address \(optional\)$/).fill('june-forum-heard');
  await coordinator.getByRole('button', { name: 'Save the draft' }).click();
  await coordinator.getByRole('link', { name: 'Earlier words' }).click();
  await isAccessible(coordinator);
});

test('without script too, a picture that a page shows says which, and one that none shows is deleted; what waits stands on the first page', async () => {
  const { page, context } = await person({ viewport: phone, script: false });
  await signIn(here, page, mail);
  await coordinator.goto(`${here.address}/w/pages/pictures`);
  await isAccessibleAtBothSizes(coordinator);
  await page.goto(`${here.address}/w/pages/pictures`);
  const shown = page.getByRole('listitem').filter({ hasText: 'A square at a table' });
  await shown.getByText('What we heard in June (public)').waitFor();
  assert.equal(await shown.getByRole('button').count(), 0);
  await page.getByRole('button', { name: 'Delete the picture: A square, pasted' }).click();
  await page.getByText('The picture is deleted').waitFor();
  assert.equal(await page.getByText('A square, pasted').count(), 0);
  await page.goto(`${here.address}/w/pages/new?kind=page`);
  await page.getByLabel('Title', { exact: true }).fill('How a school joins');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.goto(`${here.address}/home`);
  await page.getByRole('link', { name: 'How a school joins' }).click();
  await page.getByRole('button', { name: 'Save and publish then' }).click();
  await page.goto(`${here.address}/home`);
  await page.getByText(/Becomes public by itself on .* 08:00 Eastern Time/).waitFor();
  await context.close();
});

test('a visitor on a phone follows the earlier address, reads and finds it without script, in two files of type', async () => {
  const { page, context } = await person({ viewport: phone, script: false });
  const fonts: string[] = [];
  page.on('request', (request) => request.resourceType() === 'font' && fonts.push(request.url()));
  await page.goto(`${here.address}/updates/what-we-heard-in-june`);
  assert.equal(page.url(), `${here.address}/updates/june-forum-heard`);
  await page.getByRole('heading', { name: 'What students want' }).waitFor();
  const shown = page.getByRole('img', { name: 'A square at a table' });
  assert.equal(
    (await page.request.get(new URL((await shown.getAttribute('src'))!, here.address).href)).headers()['content-type'],
    'image/webp',
  );
  await page.waitForLoadState('load');
  assert.equal(new Set(fonts).size, 2);
  for (const path of ['/', '/updates', '/updates/june-forum-heard', '/search?q=students+begin', '/updates/subscribe']) {
    await page.goto(here.address + path);
    assert.ok((await page.content()).length < 60_000, path);
  }
  await page.goto(`${here.address}/search?q=students+begin`);
  await page.getByRole('link', { name: 'What we heard in June' }).waitFor();
  await page.goto(`${here.address}/search?q=zebrafinch`);
  await page.getByText('Nothing public holds all of these words').waitFor();
  await context.close();
});

test('a visitor subscribes with a button after the mail, and leaves with one click of a mail program that no page of ours sent', async () => {
  const { page, context } = await person({ viewport: phone });
  await page.goto(`${here.address}/updates`);
  await isAccessible(page);
  await page.getByLabel('Your email address').fill('reader@a.example');
  await page.getByRole('button', { name: 'Send me updates' }).click();
  await page.getByText('Look into your mail').waitFor();
  await isAccessible(page);
  const link = /\/updates\/confirm\/[\w-]{43}/.exec(await here.mailTo('reader@a.example'))![0];
  await page.goto(here.address + link);
  await isAccessible(page);
  await page.getByRole('button', { name: 'Yes, send me updates' }).click();
  await page.getByText('The updates come to you by mail').waitFor();
  // Who asks again is told so by mail, and the page says the same as before.
  await page.goto(`${here.address}/updates/subscribe`);
  await page.getByLabel('Your email address').fill('reader@a.example');
  await page.getByRole('button', { name: 'Send me updates' }).click();
  await page.getByText('Look into your mail').waitFor();
  let again = '';
  for (let tries = 0; tries < 40 && !/leave/.test(again); tries++) again = await here.mailTo('reader@a.example');
  assert.match(again, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
  const [leave] = /\/updates\/leave\/[\w-]{43}/.exec(again)!;
  // Mail providers post from their own servers, without a session, some with an origin that says nothing; no other address takes such a form.
  const forms = new FormData();
  forms.set('List-Unsubscribe', 'One-Click');
  const bodies = [new URLSearchParams('List-Unsubscribe=One-Click'), forms];
  for (const body of bodies)
    for (const headers of [{}, { origin: 'null' }, { origin: 'https://mail.example' }] as HeadersInit[]) {
      for (const path of ['/updates/subscribe', link, '/sign-in', `${leave}/`])
        assert.equal((await fetch(here.address + path, { method: 'POST', body, headers })).status, 403, path);
      assert.equal((await fetch(here.address + leave, { method: 'POST', body, headers })).status, 200);
    }
  await page.goto(here.address + leave);
  await isAccessible(page);
  await page.getByRole('button', { name: 'End these mails' }).click();
  await page.getByText('No more mails come').waitFor();
  await context.close();
});

test('what is taken back is gone for every reader before the coordinator is answered', async () => {
  const { pages } = (await (await coordinator.request.get(`${here.address}/w/pages.json`)).json()) as {
    pages: Array<{ id: string; title: string; kind: string; address: string; publishedNumber: number | null }>;
  };
  const update = pages.find(({ kind, publishedNumber }) => kind === 'update' && publishedNumber !== null)!;
  const act = (form: Record<string, string>) =>
    coordinator.request.post(`${here.address}/w/pages/${update.id}`, { form, headers: { origin: here.address }, maxRedirects: 0 });
  const read = async () => (await fetch(here.address + update.address)).status;
  for (let time = 0; time < 10; time++) {
    assert.equal(await read(), 200);
    assert.equal((await act({ act: 'take-back' })).status(), 302);
    assert.equal(await read(), 404, `after ${time} times`);
    const draft = await (await coordinator.request.get(`${here.address}/w/pages/${update.id}`)).text();
    const upon = /name="upon"[^>]*value="(\d+)"/.exec(draft)![1]!;
    const slug = update.address.replace('/updates/', '');
    const body = `Time ${time}: https://example.org/${'a-very-long-address'.repeat(9)}`;
    const summary = 'Unbroken'.repeat(20);
    assert.equal((await act({ act: 'publish', upon, title: 'Serious'.repeat(20), slug, summary, body })).status(), 302);
  }
  const { page } = await person({ viewport: phone, script: false });
  for (const path of ['/', '/updates', update.address, '/search?q=time']) {
    await page.goto(here.address + path);
    await isAccessible(page);
  }
});
