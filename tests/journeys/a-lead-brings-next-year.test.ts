import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { type SmallCurriculum, smallCurriculum } from '../curriculum-file.ts';
import { browser, isAccessibleAtBothSizes, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();

const news = 'Students practise breaking bad news with a standardized patient, and how to respond to strong emotion in the family meeting.';
const hospice =
  'A visit to an inpatient hospice unit. Students listen to a patient, to a nurse and to a chaplain, and write about the visit.';
const heart = 'Pressure and volume of the ventricle through systole and diastole, with the sounds of the valves.';
const goals = 'Goals of care conversations with patients who live with heart failure: what matters most, and what to put down in writing.';
const thisYear = {
  events: [
    { id: 'E1', title: 'Breaking bad news', minutes: 90, text: news },
    { id: 'E2', title: 'Hospice visit', minutes: 180, text: hospice },
    { id: 'E3', title: 'The cardiac cycle', minutes: 60, text: heart },
    { id: 'E4', title: 'Goals of care', minutes: 60, text: goals },
    { id: 'E5', title: 'Family meeting', minutes: 60, text: 'A family meeting in the intensive care unit, played with actors.' },
    { id: 'E6', title: 'Palliative care grand rounds', minutes: 60 },
  ],
  courses: [
    { id: 'B1', title: 'Doctoring', events: ['E1', 'E2', 'E4', 'E5'] },
    { id: 'B2', title: 'Physiology', events: ['E3', 'E6'] },
  ],
} as const satisfies SmallCurriculum;
/** Two ids stay, three are new: one with its title, one retitled, one reworded; one activity is gone, and one is new. */
const nextYear = {
  events: [
    { id: 'N1', title: 'Delivering serious news', minutes: 90, text: news },
    { id: 'N2', title: 'Hospice visit', minutes: 180, text: hospice },
    thisYear.events[2],
    { id: 'N4', title: 'Goals of care (revised)', minutes: 75, text: goals.replace('put down in writing', 'say to the team') },
    thisYear.events[4],
    { id: 'N7', title: 'Anatomy of the hand', minutes: 60, text: 'Bones, tendons and nerves of the hand in the dissection room.' },
  ],
  courses: [
    { id: 'B1', title: 'Doctoring', events: ['N1', 'N2', 'N4', 'E5'] },
    { id: 'B2', title: 'Physiology', events: ['E3', 'N7'] },
  ],
} as const satisfies SmallCurriculum;
const [old, next] = ['this-year.xml', 'next-year.xml'].map((name) => join(here.dataDir, name)) as [string, string];
writeFileSync(old, smallCurriculum(thisYear));
writeFileSync(next, smallCurriculum(nextYear));

test('a lead brings next year’s file, settles what is the same by keyboard, finds the links there, and takes it out again', async () => {
  const mail = 'lead@tufts.example';
  here.concord('person', 'add', mail, '--name', 'Rena', '--role', 'lead', '--school', 'tufts');
  assert.equal(here.concord('curriculum', 'import', old, '--school', 'tufts', '--year', '2024-25').exit, 0);
  here.concord('curriculum', 'scan', '--school', 'tufts');
  const { page, context } = await person({ viewport: phone });
  const base = `${here.address}/w/curriculum/tufts`;
  await signIn(here, page, mail);
  const links = await linkByKeyboard(page, `${base}/review?year=2024-25`);
  assert.ok(links > 0, 'the year before has links');

  await page.goto(`${base}/imports/new`);
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByLabel('File').setInputFiles(next);
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.getByText('3 activities of the file may be ones that you have').waitFor();
  await isAccessibleAtBothSizes(page);
  const vanished = page.getByRole('table', { name: /In 2024-25 and not going on/ });
  assert.equal(await vanished.getByRole('link', { name: 'Palliative care grand rounds' }).count(), 1);
  const file = page.url();

  await page.getByRole('link', { name: 'Look at 3 pairs' }).press('Enter');
  await page.waitForURL(/\/pairs/);
  await isAccessibleAtBothSizes(page);
  await page.goto(`${page.url()}?view=list`);
  await isAccessibleAtBothSizes(page);
  await page.goBack();
  await page.getByRole('button', { name: 'Accept all at 90 % or more (1)' }).press('Enter');
  await page.getByText('1 pair is the same, by your word').waitFor();
  await isAccessibleAtBothSizes(page);
  await answered(page, 1);
  await press(page, 'n', 2);
  await press(page, 'u', 1);
  await press(page, 'y', 2);
  await press(page, 'j', 2);
  await press(page, 'k', 2);
  await page.goto(`${file}/pairs`);
  await press(page, 'y', 3);
  await page.getByText('All pairs are answered').waitFor();
  await isAccessibleAtBothSizes(page);
  await page.getByRole('link', { name: 'Go back to the file' }).press('Enter');

  await page.getByText(new RegExp(`5 activities go on from 2024-25, and ${links} links? come`)).waitFor();
  await page.getByRole('button', { name: 'Bring it in as 2025-26' }).press('Enter');
  await page.getByText(/2025-26 is in: 6 activities/).waitFor();
  await isAccessibleAtBothSizes(page);
  await page.goto(`${base}/activities?year=2025-26&q=Delivering+serious+news`);
  await page.getByRole('link', { name: 'Delivering serious news' }).click();
  await page.getByText('carried from 2024-25').first().waitFor();
  await isAccessibleAtBothSizes(page);
  const coverage = await (await page.request.get(`${base}/coverage.json?year=2025-26`)).json();
  assert.match(JSON.stringify(coverage), /"minutes":[1-9]|"(?:learner|touching)\w*":[1-9]/);

  await page.goto(file);
  await page.getByRole('button', { name: 'Take 2025-26 out again' }).press('Enter');
  await page.getByText(/For 2025-26, taken out again/).waitFor();
  await isAccessibleAtBothSizes(page);
  assert.deepEqual(await (await page.request.get(`${base}/activities.json?year=2025-26`)).status(), 404);
  await context.close();
});

test('without script the pairs are answered by buttons', async () => {
  const { page, context } = await person({ script: false, viewport: phone });
  await signIn(here, page, 'lead@tufts.example');
  await page.goto(`${here.address}/w/curriculum/tufts/imports/new`);
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByLabel('File').setInputFiles(next);
  await page.getByRole('button', { name: 'Read it' }).click();
  for (let tries = 0; tries < 40 && (await page.getByRole('link', { name: 'Look at 3 pairs' }).count()) === 0; tries++) await page.reload();
  await page.getByRole('link', { name: 'Look at 3 pairs' }).click();
  await page.getByRole('button', { name: 'The same', exact: true }).click();
  await answered(page, 1);
  await page.getByRole('button', { name: 'Undo last' }).click();
  await answered(page, 0);
  await context.close();
});

/** Links every suggestion by single keys; answers how many links stand. */
async function linkByKeyboard(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'networkidle' });
  for (let at = 1; at <= 4; at++) {
    await page.keyboard.press('y');
    await page
      .getByText(new RegExp(`^${at} of \\d+ answered`))
      .first()
      .waitFor();
  }
  const csv = await (await page.request.get(address.replace(/\/review.*/, '/activities.json?year=2024-25'))).json();
  return (
    (csv as { activities?: { links?: unknown[] }[] }).activities?.reduce(
      (sum, { links }) => sum + (Array.isArray(links) ? links.length : 0),
      0,
    ) ?? 0
  );
}

/** Presses a key that answers, and waits until so many pairs are answered. */
async function press(page: Page, key: string, count: number): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.keyboard.press(key);
  await answered(page, count);
}
function answered(page: Page, count: number): Promise<void> {
  return page.getByText(`${count} of 3 answered`).first().waitFor();
}
