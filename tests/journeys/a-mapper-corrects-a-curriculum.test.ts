import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ashby } from '../../demo/curricula.ts';
import { inventoryXml } from '../../demo/inventory-xml.ts';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const file = join(here.dataDir, 'curriculum.xml');
const objective = 'https://sample.example/objective/1-1';
const reference = `<CompetencyObjectReference>/CurriculumInventory/Expectations/CompetencyObject[lom:lom/lom:general/lom:identifier/lom:entry='${objective}']</CompetencyObjectReference>`;
// The sample gives its objectives to courses; here the first activity has one as well.
writeFileSync(file, inventoryXml(ashby, '2025-26').replace(/(<InstructionalMethod|<AssessmentMethod|<\/Event>)/, `${reference}$1`));
here.concord('person', 'add', 'mapper@tufts.example', '--name', 'Mo', '--role', 'mapper', '--school', 'tufts');
here.concord('curriculum', 'import', file, '--school', 'tufts', '--year', '2025-26');
const base = `${here.address}/w/curriculum/tufts`;

async function total(page: Page, query: string): Promise<number> {
  const answer = await page.request.get(`${base}/activities.json?year=2025-26&${query}`);
  return ((await answer.json()) as { activities: unknown[] }).activities.length;
}

test('a mapper enters forty activities by keyboard, changes them together, merges two, and takes each back', async () => {
  const { page } = await person();
  await signIn(here, page, 'mapper@tufts.example');
  await page.goto(`${base}/activities/new?year=2025-26`);
  await isAccessible(page);
  await page.getByLabel('Course (optional)').fill('Coaching');
  await page.getByLabel('Title, row 1', { exact: true }).focus();
  for (let row = 1; row <= 40; row++) {
    await page.keyboard.type(row > 38 ? 'Portfolio talk' : `Coaching hour ${row}`);
    if (row === 1) {
      await page.keyboard.press('Tab');
      await page.keyboard.type('soon');
    }
    await page.keyboard.press('Enter');
  }
  assert.ok(await page.getByLabel('Title, row 41', { exact: true }).isVisible(), 'the grid grows with what is typed');
  await page.getByRole('button', { name: 'Save these activities' }).click();
  await page.getByText('Row 1: “soon” is no time').first().waitFor();
  await isAccessible(page);
  assert.equal(await page.getByLabel('Title, row 40', { exact: true }).inputValue(), 'Portfolio talk', 'nothing typed is lost');
  await page.getByLabel('Time, row 1', { exact: true }).fill('1.5 h');
  await page.getByRole('button', { name: 'Save these activities' }).click();
  await page.getByText('Entered 40 activities by hand in “Coaching”').waitFor();
  await isAccessible(page);
  assert.equal(await total(page, 'came=hand'), 40);

  await page.goto(`${base}/activities?year=2025-26&q=coaching+hour&came=hand`);
  await page.getByRole('button', { name: 'Change all 38 found' }).click();
  await isAccessible(page);
  await page.getByLabel('Learner hours').fill('45');
  await page.getByLabel('Method', { exact: true }).fill('Mentorship');
  await page.getByRole('button', { name: 'See what changes' }).click();
  await page.getByText('38 activities change').waitFor();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Change 38 activities' }).click();
  await page.getByText('Changed 38 activities: hours, method').waitFor();
  assert.equal(await total(page, 'method=IM014'), 38);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByText('This change is undone').waitFor();
  await isAccessible(page);
  assert.equal(await total(page, 'method=IM014'), 0);

  await page.goto(`${base}/duplicates?year=2025-26`);
  await isAccessible(page);
  await page.getByRole('heading', { name: 'Portfolio talk, in Coaching' }).waitFor();
  await page.getByRole('button', { name: 'Make them one' }).first().click();
  await page.getByText('Merged 2 activities into “Portfolio talk”').waitFor();
  assert.equal(await total(page, 'q=portfolio+talk'), 1);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByText('This change is undone').waitFor();
  assert.equal(await total(page, 'q=portfolio+talk'), 2);
});

