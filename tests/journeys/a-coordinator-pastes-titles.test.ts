import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, isAccessibleAtBothSizes, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();

/** Forty invented titles; the first ones meet the keyword list. */
const titles = [
  'Breaking bad news, with standardized patients',
  'Goals of care in heart failure',
  'The family meeting in the intensive care unit',
  'Hospice: a visit',
  'Palliative care grand rounds',
  'Serious illness conversation, part 1',
  ...Array.from(
    { length: 34 },
    (_, at) =>
      `Organ systems, session ${at + 1}: ${['heart', 'lung', 'kidney', 'liver'][at % 4]} and ${['form', 'function', 'failure'][at % 3]}`,
  ),
];
/** What the registrar calls differently. */
const retyped: Record<string, string> = {
  'Breaking bad news, with standardized patients': 'Breaking Bad News with standardized patients (SP)',
  'Hospice: a visit': 'Hospice visit',
};
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const registrar = join(here.dataDir, 'registrar.csv');
writeFileSync(
  registrar,
  [
    'Activity ID,Activity,Course,Duration,Status',
    ...titles.map(
      (title, at) =>
        `A-${100 + at},${quoted(retyped[title] ?? title)},${at < 6 ? 'Doctoring' : 'Organ systems'},${at % 2 ? '1.5' : '2'},active`,
    ),
    'A-900,Anatomy of the hand,Organ systems,3,active',
  ].join('\n'),
);
const many = join(here.dataDir, 'three-thousand.csv');
writeFileSync(
  many,
  ['Title,Course', ...Array.from({ length: 3000 }, (_, at) => `"Session ${at + 1}, topic ${(at * 7919) % 3001}",Course ${at % 60}`)].join(
    '\n',
  ),
);

