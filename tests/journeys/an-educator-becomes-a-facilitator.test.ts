import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { browser, isAccessible, isAccessibleAtBothSizes, signIn, stage } from './stage.ts';

const here = await stage();
const visitor = await browser();
const inHand = { width: 390, height: 844 };
const people = [
  ['cora@collaborative.example', 'Cora Lind', 'convener', undefined],
  ['tess@tufts.example', 'Tess Reed', 'faculty', 'tufts'],
  ['ada@harvard.example', 'Ada Quill', 'faculty', 'harvard'],
  ['bo@harvard.example', 'Bo Ferris', 'lead', 'harvard'],
] as const;
for (const [mail, name, role, school] of people)
  here.concord('person', 'add', mail, '--name', name, '--role', role, ...(school ? ['--school', school] : []));
const { page: cora } = await visitor();
const { page: tess } = await visitor();
const { page: ada } = await visitor({ viewport: inHand, script: false });
const { page: bo } = await visitor();
for (const [page, mail] of [
  [cora, people[0][0]],
  [tess, people[1][0]],
  [ada, people[2][0]],
  [bo, people[3][0]],
] as const)
  await signIn(here, page, mail);
const programme = `${here.address}/w/faculty/programmes/teaching-to-sit-with-silence`;
const offering = `${here.address}/w/faculty/offerings/at-harvard-in-autumn`;

async function said(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}
async function confirms(page: Page, step: string, ground: string): Promise<void> {
  await page.getByLabel('Step', { exact: true }).selectOption({ label: step });
  await page.getByLabel('On what ground').fill(ground);
  await page.getByRole('button', { name: 'Confirm the step' }).click();
  await page.getByText('The step is confirmed').waitFor();
}

test('the convener writes a programme with its path, opens it, and confirms its first trainer', async () => {
  await cora.goto(`${here.address}/w/faculty`);
  await isAccessible(cora);
  await cora.getByRole('link', { name: 'Begin a programme' }).click();
  await cora.getByLabel('Title').first().fill('Teaching to sit with silence');
  const first = cora.getByRole('group', { name: 'Session 1', exact: true });
  await first.getByLabel('Title').fill('Silence');
  await first.getByLabel('Minutes').fill('a while');
  const learner = cora.getByRole('group', { name: 'Step: learner' });
  await learner.getByLabel(/Sessions of one offering attended/).fill('1');
  const facilitator = cora.getByRole('group', { name: 'Step: facilitator' });
  await facilitator.getByLabel(/Sessions taught and observed/).fill('1');
  await isAccessibleAtBothSizes(cora);
  await cora.getByRole('button', { name: 'Keep as a draft' }).click();
  await cora.getByRole('link', { name: /Session 1, minutes/ }).waitFor();
  await isAccessible(cora);
  await first.getByLabel('Minutes').fill('90');
  assert.equal(await first.getByLabel('Title').inputValue(), 'Silence', 'nothing typed is lost');
  await cora.getByRole('button', { name: 'Keep as a draft' }).click();
  await cora.getByText('The draft is kept').waitFor();
  await cora.getByRole('button', { name: 'Open the programme' }).click();
  await cora.getByText('The programme is open').waitFor();
  await isAccessibleAtBothSizes(cora);
  await cora.getByRole('link', { name: 'Who is how far' }).click();
  await isAccessible(cora);
  await cora.getByLabel('Somebody who is not in the list').selectOption({ label: 'Tess Reed, Tufts University School of Medicine' });
  await cora.getByRole('button', { name: 'Open' }).click();
  await confirms(cora, 'Trainer', 'Trained elsewhere, and led three courses.');
  await isAccessibleAtBothSizes(cora);
});

test('she plans an offering that Tess leads, and publishes it: its plain facts are public, and name nobody', async () => {
  await cora.goto(programme);
  await cora.getByRole('link', { name: 'Plan an offering' }).click();
  await cora.getByLabel('Title').fill('At Harvard in autumn');
  await cora.getByLabel(/Members of all schools/).check();
  const first = cora.getByRole('group', { name: 'First date' });
  await first.getByLabel('Day').fill('2099-10-08');
  await first.getByLabel('Begins at').fill('13:00');
  await first.getByLabel('Minutes').fill('90');
  await cora.getByLabel('Tess Reed', { exact: true }).selectOption({ label: 'teaches' });
  await cora.getByLabel('Led by').selectOption({ label: 'Tess Reed' });
  await cora.getByLabel(/Preparation, minutes/).fill('30');
  await cora.getByLabel(/^Places/).fill('1');
  await isAccessibleAtBothSizes(cora);
  await cora.getByRole('button', { name: 'Keep as a draft' }).click();
  await cora.getByText('The draft is kept').waitFor();
  assert.equal((await fetch(`${here.address}/faculty/at-harvard-in-autumn`)).status, 404);
  await cora.getByRole('button', { name: /Publish/ }).click();
  await cora.getByText('The offering is published').waitFor();
  await isAccessibleAtBothSizes(cora);
  const { page: reader } = await visitor({ viewport: inHand });
  await reader.goto(`${here.address}/faculty`);
  await isAccessible(reader);
  await reader.getByRole('link', { name: 'At Harvard in autumn' }).click();
  await reader.getByText('120 minutes for each person').waitFor();
  await isAccessible(reader);
  assert.doesNotMatch(await said(reader), /Tess/);
});