test('a word of an objective is found, a correction stands in the history, and what is settled leaves the worklist', async () => {
  const { page } = await person();
  await signIn(here, page, 'mapper@tufts.example');
  await page.goto(`${base}/activities?year=2025-26&q=exploring`);
  await isAccessible(page);
  await page
    .getByText(/^in an objective:/)
    .first()
    .waitFor();

  await page.goto(`${base}/activities/new`);
  await page.getByLabel('Academic year').fill('2026-27');
  await page.getByLabel('Title, row 1', { exact: true }).fill('First talk');
  await page.getByRole('button', { name: 'Save these activities' }).click();
  await page.getByText('Entered 1 activity by hand').waitFor();
  await page.goto(`${base}/to-settle?year=2026-27`);
  await isAccessible(page);
  for (const matter of ['Activities in no course', 'Activities without hours', 'Activities without a method'])
    assert.ok(await page.getByRole('rowheader', { name: matter }).isVisible(), matter);

  await page.getByRole('link', { name: 'Choose them and say their hours, or estimate them' }).click();
  await page.getByRole('link', { name: 'First talk' }).click();
  await page.getByRole('link', { name: 'Correct it' }).click();
  await isAccessible(page);
  await page.getByLabel(/^Learner hours/).fill('90');
  await page.getByLabel(/^Further methods/).fill('Lecture');
  await page.getByRole('button', { name: 'Save the corrections' }).click();
  await page.getByText('Corrected “First talk”').first().waitFor();
  await page.getByText('Learner hours: from unknown to 1.5 h').waitFor();
  await isAccessible(page);
  await page.goto(`${base}/to-settle?year=2026-27`);
  await page.getByRole('rowheader', { name: 'Activities in no course' }).waitFor();
  assert.equal(await page.getByRole('rowheader', { name: 'Activities without hours' }).count(), 0);
  assert.equal(await page.getByRole('rowheader', { name: 'Activities without a method' }).count(), 0);
});

test('without script, on a phone, the form takes ten rows and ten more, and a change of many works', async () => {
  const { page } = await person({ viewport: phone, script: false });
  await signIn(here, page, 'mapper@tufts.example');
  await page.goto(`${base}/activities/new?year=2025-26`);
  await page.getByLabel('Title, row 10', { exact: true }).fill('Typed by thumb');
  await page.getByRole('button', { name: 'Add ten rows' }).click();
  assert.equal(await page.getByLabel('Title, row 10', { exact: true }).inputValue(), 'Typed by thumb');
  await page.getByLabel('Title, row 20', { exact: true }).fill('Typed below');
  await page.getByRole('button', { name: 'Save and add more' }).click();
  await page.getByText('Entered 2 activities by hand').waitFor();
  await page.goto(`${base}/activities?year=2025-26&q=typed`);
  await page.getByLabel('Choose Typed below').check();
  await page.getByRole('button', { name: 'Change the chosen' }).click();
  await page.getByLabel('Course', { exact: true }).fill('Coaching');
  await page.getByRole('button', { name: 'See what changes' }).click();
  await page.getByRole('button', { name: 'Change 1 activity' }).click();
  await page.getByText('Changed 1 activity: course').waitFor();
  await page.goto(`${base}/changes?year=2025-26`);
  await page.getByRole('link', { name: 'Changed 1 activity: course' }).waitFor();
});

test('every page of correcting works at 320 px', async () => {
  const { page } = await person({ viewport: phone });
  await signIn(here, page, 'mapper@tufts.example');
  const { activities } = (await (await page.request.get(`${base}/activities.json?year=2025-26&came=hand`)).json()) as {
    activities: { id: string; places: { courseId: string }[] }[];
  };
  const placed = activities.find(({ places }) => places.length > 0)!;
  for (const path of [
    '/activities/new',
    '/activities?year=2025-26&q=coaching',
    `/activities/${placed.id}`,
    `/activities/${placed.id}/edit`,
    `/courses/${placed.places[0]!.courseId}`,
    `/courses/${placed.places[0]!.courseId}/edit`,
    '/activities/change?all=yes&of.year=2025-26&of.q=coaching&minutes=30&see=yes',
    '/duplicates?year=2025-26',
    '/to-settle?year=2025-26',
    '/changes?year=2025-26',
  ]) {
    await page.goto(base + path);
    await isAccessible(page);
  }
});