test('forty titles pasted on Monday keep their links when the registrar’s spreadsheet replaces them on Friday', async () => {
  const mail = 'lead@tufts.example';
  here.concord('person', 'add', mail, '--name', 'Rena', '--role', 'lead', '--school', 'tufts');
  const { page, context } = await person({ viewport: phone });
  const base = `${here.address}/w/curriculum/tufts`;
  await signIn(here, page, mail);

  await page.goto(`${base}/imports/new`, { waitUntil: 'networkidle' });
  await isAccessibleAtBothSizes(page);
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByLabel('Cells from a spreadsheet').fill(titles.join('\n'));
  await page.getByRole('button', { name: 'Read it' }).press('Enter');
  await page.getByRole('heading', { name: 'What the columns are' }).waitFor();
  await isAccessibleAtBothSizes(page);
  await page.getByText('Hospice: a visit').first().waitFor();
  await page.getByRole('button', { name: 'Read it like this' }).press('Enter');
  await page.getByRole('button', { name: 'Bring it in as 2025-26' }).waitFor();
  await isAccessibleAtBothSizes(page);
  await page
    .getByText(/^Pasted on \d+ \w+ \d{4}$/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Bring it in as 2025-26' }).press('Enter');
  await page.getByText(/is in: 40 activities/).waitFor();
  here.concord('curriculum', 'scan', '--school', 'tufts');
  const links = await linkAll(page, `${base}/review?year=2025-26`);
  assert.ok(links >= 4, `${links} links were made on Monday`);

  await page.goto(`${base}/imports/new`, { waitUntil: 'networkidle' });
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByLabel('File').setInputFiles(registrar);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('heading', { name: 'What the columns are' }).waitFor();
  await page.waitForLoadState('networkidle');
  await isAccessibleAtBothSizes(page);
  await choosesAndSees(page);
  await page.getByRole('button', { name: 'Read it like this' }).click();
  await page.getByText(/activities of the file may be ones that you have/).waitFor();
  await isAccessibleAtBothSizes(page);
  const file = page.url();
  await page.goto(`${file}/changes?kind=added`);
  await isAccessibleAtBothSizes(page);
  await page.goto(`${file}/pairs`);
  await page.getByRole('button', { name: /^Accept all at 90 % or more/ }).press('Enter');
  await page.getByText(/pairs are the same, by your word/).waitFor();
  await answerRest(page, `${file}/pairs`);
  await page.goto(file);
  await page.getByText('1 activity is new').waitFor();
  await isAccessibleAtBothSizes(page);
  await page.getByRole('button', { name: 'Bring it in as 2025-26' }).click();
  await page.getByText(/is in: 41 activities in 2 courses/).waitFor();
  assert.equal(await linksOf(page, base), links, 'no link was lost');
  await page.goto(`${base}/activities?q=hospice`);
  await page.getByRole('link', { name: 'Hospice visit' }).waitFor();
  await context.close();
});

test('three thousand titles in a spreadsheet are in the list after a few clicks, and the next file of the same shape asks nothing', async (t) => {
  here.concord('person', 'add', 'lead@umass-chan.example', '--name', 'Rena', '--role', 'lead', '--school', 'umass-chan');
  const { page, context } = await person();
  const base = `${here.address}/w/curriculum/umass-chan`;
  const began = performance.now();
  await signIn(here, page, 'lead@umass-chan.example');
  const times: string[] = [];
  let last = performance.now();
  const lap = (word: string) => {
    times.push(`${word} ${Math.round(performance.now() - last)} ms`);
    last = performance.now();
  };
  await page.goto(`${base}/imports/new`);
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByLabel('File').setInputFiles(many);
  lap('the form');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByRole('button', { name: 'Read it like this' }).click();
  lap('the columns');
  await page.getByRole('button', { name: 'Bring it in as 2025-26' }).waitFor();
  lap('the check');
  await page.getByRole('button', { name: 'Bring it in as 2025-26' }).click();
  await page.getByText(/is in: 3,000 activities in 60 courses/).waitFor();
  lap('the writing');
  await page.getByRole('link', { name: 'See the activities' }).click();
  await page
    .getByText(/3,000 activities/)
    .first()
    .waitFor();
  lap('the list');
  t.diagnostic(`from sign-in to the list ${Math.round(performance.now() - began)} ms, four clicks: ${times.join(', ')}`);

  await page.goto(`${base}/imports/new`);
  await page.getByLabel('Academic year').fill('2026-27');
  await page.getByLabel('File').setInputFiles(many);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByText(/read as Rena matched its columns on/).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Change how the columns are read' }).click();
  await page.getByRole('heading', { name: 'What the columns are' }).waitFor();
  await context.close();
});

/** Another meaning of a column shows at once how the rows are read with it, and back. */
async function choosesAndSees(page: Page): Promise<void> {
  const status = page.getByLabel(/^What column E/);
  const was = await status.inputValue();
  await status.selectOption('keywords');
  await page
    .getByText(/Keywords: active/i)
    .first()
    .waitFor();
  await isAccessible(page);
  await status.selectOption(was);
  await page
    .getByText(/Keywords: active/i)
    .first()
    .waitFor({ state: 'detached' });
}
/** Links whatever the scan found, by keys. Answers how many links there are. */
async function linkAll(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'networkidle' });
  const total = Number((await page.textContent('main'))!.match(/\d+ of (\d+) answered/)![1]);
  for (let at = 1; at <= total; at++) {
    await page.keyboard.press('y');
    await page
      .getByText(new RegExp(`^${at} of \\d+ answered`))
      .first()
      .waitFor();
  }
  return linksOf(page, address.slice(0, address.indexOf('/review')));
}
/** The links of 2025-26, as the overview says. */
async function linksOf(page: Page, base: string): Promise<number> {
  const answer = await page.request.get(`${base}/activities.json?year=2025-26`);
  const { activities } = (await answer.json()) as { activities: { links: number | unknown[] }[] };
  return activities.reduce((sum, { links }) => sum + (typeof links === 'number' ? links : links.length), 0);
}
async function answerRest(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'networkidle' });
  for (let at = 0; at < 10 && (await page.getByRole('button', { name: 'The same' }).count()) > 0; at++) {
    await page.keyboard.press('y');
    await page.waitForTimeout(400);
  }
}
