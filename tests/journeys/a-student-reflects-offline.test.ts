import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { v7 } from 'uuid';
import { openProfile } from '../browser.ts';
import { isAccessible, signIn, stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const practice = `${here.address}/w/practice`;
const kit = 'kit.navarro@ashby.example';

/** A browser with a folder of its own, as a phone or a hospital's computer has one. */
async function profile(): Promise<{ context: BrowserContext; page: Page; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-profile-'));
  const context = await openProfile(folder, { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  after(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => assert.fail(`A script failed on ${page.url()}: ${error.message}`));
  return { context, page, folder };
}

/** The files of a folder that hold these words, in either of the encodings that browsers write. */
function filesWith(folder: string, words: string): string[] {
  const forms = [Buffer.from(words), Buffer.from(words, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return forms.some((form) => bytes.includes(form));
    });
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByLabel('Role play with others who learn').check();
  await page.getByLabel('I led it').check();
  await page.getByLabel('How it went, in my words').fill(words);
}

test('a student notes a conversation in a basement, comes back, and it is in the log once', async () => {
  const { context, page } = await profile();
  await signIn(here, page, kit);
  await page.goto(`${practice}/device`);
  await page.getByLabel('This is my own device').check();
  await page.getByText('This device is ready.').waitFor();
  await isAccessible(page);

  await context.setOffline(true);
  await page.goto(`${practice}/new`);
  await page.getByRole('heading', { name: 'Note a conversation' }).waitFor();
  await write(page, 'I said “tell me more” and then I waited, in the basement.');
  await page.getByRole('button', { name: 'Save the entry' }).click();
  await page.getByText('waits for the network').waitFor();
  await isAccessible(page);
  await page.reload();
  await page.getByText('waits for the network').waitFor();

  // The first answer is lost on its way back: what it said arrived, and comes again.
  let isLost = false;
  await page.route('**/w/practice/arriving', async (route) => {
    if (isLost) return route.continue();
    await route.fetch();
    isLost = true;
    return route.abort();
  });
  await context.setOffline(false);
  await page.getByText('1 conversation has arrived in your log').waitFor();
  assert.ok(isLost, 'the first answer was lost');
  const everything = await (await context.request.get(`${practice}/everything.json`)).text();
  assert.equal(everything.split('in the basement').length - 1, 1);
});

test('signing out wipes the device: no worker, no page, no entry, and the next person finds nothing', async () => {
  const { context, page } = await profile();
  await signIn(here, page, kit);
  await page.goto(`${practice}/device`);
  await page.getByLabel('This is my own device').check();
  await page.getByText('This device is ready.').waitFor();
  await context.setOffline(true);
  await page.goto(`${practice}/offline`);
  await write(page, 'This one never arrives.');
  await page.getByRole('button', { name: 'Save the entry' }).click();
  await page.getByText('waits for the network').waitFor();
  await context.setOffline(false);
  await page.route('**/w/practice/arriving', (route) => route.abort());
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${here.address}/w/members/me`);
  await page.locator('form[action="/sign-out"] button:visible').first().click();
  await page.waitForURL(`${here.address}/`);
  const left = await page.evaluate(async () => ({
    stored: Object.keys(localStorage),
    pages: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual(left, { stored: [], pages: [], workers: 0 });
});

test('a shared computer keeps nothing of what was written, half or whole: its profile is searched', async () => {
  const { context, page, folder } = await profile();
  await signIn(here, page, kit);
  await page.goto(`${practice}/new`);
  await write(page, 'Whole and arrived, written at the ward’s computer: quietheron.');
  await page.getByRole('button', { name: 'Save the entry' }).click();
  await page.waitForURL(/entries/);
  await page.goto(`${practice}/offline`);
  await page.getByText('Nothing is kept on this device').waitFor();
  await page.goto(`${practice}/new`);
  await write(page, 'Half, and left: quietheron again.');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${here.address}/w/members/me`);
  await page.locator('form[action="/sign-out"] button:visible').first().click();
  await page.waitForURL(`${here.address}/`);
  await context.close();
  assert.deepEqual(filesWith(folder, 'quietheron'), []);
});

test('what waits for one student does not arrive in the log of another who signs in on the same device', async () => {
  const { context, page } = await profile();
  await signIn(here, page, kit);
  const copy = await (await context.request.get(`${practice}/log-copy.json`)).json();
  const form = { id: v7(), kind: 'real', month: '2026-03', part: 'led', selfWords: 'Of somebody who has signed out.' };
  const arriving = async (person: string) =>
    (await context.request.post(`${practice}/arriving`, { form: { ...form, person }, headers: { origin: here.address } })).status();
  assert.equal(await arriving(v7()), 401, 'it waits until its student signs in again');
  assert.deepEqual(await (await context.request.get(`${practice}/log-copy.json`)).json(), copy);
  assert.equal(await arriving(copy.person), 200);
});
