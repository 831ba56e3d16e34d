import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ashby } from '../../demo/curricula.ts';
import { inventoryXml } from '../../demo/inventory-xml.ts';
import { browser, isAccessible, phone, signIn, stage, wide } from './stage.ts';

const here = await stage();
const person = await browser();
const file = join(here.dataDir, 'curriculum.xml');
writeFileSync(file, inventoryXml(ashby, '2025-26'));
for (const school of ['tufts', 'harvard']) {
  here.concord('person', 'add', `lead@${school}.example`, '--name', 'Rena', '--role', 'lead', '--school', school);
  assert.equal(here.concord('curriculum', 'import', file, '--school', school, '--year', '2025-26').exit, 0);
}
const base = (school: string) => `${here.address}/w/curriculum/${school}`;

async function activities(page: Page, school: string, title: string) {
  const answer = await page.request.get(`${base(school)}/activities.json?q=${encodeURIComponent(title)}`);
  const { activities: found } = (await answer.json()) as {
    activities: { learnerMinutes: number; deliveredMinutes: number; groups: number }[];
  };
  return found.map(({ learnerMinutes, deliveredMinutes, groups }) => [learnerMinutes, deliveredMinutes, groups]);
}

test('a lead answers by key that an hour is given to groups, undoes it, answers again, and a later file keeps the answer', async () => {
  const { page, context } = await person({ viewport: wide });
  await signIn(here, page, 'lead@tufts.example');
  await page.goto(`${base('tufts')}/coverage`);
  await page.goto(`${base('tufts')}/groups`, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { name: 'Heart, Lung and Kidney' }).waitFor();
  assert.match((await page.textContent('main'))!, /“Breathless: a case” 3 times, 1\.5 h each/);
  await isAccessible(page);
  await page.keyboard.press('g');
  await page.getByText(/“Heart, Lung and Kidney”: the same hour is given to several groups/).waitFor();
  await isAccessible(page);
  assert.deepEqual(await activities(page, 'tufts', 'breathless'), [[90, 270, 3]]);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('u');
  await page.getByText(/Undone: “Heart, Lung and Kidney”/).waitFor();
  assert.equal((await activities(page, 'tufts', 'breathless')).length, 3);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('g');
  await page.getByText(/2 courses wait/).waitFor();
  await page.getByText('Answer for several courses at once').click();
  await page
    .getByRole('group', { name: /Bridge to the Wards/ })
    .getByLabel('The same hour is given to several groups')
    .check();
  await page
    .getByRole('group', { name: /Palliative Medicine Elective/ })
    .getByLabel('The same hour is given to several groups')
    .check();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Save these answers' }).click();
  await page
    .getByRole('alert')
    .getByText(/Say how many groups there are/)
    .waitFor();
  await isAccessible(page);
  await page
    .getByRole('group', { name: /Palliative Medicine Elective/ })
    .getByLabel('Every learner sits through each')
    .check();
  await page.getByRole('button', { name: 'Save these answers' }).click();
  await page.getByText(/No course of 2025-26 waits/).waitFor();
  assert.deepEqual(await activities(page, 'tufts', 'sterile'), [[90, 360, 4]]);
  assert.equal(here.concord('curriculum', 'import', file, '--school', 'tufts', '--year', '2025-26').exit, 0);
  assert.deepEqual(await activities(page, 'tufts', 'sterile'), [[90, 360, 4]]);
  await page.getByRole('link', { name: 'Bridge to the Wards', exact: true }).click();
  await page.getByText(/Your school says: the same hour is given to several groups/).waitFor();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Every learner sits through each' }).click();
  await page.getByText(/“Bridge to the Wards”: every learner sits through each activity/).waitFor();
  assert.equal((await activities(page, 'tufts', 'sterile')).length, 4);
  await context.close();
});

test('without script, on a phone, teaching at the bedside is estimated from hours a week and counts as a range', async () => {
  const { page, context } = await person({ script: false, viewport: phone });
  await signIn(here, page, 'lead@harvard.example');
  await page.goto(`${base('harvard')}/teaching`);
  await page.getByLabel('Title').fill('Bedside teaching on the ward');
  await page.getByLabel('Course', { exact: true }).selectOption({ label: 'Internal Medicine Clerkship' });
  await page.getByText('Work it out from hours a week').click();
  await page.getByLabel('Weeks').fill('6');
  await page.getByLabel('Hours a week, at least').fill('1');
  await page.getByLabel('Hours a week, at most').fill('2.5');
  await page.getByRole('button', { name: 'Work out the total' }).click();
  assert.equal(await page.getByLabel('Learner hours, at least').inputValue(), '6');
  assert.equal(await page.getByLabel('Learner hours, at most').inputValue(), '15');
  assert.equal(await page.getByLabel('Title').inputValue(), 'Bedside teaching on the ward', 'nothing typed is lost');
  await page.getByLabel('Where the hours come from').fill('');
  await page.getByRole('button', { name: 'Save this estimate' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Where the hours come from').fill('clerkship director’s estimate, 6 weeks × 1 to 2.5 h');
  await page.getByText('Link it to competencies').click();
  await page.getByLabel(/^1 /).selectOption('practised');
  await page.getByRole('button', { name: 'Save this estimate' }).click();
  await page.getByText('Estimated “Bedside teaching on the ward”: 6 to 15 h').waitFor();
  await page.goto(`${base('harvard')}/activities?q=bedside+teaching`);
  assert.match((await page.textContent('main'))!, /6 to 15 h/);
  await page.getByRole('link', { name: 'Bedside teaching on the ward' }).click();
  assert.match((await page.textContent('main'))!, /clerkship director’s estimate.*by Rena/);
  await page.goto(`${base('harvard')}/coverage?requirement=all&cell=all.1`);
  assert.match((await page.textContent('main'))!, /6 to 15 hours in 1 activity/);
  await page.goto(`${base('harvard')}/teaching`);
  await page.getByRole('link', { name: /Say anew/ }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText(/Nothing is estimated for 2025-26/).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.goto(`${base('harvard')}/teaching`);
  await page.getByText('6 to 15 h of one learner').waitFor();
  await context.close();
});

test('without script the question about groups is answered by buttons', async () => {
  const { page, context } = await person({ script: false, viewport: phone });
  await signIn(here, page, 'lead@harvard.example');
  await page.goto(`${base('harvard')}/groups`);
  await page.getByRole('button', { name: 'The same hour, to groups' }).click();
  await page
    .getByText(/is given to several groups/)
    .first()
    .waitFor();
  assert.deepEqual(await activities(page, 'harvard', 'breathless'), [[90, 270, 3]]);
  await page.getByRole('button', { name: 'Undo last' }).click();
  assert.equal((await activities(page, 'harvard', 'breathless')).length, 3);
  await context.close();
});

test('on a phone every page about hours is whole and accessible, also with its form in mid-answer', async () => {
  const { page, context } = await person({ viewport: phone });
  await signIn(here, page, 'lead@harvard.example');
  for (const path of ['/groups', '/teaching', '/coverage?requirement=all&cell=all.1', '/courses', '']) {
    await page.goto(base('harvard') + path);
    await isAccessible(page);
  }
  await page.goto(`${base('harvard')}/teaching`);
  await page.getByRole('link', { name: /Say anew/ }).click();
  await page.getByLabel('Learner hours, at most').fill('2');
  await page.getByText('Link it to competencies').click();
  await page.getByRole('button', { name: 'Save this estimate' }).click();
  await page
    .getByRole('alert')
    .getByText(/The most is less than the least/)
    .waitFor();
  await isAccessible(page);
  await context.close();
});
