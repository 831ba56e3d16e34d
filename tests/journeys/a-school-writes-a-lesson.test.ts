import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { keepChoices, releaseFigures } from '#app/modules/curriculum/release/commands.server.ts';
import { roundNamed } from '#app/modules/curriculum/rounds/queries.server.ts';
import { operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { taughtAndSubmitted } from '../releases.ts';
import { acceptedBy, openedRound } from '../rounds.ts';
import { browser, isAccessible, isAccessibleAtBothSizes, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
// The journey begins where a school has released its figures to everybody, under its name: written through the same commands, in this process.
process.env.DATA_DIR = here.dataDir;
delete process.env.DATABASE_URL;
const schools = await as(operator(), ({ tx }) =>
  tx.selectFrom('school').select(['id', 'slug', 'name']).where('slug', 'in', ['harvard', 'tufts']).orderBy('slug').execute(),
);
const [harvard, tufts] = schools.map((row) => operator(row)) as [ReturnType<typeof operator>, ReturnType<typeof operator>];
for (const each of [harvard, tufts]) await taughtAndSubmitted(each, { 1: 90, 2: 120 });
const { id, slug } = await openedRound(
  schools.map((row) => row.id),
  {
    figures: {
      required: { form: 'named', audience: 'public' },
      electives: { form: 'private', audience: 'round' },
      assessment: { form: 'private', audience: 'round' },
    },
  },
);
await acceptedBy([harvard, tufts], id);
const round = await as(harvard, (scope) => roundNamed(scope, slug));
await as(harvard, async (scope) => {
  await keepChoices(scope, { round, choices: [{ group: 'required', competency: '', form: 'named' }] });
  await releaseFigures(scope, { round, reason: '' });
});
await closeDatabase();
for (const [mail, name, school] of [
  ['lead@harvard.example', 'Lena Lead', 'harvard'],
  ['faculty@harvard.example', 'Fay Faculty', 'harvard'],
  ['lead@tufts.example', 'Tom Lead', 'tufts'],
])
  here.concord('person', 'add', mail!, '--name', name!, '--role', mail!.split('@')[0]!, '--school', school!);

async function asPerson(mail: string): Promise<Page> {
  const { page } = await person();
  await signIn(here, page, mail);
  return page;
}
async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}
const visitor = (await person({ script: false })).page;
let lesson = '';

test('a school writes what disappointed it, beside a figure of its release, and another of its people loses nothing', async () => {
  const page = await asPerson('faculty@harvard.example');
  await page.goto(`${here.address}/w/lessons`);
  await page.getByRole('link', { name: 'Write a lesson' }).click();
  await page.getByLabel('Title').fill('Ninety minutes that nobody remembers');
  await page.getByLabel('What did you try?').fill('A *lecture* of ninety minutes. <script>alert(1)</script>\n\nNobody asked anything.');
  await page.getByLabel('What happened?').fill('A year later nobody could say what it was about.');
  await page.getByText('Figures of your release').first().press('Enter');
  await page.getByLabel(/competency 1\. Required, pre-clerkship: 1\.5 h/).check();
  await page.getByLabel('No', { exact: true }).check();
  await page.getByLabel(/^Time/).check();
  await page.getByLabel(/^Measured before and after/).check();
  await page.getByLabel(/^1 Understanding/).check();
  await isAccessibleAtBothSizes(page);
  await page.getByRole('button', { name: 'Keep the draft' }).click();
  await page.getByText('Your school alone reads it').waitFor();
  const own = page.url().replace(/\?.*/, '');
  const second = await asPerson('lead@harvard.example');
  await second.goto(`${own}/edit`);
  await page.goto(`${own}/edit`);
  await second.getByLabel('What did you change?').fill('We gave it up.');
  await second.getByRole('button', { name: 'Keep the draft' }).click();
  await second.getByText('The draft is kept').waitFor();
  await page.getByLabel('Size (optional)').fill('All 96 of them');
  await page.getByRole('button', { name: 'Keep the draft' }).click();
  await page.getByText('Lena Lead kept this lesson while you were writing').waitFor();
  assert.equal(await page.getByLabel('Size (optional)').inputValue(), 'All 96 of them');
  assert.equal(await page.locator('del', { hasText: 'We gave it up.' }).count(), 1, 'what the other wrote stands beside it');
  await page.getByLabel('What did you change?').fill('We gave it up.');
  await page.getByRole('button', { name: 'Keep the draft' }).click();
  await page.getByText('The draft is kept').waitFor();
  await isAccessible(page);
  await page.getByLabel(/^Everybody/).check();
  await page.getByRole('button', { name: 'Give it out' }).click();
  await page.getByText('It is given out').waitFor();
  assert.match(await main(page), /waits for another school/);
  assert.equal((await visitor.goto(`${here.address}/lessons`))!.status(), 200);
  assert.match(await main(visitor), /No lesson is public yet/);
  await page.context().close();
  await second.context().close();
});

test('a person of another school reads it, says that it can stand, and a visitor reads it without script', async () => {
  const page = await asPerson('lead@tufts.example');
  await page.goto(`${here.address}/home`);
  await page.getByRole('link', { name: 'Read it' }).click();
  await page.getByRole('heading', { name: 'Ninety minutes that nobody remembers' }).waitFor();
  await isAccessible(page);
  await page.getByLabel(/^It can stand/).check();
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.getByRole('heading', { name: 'To read' }).waitFor();
  await page.getByRole('link', { name: 'Ninety minutes that nobody remembers' }).click();
  await page.getByLabel('How you used it').fill('We asked our students the same, and stopped too.');
  await page.getByRole('button', { name: 'Say that we used it' }).click();
  await page.getByText('It says now that').waitFor();
  await isAccessible(page);

  await visitor.goto(`${here.address}/lessons`);
  await visitor.getByRole('link', { name: 'No 1' }).click();
  await visitor.getByRole('link', { name: 'Ninety minutes that nobody remembers' }).click();
  lesson = visitor.url();
  const text = await main(visitor);
  assert.match(text, /1\.5 h.*one school, academic year 2025-26.*Mapping 2025-26, release 1/s);
  assert.ok(text.includes(`Read before by ${tufts.school!.name}`) && text.includes('Used by 1 school'));
  assert.ok(text.includes('<script>alert(1)</script>'), 'what looks like markup is words');
  await visitor.getByRole('paragraph').getByText('Nobody asked anything.', { exact: true }).waitFor();
  assert.doesNotMatch(text, /Fay|Lena|Tom/, 'nobody is named who did not say so');
  assert.equal((await visitor.request.get(`${lesson}.json`).then((answer) => answer.json())).figures[0].value, '1.5 h');
  await visitor.goto(`${here.address}/competencies/1`);
  assert.equal(await visitor.getByRole('link', { name: 'Ninety minutes that nobody remembers' }).count(), 1);
  const reader = page;
  for (const address of [`${here.address}/lessons`, lesson]) {
    await reader.goto(address);
    await isAccessibleAtBothSizes(reader);
  }
  await page.context().close();
});

test('the school withdraws the figure, and the lesson says so at once, also from memory and in its files', async () => {
  await visitor.goto(lesson);
  const page = await asPerson('lead@harvard.example');
  await page.goto(`${here.address}/w/curriculum/harvard/release`);
  await page.getByLabel('Why it is withdrawn').fill('A course was counted twice');
  await page.getByRole('button', { name: 'Withdraw it from all others' }).click();
  await page.getByText('It is withdrawn').waitFor();
  await visitor.setViewportSize(phone);
  await visitor.goto(lesson);
  const text = await main(visitor);
  assert.match(text, /withdrawn on \d+ \w+ \d{4}/);
  for (const ending of ['', '.json', '.csv']) {
    const file = await (await visitor.request.get(`${lesson}${ending}`)).text();
    assert.ok(!file.includes('1.5 h') && file.includes('withdr'), ending);
  }
});
