import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import type { Page } from 'playwright-core';
import { operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { browser, isAccessible, isAccessibleAtBothSizes, phone, signIn, stage } from './stage.ts';

const here = await stage();
const visitor = await browser();
here.concord('person', 'add', 'cora@collaborative.example', '--name', 'Cora', '--role', 'convener');
const { page: cora, context } = await visitor();
await signIn(here, cora, 'cora@collaborative.example');
/** A speaker on a phone, whose browser runs no script; another opens the same pages for axe, which is one. */
const { page: ada } = await visitor({ viewport: phone, script: false });
const { page: reader } = await visitor({ viewport: phone });
const event = '/forum/noon-talks-october-2098';
const other = '/forum/noon-talks-november-2098';
let link = '';

const said = async (page: Page) => (await page.textContent('main')) ?? '';
const get = (path: string, headers: Record<string, string> = {}) => fetch(here.address + path, { headers });
function picture(): Buffer {
  const canvas = createCanvas(900, 600);
  canvas.getContext('2d').fillRect(0, 0, 450, 600);
  return canvas.toBuffer('image/png');
}

test('the coordinator plans the sessions of a series in one act, and moves one of them', async () => {
  await cora.goto(`${here.address}/w/forum/series/new`);
  await cora.getByLabel('Title').fill('Noon talks');
  await cora.locator('[name=nth]').selectOption('2');
  await cora.getByRole('button', { name: 'Save the series' }).click();
  await cora.getByRole('link', { name: 'Plan its next sessions' }).click();
  await cora.getByLabel('Day of session 6').waitFor();
  await isAccessibleAtBothSizes(cora);
  await cora.getByLabel('How many sessions').fill('2');
  await cora.keyboard.press('Enter');
  await cora.waitForURL(/n=2/);
  for (const [at, month] of ['October', 'November'].entries()) {
    await cora.getByLabel(`Day of session ${at + 1}`).fill(`2098-1${at}-09`);
    await cora.getByLabel(`Title of session ${at + 1}`).fill(`Noon talks, ${month} 2098`);
  }
  await cora.getByRole('button', { name: /Publish them/ }).click();
  await cora.getByText('The sessions are public').waitFor();
  await cora.goto(`${here.address}/w${event}`);
  await cora.getByLabel('New day').fill('2098-10-10');
  await cora.getByRole('button', { name: 'Move it' }).click();
  await cora.getByText('The event has moved').waitFor();
  assert.match(await said(cora), /10 October 2098, 12:00 to 13:00 Eastern/);
});

test('a speaker is written down, and the public page tells the title of the talk and nobody’s name', async () => {
  await cora.goto(`${here.address}/w${event}/edit`);
  await cora.getByLabel('Accredited by').fill('A board');
  await cora.getByRole('button', { name: 'Save the event' }).click();
  await cora.goto(`${here.address}/w/forum/speakers/new`);
  await cora.getByLabel('Name').fill('Ada Quill');
  await cora.getByLabel('Role').fill('phisician');
  await cora.getByLabel('Email address').fill('ada@clinic.example');
  await cora.getByRole('button', { name: 'Save the profile' }).click();
  await cora.goto(`${here.address}/w${event}`);
  await cora.getByRole('button', { name: 'Add to this event' }).click();
  await cora.getByText('The speaker is named').waitFor();
  await isAccessible(cora);
  for (const path of [event, `${event}.ics`, '/forum', '/forum.ics']) {
    const page = await (await get(path)).text();
    assert.match(page, /Noon talks, October 2098|Noon talks\\, October 2098/, path);
    assert.doesNotMatch(page, /Quill/, path);
  }
  await cora.goto(`${here.address}/w/forum`);
  await isAccessible(cora);
});

test('she is asked by mail; that a mail scanner opens the link changes nothing', async () => {
  await cora.goto(`${here.address}/w/forum/speakers/ada-quill`);
  await cora.getByRole('button', { name: 'Ask Ada Quill by mail' }).click();
  await cora.getByText('The mail is on its way').waitFor();
  const mail = await here.mailTo('ada@clinic.example');
  assert.doesNotMatch(mail, /^List-Unsubscribe/im);
  link = new URL(/http\S+\/speaker\/[\w-]{43}/.exec(mail)![0]).pathname;
  for (const method of ['HEAD', 'GET', 'GET']) assert.equal((await fetch(here.address + link, { method })).status, 200);
  assert.doesNotMatch(await (await get(event)).text(), /Quill/);
  await reader.goto(here.address + link);
  await isAccessible(reader);
});

test('she corrects her words, brings a picture, tells her interests and confirms', async () => {
  await ada.goto(here.address + link);
  await ada.getByLabel('Picture', { exact: true }).setInputFiles({ name: 'ada.svg', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await ada.getByLabel('What the picture shows').fill('Ada Quill at her desk');
  await ada.getByRole('button', { name: 'Bring the picture' }).click();
  assert.match(await said(ada), /none that we take|no picture/);
  assert.equal(await ada.getByLabel('What the picture shows').inputValue(), 'Ada Quill at her desk');
  await ada.getByLabel('Picture', { exact: true }).setInputFiles({ name: 'ada.png', mimeType: 'image/png', buffer: picture() });
  await ada.getByRole('button', { name: 'Bring the picture' }).click();
  assert.match(await said(ada), /Nobody else sees it before you confirm/);
  const address = '/forum/speakers/ada-quill/picture.webp';
  assert.equal((await get(address)).status, 404);
  assert.equal((await get(`${link}/picture.webp`)).headers.get('content-type'), 'image/webp');
  await ada.getByLabel('Role').fill('physician');
  await ada.getByRole('button', { name: 'Confirm: show this' }).click();
  assert.match(await said(ada), /Write your interests, or that you have none/);
  assert.equal(await ada.getByLabel('Role').inputValue(), 'physician');
  await ada.getByLabel('Your interests').fill('None');
  await ada.getByRole('button', { name: 'Confirm: show this' }).click();
  assert.match(await said(ada), /you are shown as you see below/);
  assert.match(await (await get(event)).text(), /Ada Quill.*physician/s);
  const shown = await get(address);
  assert.deepEqual([shown.status, shown.headers.get('cache-control')], [200, 'public, no-cache, no-transform']);
  assert.match(shown.headers.get('content-security-policy')!, /sandbox/);
  await reader.goto(`${here.address}/forum/speakers/ada-quill`);
  await isAccessible(reader);
  await reader.getByRole('img', { name: 'Ada Quill at her desk' }).waitFor();
  assert.equal(await reader.evaluate('document.querySelector("img.portrait").naturalWidth'), 480);
});

test('later she withdraws, and is on no page any more', async () => {
  await ada.goto(`${here.address}/forum/speakers/ada-quill`);
  await ada.getByRole('button', { name: 'Mail me the link' }).click();
  assert.match(await said(ada), /if an address is known/);
  await ada.goto(here.address + link);
  await ada.getByRole('button', { name: 'Withdraw: show me nowhere' }).click();
  assert.match(await said(ada), /You are not shown/);
  for (const path of ['/forum/speakers/ada-quill', '/forum/speakers/ada-quill/picture.webp'])
    assert.equal((await get(path)).status, 404, path);
  for (const path of [event, '/forum', '/search?q=Quill']) assert.doesNotMatch(await (await get(path)).text(), /Ada Quill/, path);
});

test('a file of the recap is saved and never run, is there once the recap is public, and only under its own event', async () => {
  process.env.DATA_DIR = here.dataDir;
  delete process.env.DATABASE_URL;
  const over = new Date(Date.now() - 86_400_000);
  await as(operator(), ({ tx }) =>
    tx
      .updateTable('occasion')
      .set({ startsAt: new Date(over.getTime() - 3_600_000), endsAt: over })
      .where('title', 'like', 'Noon talks%')
      .execute(),
  );
  await closeDatabase();
  const desk = `${here.address}/w${event}/recap`;
  const bring = (name: string, bytes: string, said: Record<string, string> = {}) =>
    context.request.post(desk, {
      headers: { origin: here.address },
      multipart: {
        ...{ kind: 'slides', title: 'The slides', language: 'en', captions: '', ...said },
        file: { name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) },
      },
      maxRedirects: 0,
    });
  await cora.goto(desk);
  await cora.getByLabel('What was said and done').fill('We sat **still**.');
  await cora.getByLabel('Recording', { exact: true }).selectOption({ label: 'is here: a file or link below' });
  await cora.locator('[name=transcript]').fill('Somebody: we sat still.');
  await cora.getByRole('button', { name: 'Save the recap' }).click();
  await cora.getByText('The recap is saved').waitFor();
  const pdf = '%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>';
  for (const [name, bytes] of [
    ['a.pdf', '<html><script>alert(1)</script>'],
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ] as const)
    assert.equal((await bring(name, bytes)).status(), 400, name);
  assert.equal((await bring('../../<b>“slides”.pdf', pdf)).status(), 302);
  await cora.reload();
  const form = cora.getByRole('form', { name: 'Add a link' });
  await form.getByLabel('What it is').selectOption('recording');
  await form.getByLabel('Title').fill('The recording');
  await form.getByLabel('Captions in').fill('es');
  await form.getByLabel('Address').fill('https://film.example/1');
  await form.getByRole('button', { name: 'Add the link' }).click();
  await cora.getByText('The link is added').waitFor();
  const [id] = readdirSync(join(here.dataDir, 'files'), { recursive: true, encoding: 'utf8' }).flatMap((path) =>
    path.startsWith('arriving') || path.startsWith('speaker') || path.split('/').length < 2 ? [] : [path.split('/')[1]!],
  );
  const address = `${event}/files/${id}`;
  assert.equal((await get(address)).status, 404, 'before the recap is public');
  await cora.goto(desk);
  await cora.getByRole('button', { name: 'Save and publish' }).click();
  await cora.getByText('The recap stands on the event’s page').waitFor();
  const page = await (await get(event)).text();
  assert.match(page, /film\.example\/1.*captions: Spanish/s);
  assert.match(page, /Somebody: we sat still/);
  const file = await get(address);
  const headers = Object.fromEntries(file.headers);
  assert.equal(await file.text(), pdf);
  assert.match(headers['content-disposition']!, /^attachment; filename="[\w.-]+"; filename\*=UTF-8''[\w.%~-]+$/);
  assert.match(headers['content-security-policy']!, /default-src 'none'.*script-src 'none'.*sandbox/);
  assert.deepEqual([headers['x-content-type-options'], headers['content-type']], ['nosniff', 'application/pdf']);
  const part = await get(address, { range: 'bytes=1-3' });
  assert.deepEqual([part.status, part.headers.get('content-range'), await part.text()], [206, `bytes 1-3/${pdf.length}`, 'PDF']);
  assert.equal((await get(address, { range: 'bytes=9999-' })).status, 416);
  assert.equal((await get(address, { 'if-none-match': headers.etag! })).status, 304);
  for (const path of [`${other}/files/${id}`, `${event}/files/..%2f..%2fsecret`, `${event}/files/not-an-id`])
    assert.equal((await get(path)).status, 404, path);
  await cora.getByRole('button', { name: 'Take it off the page' }).click();
  await cora.getByText('The recap is taken off').waitFor();
  assert.equal((await get(address)).status, 404, 'after the recap was taken off');
});

test('calendars are answered from what a reader has, and an address without meaning gets a plain page', async () => {
  for (const path of ['/forum.ics', `${event}.ics`, '/forum/series/noon-talks.ics']) {
    const first = await get(path);
    assert.match(first.headers.get('content-type')!, /^text\/calendar/);
    assert.equal((await get(path, { 'if-none-match': first.headers.get('etag')! })).status, 304, path);
    assert.doesNotMatch(await first.text(), /https:\/\/(zoom|meet)/, path);
  }
  for (const query of ['?zone=Mars/Olympus', '?zone=%00', '?coming=99999&page=-1', '?topic=%3Cscript%3E']) {
    const answer = await get(`/forum${query}`);
    assert.equal(answer.status, 200, query);
    const [main] = (await answer.text()).match(/<main[\s\S]*<\/main>/)!;
    assert.doesNotMatch(main, /Mars|<script>/, query);
  }
  const phoenix = await (await get('/forum?zone=America/Phoenix')).text();
  for (const [, href] of phoenix.matchAll(/href="(\/forum\/[^"]*)"/g))
    if (!href!.endsWith('.ics')) assert.match(href!, /zone=America\/Phoenix/, href);
});
