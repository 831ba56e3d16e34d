import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { smallCurriculum } from '../curriculum-file.ts';
import { browser, isAccessible, phone, signIn, stage, wide } from './stage.ts';

const here = await stage();
const visitor = await browser();
const year = '2025-26';
const base = `${here.address}/w/curriculum/tufts`;
const file = join(here.dataDir, 'curriculum.xml');
writeFileSync(
  file,
  smallCurriculum({
    events: [
      {
        id: 'A',
        title: 'Breaking bad news',
        text: 'Learners practise a serious illness conversation and prognosis with a simulated patient.',
      },
      { id: 'B', title: 'Goals of care', text: 'Goals of care and advance care planning in small groups.' },
      { id: 'C', title: 'Advance directives', text: 'A lecture about advance directives and the health care proxy.' },
    ],
    courses: [
      { id: 'C1', title: 'Doctoring', events: ['A', 'B'] },
      { id: 'C2', title: 'Ethics', events: ['C'] },
    ],
  }),
);
here.concord('person', 'add', 'lead@tufts.example', '--name', 'Rena Lead', '--role', 'lead', '--school', 'tufts');
here.concord('person', 'add', 'mapper@tufts.example', '--name', 'Milo Mapper', '--role', 'mapper', '--school', 'tufts');
assert.equal(here.concord('curriculum', 'import', file, '--school', 'tufts', '--year', year).exit, 0);
assert.ok(Number(here.concord('curriculum', 'scan', '--school', 'tufts').document.hits) >= 3);