test('Ada enrols on her phone, without script, and her school’s lead sees it', async () => {
  await ada.goto(`${here.address}/w/faculty/path`);
  await isAccessible(ada);
  await ada.goto(offering);
  await ada.getByText('120 minutes for each person').waitFor();
  await isAccessible(ada);
  await ada.getByRole('button', { name: 'Enrol in it' }).click();
  await ada.getByText('You have a place, at every date').waitFor();
  await isAccessible(ada);
  assert.match(await here.mailTo('ada@harvard.example'), /You have a place: At Harvard in autumn/);
  await bo.goto(`${offering}/enrolment`);
  assert.match(await said(bo), /Ada Quill/);
  await isAccessible(bo);
  await bo.goto(offering);
  await bo.getByText('All 1 places are taken').waitFor();
});

test('Tess says that Ada was there; the program suggests a step, and Tess confirms it', async () => {
  process.env.DATA_DIR = here.dataDir;
  delete process.env.DATABASE_URL;
  const id = await as(operator(), async ({ tx }) => {
    const { occasionId } = await tx.selectFrom('offering').select('occasionId').executeTakeFirstOrThrow();
    const startsAt = new Date(Date.now() - 2 * 86_400_000);
    await tx
      .updateTable('occasion')
      .set({ startsAt, endsAt: new Date(startsAt.getTime() + 5_400_000), registrationClosesAt: null, status: 'held' })
      .where('id', '=', occasionId)
      .execute();
    return occasionId;
  });
  await closeDatabase();
  await tess.goto(`${here.address}/w/occasions/${id}/attendance`);
  const correction = tess.locator('form', { has: tess.getByRole('button', { name: 'Keep the correction' }) });
  await correction.locator('[name=mail]').fill('ada@harvard.example');
  await correction.getByLabel('Yes').check();
  await correction.locator('[name=minutes]').fill('90');
  await correction.locator('[name=reason]').fill('She was in the room');
  await tess.getByRole('button', { name: 'Keep the correction' }).click();
  await ada.goto(`${here.address}/w/faculty/path`);
  assert.match(await said(ada), /Learner.*suggested/s);
  await tess.goto(`${programme}/people`);
  await tess.getByRole('link', { name: 'Ada Quill' }).click();
  await confirms(tess, 'Learner', 'Was there.');
  await confirms(tess, 'Observed co-facilitator', 'Led a round beside me.');
});

test('Tess observes her teaching, Ada reads it first, and only then others can', async () => {
  await tess.getByRole('link', { name: 'Write what I saw of their teaching' }).click();
  await tess.getByLabel('What was taught').fill('A practice round with six students');
  await tess.getByLabel('What to try next').fill('Ask each for a goal.');
  await tess.getByRole('button', { name: 'Give it to Ada Quill' }).click();
  await tess.getByText(/things need your hand/).waitFor();
  await tess.getByLabel('What went well').fill('She waited.');
  for (const group of await tess.locator('fieldset').filter({ hasText: 'Could not be seen this time' }).all())
    await group.getByLabel(/^Often/).check();
  await isAccessibleAtBothSizes(tess);
  await tess.getByRole('button', { name: 'Give it to Ada Quill' }).click();
  await tess.getByText('It is kept').waitFor();
  await cora.goto(tess.url());
  assert.doesNotMatch(await said(cora), /practice round/, 'the convener reads it once Ada has');
  await ada.goto(`${here.address}/w/faculty`);
  await ada.getByText('Tess Reed wrote down what they saw of your teaching').waitFor();
  await ada.getByRole('link', { name: 'Read it' }).click();
  await isAccessible(ada);
  await ada.getByLabel(/What you want to answer/).fill('I will.');
  await ada.getByRole('button', { name: 'I have read it' }).click();
  await ada.getByText('It stays as it is now').waitFor();
  await cora.reload();
  await cora.getByRole('link', { name: 'A practice round with six students' }).click();
  assert.match(await said(cora), /She waited[\s\S]*I will/);
  await isAccessible(cora);
});

test('the step is confirmed, and the certificate opens for whoever has its address', async () => {
  await tess.reload();
  await confirms(tess, 'Facilitator', 'Taught, was observed, and talked it through.');
  const address = await tess.getByRole('link', { name: 'an address of its own' }).getAttribute('href');
  const { page: reader } = await visitor({ viewport: inHand });
  await reader.goto(here.address + address);
  assert.match(await said(reader), /Ada Quill/);
  assert.match(await said(reader), /Teaching to sit with silence/);
  await ada.goto(`${here.address}/w/faculty/path`);
  assert.match(await said(ada), /Facilitator\s*reached/);
  await isAccessible(ada);
});
