import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ashby } from '../../demo/curricula.ts';
import { inventoryXml } from '../../demo/inventory-xml.ts';
import { browser, isAccessible, isAccessibleAtBothSizes, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const file = join(here.dataDir, 'curriculum.xml');
writeFileSync(file, inventoryXml(ashby, '2025-26'));

test('a lead brings a file in, gives levels their phases, scans, reviews twenty hits by keyboard and opens a figure’s list', async () => {
  const mail = 'lead@tufts.example';
  here.concord('person', 'add', mail, '--name', 'Rena', '--role', 'lead', '--school', 'tufts');
  const { page, context } = await person({ viewport: phone });
  const base = `${here.address}/w/curriculum/tufts`;
  await signIn(here, page, mail);
  await page.goto(`${here.address}/home`);
  await isAccessibleAtBothSizes(page);

  await page.goto(base);
  await isAccessibleAtBothSizes(page);
  await page.getByRole('link', { name: 'Bring in a curriculum' }).first().click();
  await page.getByLabel('Academic year').fill('2025/26');
  await page.getByLabel('File').setInputFiles(file);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('alert').waitFor();
  await isAccessibleAtBothSizes(page);
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByLabel('File').setInputFiles(file);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: /Bring it in/ }).waitFor();
  await isAccessibleAtBothSizes(page);
  assert.equal((await api(page, `${base}/activities.json`)).length, 0, 'nothing is written before the lead says so');
  await page.getByRole('button', { name: /Bring it in/ }).click();
  await page.getByText(/is in: 61 activities/).waitFor();
  await isAccessibleAtBothSizes(page);

  await page.goto(`${base}/phases`);
  for (const [level, phase] of [
    ['Year 1', 'Pre-clerkship'],
    ['Year 2', 'Pre-clerkship'],
    ['Year 3', 'Clerkship'],
    ['Year 4', 'Post-clerkship'],
  ] as const)
    await page.getByLabel(new RegExp(level)).first().selectOption({ label: phase });
  await isAccessibleAtBothSizes(page);
  await page.getByRole('button', { name: /Save/ }).first().click();
  await page.getByText('Your phases are saved').waitFor();

  await page.goto(`${base}/scan`);
  await isAccessibleAtBothSizes(page);
  await page.getByRole('button', { name: 'Scan 2025-26' }).click();
  await page.getByRole('link', { name: 'Review the suggestions' }).click();
  await page.waitForURL(/\/review/);
  await isAccessibleAtBothSizes(page);
  await reviewByKeyboard(page, 20);
  await isAccessibleAtBothSizes(page);

  await page.goto(`${base}/coverage`);
  await isAccessibleAtBothSizes(page);
  const cell = page
    .getByRole('table')
    .first()
    .getByRole('link')
    .filter({ hasText: /^[1-9]/ })
    .first();
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/cell=/);
  await isAccessibleAtBothSizes(page);
  assert.ok(await page.locator('#behind').getByRole('table').isVisible(), 'the list behind the figure is open');
  for (const path of ['/activities', '/activities?q=serious', '/courses', '/coverage?requirement=all&count=attributed']) {
    await page.goto(base + path);
    await isAccessibleAtBothSizes(page);
  }
  await page.goto(`${base}/activities?q=family+meeting`);
  await page.getByRole('link', { name: /Sitting with silence/ }).click();
  await isAccessibleAtBothSizes(page);
  await page.getByRole('link', { name: 'Internal Medicine Clerkship' }).first().click();
  await isAccessibleAtBothSizes(page);
  await context.close();
});
test('without script the same review goes on by buttons, and loses no answer', async () => {
  const { page, context } = await person({ script: false, viewport: phone });
  await signIn(here, page, 'lead@tufts.example');
  await page.goto(`${here.address}/w/curriculum/tufts/review`);
  const before = answered(await page.textContent('main'));
  await page.getByRole('button', { name: 'Link it' }).click();
  assert.equal(answered(await page.textContent('main')), before + 1);
  await page.getByRole('button', { name: 'Undo last' }).click();
  assert.equal(answered(await page.textContent('main')), before);
  await context.close();
});
test('two people at one hit: the second is told what stands, and both go on', async () => {
  here.concord('person', 'add', 'mapper@tufts.example', '--name', 'Tomas', '--role', 'mapper', '--school', 'tufts');
  const [one, two] = [await person(), await person()];
  await signIn(here, one.page, 'lead@tufts.example');
  await signIn(here, two.page, 'mapper@tufts.example');
  for (const { page } of [one, two]) await page.goto(`${here.address}/w/curriculum/tufts/review`, { waitUntil: 'networkidle' });
  await one.page.keyboard.press('y');
  await one.page
    .getByText(/Linked to competency/)
    .first()
    .waitFor();
  await two.page.keyboard.press('n');
  await two.page.getByText(/Rena/).first().waitFor();
  await isAccessible(two.page);
  await one.context.close();
  await two.context.close();
});
test('an answer given while the network is away waits in the page and is sent once', async () => {
  const { page, context } = await person();
  await signIn(here, page, 'lead@tufts.example');
  await page.goto(`${here.address}/w/curriculum/tufts/review`, { waitUntil: 'networkidle' });
  const before = answered(await page.textContent('main'));
  await context.setOffline(true);
  await page.keyboard.press('n');
  await page
    .getByText(/Not saved yet/)
    .first()
    .waitFor();
  await context.setOffline(false);
  await page
    .getByText(new RegExp(`^${before + 1} of \\d+ answered`))
    .first()
    .waitFor();
  await page.reload();
  assert.equal(answered(await page.textContent('main')), before + 1);
  await context.close();
});

/** Accepts and rejects by keys alone, choosing a competency, level and extent now and then; the count rises by one each time. */
async function reviewByKeyboard(page: Page, count: number): Promise<void> {
  for (let at = 1; at <= count; at++) {
    if (at % 4 === 0) for (const key of ['2', 'p', 't']) await page.keyboard.press(key);
    await page.keyboard.press(at % 5 === 0 ? 'n' : 'y');
    await page
      .getByText(new RegExp(`^${at} of \\d+ answered`))
      .first()
      .waitFor();
  }
  await page.keyboard.press('u');
  await page
    .getByText(new RegExp(`^${count - 1} of \\d+ answered`))
    .first()
    .waitFor();
  await page.keyboard.press('y');
  await page
    .getByText(new RegExp(`^${count} of \\d+ answered`))
    .first()
    .waitFor();
}

function answered(text: string | null): number {
  return Number(text?.match(/(\d+) of \d+ answered/)?.[1]);
}

async function api(page: Page, address: string): Promise<unknown[]> {
  const answer = await page.request.get(address);
  const document = (await answer.json()) as { activities?: unknown[] } | unknown[];
  return Array.isArray(document) ? document : (document.activities ?? []);
}
