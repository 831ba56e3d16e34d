import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { smallCurriculum } from '../curriculum-file.ts';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const megabyte = 1024 * 1024;
const path = join(here.dataDir, 'four-years.xml');
const base = `${here.address}/w/curriculum/tufts`;
here.concord('person', 'add', 'lead@tufts.example', '--name', 'Rena', '--role', 'lead', '--school', 'tufts');

/** An invented curriculum of 100 MB, most of it comments. */
async function largeFile(): Promise<void> {
  const [head, tail] = smallCurriculum({ events: [{ id: 'E1', title: 'Silence' }] }).split('<Events>');
  const file = createWriteStream(path);
  file.write(`${head}<Events>`);
  for (let at = 0; at < 100; at++) if (!file.write(`<!--${' '.repeat(megabyte - 8)}-->\n`)) await once(file, 'drain');
  file.end(tail);
  await once(file, 'close');
}

/** The page of a new import with a network as slow as a hospital's, where each piece that it sends begins (in MB), and how the network goes and comes. */
async function slowPage(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const setOffline = (offline: boolean) =>
    session.send('Network.emulateNetworkConditions', { offline, latency: 5, downloadThroughput: -1, uploadThroughput: 25 * megabyte });
  await setOffline(false);
  const begins: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') begins.push(Number(request.headers()['upload-offset']) / megabyte);
  });
  await page.goto(`${base}/imports/new`, { waitUntil: 'networkidle' });
  return { begins, setOffline };
}
async function chooseAndSend(page: Page) {
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByLabel('File').setInputFiles(path);
  await page.getByRole('button', { name: 'Read it' }).click();
}
/** Waits until more than so many of the 105 MB are sent. */
async function sentMoreThan(page: Page, megabytes: number) {
  await page
    .getByText(/ MB of four-years.xml sent/)
    .first()
    .waitFor();
  for (let tries = 0; tries < 600; tries++) {
    if (Number(await page.locator('main progress').getAttribute('value')) > megabytes) return;
    await sleep(50);
  }
  assert.fail(`Not more than ${megabytes} MB were sent within half a minute: ${await page.textContent('main')}`);
}

test('100 MB are sent although the network goes, the server is killed, the page is loaded again, and the rest comes from another computer', async () => {
  await largeFile();
  const { page, context } = await person();
  await signIn(here, page, 'lead@tufts.example');
  const { begins, setOffline } = await slowPage(page);
  await isAccessible(page);
  await chooseAndSend(page);
  await sentMoreThan(page, 10);
  await isAccessible(page);

  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText(/^Paused. What has arrived is kept/).waitFor();
  await page.getByRole('button', { name: 'Go on sending' }).click();
  await sentMoreThan(page, 20);

  await setOffline(true);
  await page.getByText(/^You are offline/).waitFor();
  await isAccessible(page);
  await setOffline(false);
  await sentMoreThan(page, 35);

  const ended = once(here.server(), 'exit');
  here.server().kill('SIGKILL');
  await ended;
  await page.getByText(/^The server does not answer/).waitFor();
  await here.restart();
  await sentMoreThan(page, 50);

  await page.reload();
  await page.getByText('four-years.xml has not arrived whole').waitFor();
  await isAccessible(page);
  await page.setViewportSize(phone);
  await isAccessible(page);
  const arrivedBefore = Math.max(...begins);
  await context.close();

  const other = await person();
  await signIn(here, other.page, 'lead@tufts.example');
  const { begins: rest } = await slowPage(other.page);
  await chooseAndSend(other.page);
  await other.page.getByRole('button', { name: /Bring it in/ }).waitFor({ timeout: 60_000 });
  // The piece that was under way when the page was loaded again is sent anew.
  assert.ok(rest[0]! >= arrivedBefore && rest[0]! >= 50 - 4, `the other computer began at ${rest[0]} MB, after ${arrivedBefore} MB`);
  const inOrder = [...begins, ...rest];
  assert.deepEqual(
    inOrder.filter((begin, at) => begin < (inOrder[at - 1] ?? 0)),
    [],
    'nothing is sent anew that has arrived',
  );
  assert.ok(inOrder.length < 40, `${inOrder.length} pieces were begun`);
  assert.ok((await other.page.textContent('main'))!.includes('four-years.xml'));
  await other.context.close();
});

test('what the other lead is doing stands on the page, a piece of theirs is nobody else’s, and without script the form is plain', async () => {
  here.concord('person', 'add', 'second@tufts.example', '--name', 'Tomas', '--role', 'lead', '--school', 'tufts');
  const { page, context } = await person({ script: false });
  await signIn(here, page, 'second@tufts.example');
  await page.goto(`${base}/imports/new`);
  await page.getByText('Another file is under way').waitFor();
  await page.getByText(/four-years.xml for 2025-26, by Rena since/).waitFor();
  await page.getByLabel('Academic year').fill('2025/26');
  await page.getByLabel('Cells from a spreadsheet').fill('Shock, part 1\nHope');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('alert').waitFor();
  assert.equal(await page.getByLabel('Academic year').inputValue(), '2025/26');
  assert.equal(await page.getByLabel('Cells from a spreadsheet').inputValue(), 'Shock, part 1\nHope');
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByLabel('File').setInputFiles({ name: 'a.xml', mimeType: 'text/xml', buffer: readFileSync('package.json') });
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByText('Choose a file or paste cells, not both').first().waitFor();
  await context.close();
});