test('a lead names and asks; a director answers by phone from the mailed link, changes their mind; the lead settles and submits, and a mapper is told', async () => {
  const { page: mapper } = await visitor({ viewport: wide, script: false });
  await signIn(here, mapper, 'mapper@tufts.example');
  await mapper.goto(`${base}/review?year=${year}`);
  await mapper.getByRole('button', { name: 'Link it' }).click();
  await mapper.getByRole('button', { name: 'Link it' }).click();

  const { page: lead } = await visitor({ viewport: wide });
  await signIn(here, lead, 'lead@tufts.example');
  await lead.goto(`${base}/directors`);
  await isAccessible(lead);
  await lead.getByLabel('Course, name, mail').fill('Doctoring, Dana Director, dana@tufts.example\nEthic, Eli, eli@tufts.example');
  await lead.getByRole('button', { name: 'Name these directors' }).click();
  await lead
    .getByRole('alert')
    .getByText(/Line 2: no course of this year is called “Ethic”/)
    .waitFor();
  assert.match(await lead.getByLabel('Course, name, mail').inputValue(), /Dana Director/, 'nothing typed is lost');
  await lead.getByLabel('Course, name, mail').fill('Doctoring, Dana Director, dana@tufts.example\nEthics, Eli Ethicist, eli@tufts.example');
  await lead.getByRole('button', { name: 'Name these directors' }).click();
  await lead.waitForURL(/done=name-lines/).catch(async () => assert.fail(`Naming them again shows: ${await lead.textContent('main')}`));
  await lead.getByText('The directors are named').waitFor();
  await isAccessible(lead);
  await lead.getByRole('button', { name: 'Ask by mail' }).click();
  await lead.getByText('The directors are asked').waitFor();
  await isAccessible(lead);

  const mail = await here.mailTo('dana@tufts.example');
  const link = mail.match(/\S+\/w\/curriculum\/tufts\/asked\/[\w-]{36}/)?.[0];
  assert.ok(link, mail);
  const path = new URL(link).pathname;
  // A scanner that opens the link spends nothing.
  assert.equal((await fetch(here.address + path, { redirect: 'manual' })).status, 302);

  const { page: director } = await visitor({ viewport: phone });
  await director.goto(here.address + path);
  await director.getByLabel('Email address').fill('dana@tufts.example');
  await director.getByRole('button', { name: 'Send me a code' }).click();
  await director.getByLabel('Code').waitFor();
  const code = (await here.mailTo('dana@tufts.example')).match(/\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/)![0];
  await director.getByLabel('Code').fill(code);
  await director.getByRole('button', { name: 'Sign in' }).click();
  await director.waitForURL(new RegExp(path));
  await director.getByRole('heading', { level: 1, name: 'Doctoring' }).waitFor();
  await isAccessible(director);
  await director.goto(`${here.address}/home`);
  await director.getByText('Your school asks you about Doctoring').waitFor();
  await isAccessible(director);
  await director.goto(`${here.address}/w/curriculum/tufts`);
  await director.getByText('Doctoring waits for your answer').waitFor();
  assert.doesNotMatch((await director.textContent('main'))!, /See the coverage/, 'what waits comes before what may be read');
  await director.goto(`${here.address}/w/curriculum/tufts/submit`);
  await director.getByText('The school’s leads and mappers may; Members says who they are.').waitFor();
  await director.goto(`${here.address}/home`);
  await director.getByRole('link', { name: 'Answer for your course' }).click();
  await director.getByRole('heading', { level: 1, name: 'Doctoring' }).waitFor();
  const shown = (await director.textContent('main'))!;
  assert.ok(shown.indexOf('Your course') < shown.indexOf('Is this still so?'), 'the course comes before what others say of it');
  const questions = director.getByRole('group').filter({ hasText: 'Found in' });
  const many = await questions.count();
  assert.ok(many >= 1);
  await questions.first().getByLabel('Not any more').check();
  await director.getByLabel('What else should your school know about this course?').fill('The simulated patient left in 2024.');
  await director.getByText('No activity fits? Describe the teaching').click();
  await director.getByLabel('Where it is taught').selectOption({ label: 'No activity of the list fits' });
  await director.getByRole('button', { name: 'Save and stay here' }).click();
  await director
    .getByRole('alert')
    .getByText(/things need your hand/)
    .waitFor();
  assert.equal(
    await director.getByLabel('What else should your school know about this course?').inputValue(),
    'The simulated patient left in 2024.',
  );
  await isAccessible(director);
  await director.getByLabel('What it teaches').selectOption({ index: 1 });
  await director.getByLabel('How far it goes').selectOption({ label: 'Practised' });
  await director.getByLabel('How fully it is addressed').selectOption({ label: 'Partly addressed' });
  await director.getByLabel('What it is called').fill('Family meetings on the ward');
  await director.getByLabel('At least how many hours of one learner').fill('6');
  await director.getByLabel('At most how many hours').fill('9');
  await director.getByRole('button', { name: 'Add what was missed' }).click();
  await director.getByText('What was missed stands with your answers now.').waitFor();
  await director
    .getByText(/Family meetings on the ward.*6 to 9 h/)
    .first()
    .waitFor();
  await director.getByRole('button', { name: 'Done' }).click();
  await director.getByText('Thank you.').waitFor();
  await isAccessible(director);

  await lead.goto(`${base}/directors`);
  await lead.getByRole('heading', { name: 'To settle: 1 contradiction' }).waitFor();
  await isAccessible(lead);
  // The director changes their mind, and changes it back.
  await questions.first().getByLabel('Still so').check();
  await director.getByRole('button', { name: 'Save and stay here' }).click();
  await director.getByText('Your answers so far are kept.').waitFor();
  await lead.getByLabel(/How you settled/).fill('We spoke');
  await lead.getByRole('button', { name: 'Take the link away' }).click();
  await lead
    .getByRole('alert')
    .getByText(/changed this while you were writing/)
    .waitFor();
  await questions.first().getByLabel('Not any more').check();
  await director.getByRole('button', { name: 'Save and stay here' }).click();
  await director.getByText('Your answers so far are kept.').waitFor();
  await lead.goto(`${base}/directors`);
  await lead.getByRole('button', { name: 'Take the link away' }).click();
  await lead
    .getByRole('alert')
    .getByText(/Write in a sentence/)
    .waitFor();
  await lead.getByLabel(/How you settled/).fill('We spoke: it left the course.');
  await lead.getByRole('button', { name: 'Take the link away' }).click();
  await lead.getByText('It is settled').waitFor();
  await director.reload();
  await director.getByText('We spoke: it left the course.').waitFor();

  await lead.goto(`${base}/submit`);
  await lead.getByText(/1 course director may still answer/).waitFor();
  await isAccessible(lead);
  await mapper.goto(`${base}/review?year=${year}`);
  await lead.getByRole('button', { name: `Submit ${year}` }).click();
  await lead.getByText(`${year} is submitted by Rena Lead`).waitFor();
  await isAccessible(lead);
  await mapper.getByRole('button', { name: 'Link it' }).click();
  await mapper
    .getByText(/was submitted by Rena Lead/)
    .first()
    .waitFor();
  await director.getByRole('button', { name: 'Save and stay here' }).click();
  await director.getByText('was submitted on').first().waitFor();

  await lead.getByLabel('Why you take it back').fill('Ethics is missing');
  await lead.getByRole('button', { name: 'Take the submission back' }).click();
  await lead.getByText('The submission is taken back.').waitFor();
});

test('a director answers by keyboard alone, and without script', async () => {
  const { page } = await visitor({ viewport: phone, script: false });
  await signIn(here, page, 'eli@tufts.example');
  await page.goto(`${base}/asked`);
  await page.getByRole('link', { name: 'Ethics' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Ethics' }).waitFor();
  await page.getByRole('button', { name: 'Done' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Thank you.').waitFor();
  const others = await page.request.get(`${base}/directors`);
  assert.equal(others.status(), 403, 'who directs what is for leads and mappers');
});
