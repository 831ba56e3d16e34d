import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const add = (mail: string, name: string, role: string, school?: string) =>
  here.concord('person', 'add', mail, '--name', name, '--role', role, ...(school ? ['--school', school] : []));
add('lena@harvard.example', 'Lena', 'faculty', 'harvard');
add('mira@tufts.example', 'Mira', 'staff', 'tufts');
add('rena@tufts.example', 'Rena', 'lead', 'tufts');
const study = `${here.address}/w/focus-groups/what-helps-students`;

async function of(mail: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const { page } = await person(options);
  await signIn(here, page, mail);
  return page;
}
async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}

const lena = await of('lena@harvard.example');
const mira = await of('mira@tufts.example', { viewport: phone });

test('a researcher begins a study by reading and meetings, and is told why it has no figure of agreement', async () => {
  await lena.goto(`${here.address}/home`);
  await lena.getByRole('link', { name: 'Focus groups' }).click();
  await lena.getByRole('link', { name: 'Begin a study' }).click();
  await lena.getByRole('button', { name: 'Begin the study' }).click();
  await lena.getByRole('alert').getByText('Write a title').waitFor();
  await isAccessible(lena);
  await lena.getByLabel('Title').fill('What helps students');
  await lena.getByLabel('What the study asks').fill('What helps students to lead a conversation with a seriously ill patient?');
  await lena.getByLabel('Immersion/crystallisation, or reflexive').check();
  await lena.getByRole('button', { name: 'Begin the study' }).click();
  await lena.getByText('The study is begun, and you lead it').waitFor();
  await isAccessible(lena);
  assert.match(await main(lena), /A figure of agreement would measure something that the study does not claim/);
  const early = await mira.goto(study);
  assert.equal(early?.status(), 404, 'for everybody else it does not exist');
});

test('the protocol has versions, and another approach needs its reason', async () => {
  await lena.goto(`${study}/protocol`);
  await lena.getByLabel('Moderator’s guide').fill('What was the hardest conversation you were part of?');
  await lena.getByLabel('Thematic or framework analysis').check();
  await lena.getByRole('button', { name: 'Write version 2' }).click();
  await lena.getByRole('alert').getByText('Write why the approach changes').waitFor();
  await isAccessible(lena);
  await lena.getByLabel('Immersion/crystallisation, or reflexive').check();
  await lena.getByRole('button', { name: 'Write version 2' }).click();
  await lena.getByText('Version 2 is written').waitFor();
  await isAccessible(lena);
});

test('nothing comes in for a site before its approval, and its research staff are named by email address', async () => {
  await lena.goto(`${study}/sites`);
  await lena.getByLabel('School').selectOption({ label: 'Tufts University School of Medicine' });
  await lena.getByRole('button', { name: 'Add the site' }).click();
  await lena.getByText('The site is added').waitFor();
  await isAccessible(lena);
  await lena.goto(`${study}/people`);
  await isAccessible(lena);
  await lena.getByLabel('Email address').fill('mira@tufts.example');
  await lena.getByLabel(/^Research staff/).check();
  await lena.getByRole('button', { name: 'Give the role' }).click();
  await lena.getByText('The role is given').waitFor();

  await mira.goto(`${study}/participants`);
  await mira.getByLabel('Site').selectOption({ index: 1 });
  await mira.getByLabel('Pseudonym').fill('Willow');
  await mira.getByLabel('Name, for the key').fill('Wilhelmina Oakes');
  await mira.getByRole('button', { name: 'Add the participant' }).click();
  await mira.getByText(/has no approval yet/).waitFor();
  assert.equal(await mira.getByLabel('Pseudonym').inputValue(), 'Willow', 'nothing that was typed is lost');
  await isAccessible(mira);

  await lena.goto(`${study}/sites`);
  await lena.getByRole('link', { name: 'Tufts University School of Medicine' }).click();
  await lena.getByLabel('Determination').selectOption('exempt');
  await lena.getByLabel('Number').fill('2026-11');
  await lena.getByLabel('Approved on').fill('2026-01-15');
  await lena.getByLabel('Last day').fill('2025-01-15');
  await lena.getByRole('button', { name: 'Save what the board decided' }).click();
  await lena.getByRole('alert').getByText('The last day comes after the day of the approval').waitFor();
  await isAccessible(lena);
  await lena.getByLabel('Last day').fill('');
  await lena.getByRole('button', { name: 'Save what the board decided' }).click();
  await lena.getByText('What the board decided is saved').waitFor();
  await isAccessible(lena);
  await lena.getByLabel('Number of the amendment').fill('2026-11/A1');
  await lena.getByLabel('What changed').fill('Groups by video');
  await lena.getByRole('button', { name: 'Note the amendment' }).click();
  await lena.getByRole('alert').getByRole('link', { name: 'Amendment approved on: Choose a day' }).waitFor();
  assert.ok(!(await lena.getByText('What the board decided is saved').isVisible()), 'after a refusal only the refusal speaks');
  await lena.getByLabel('Amendment approved on').fill('2026-01-20');
  await lena.getByRole('button', { name: 'Note the amendment' }).click();
  await lena.getByText('The amendment is noted').waitFor();
  assert.equal(await lena.getByLabel('Number', { exact: false }).first().inputValue(), '2026-11', 'the decision stands as it was');
});

test('on a phone, staff add a participant, note the consent of the letter, and read the key for a reason', async () => {
  await lena.goto(`${study}/letters`);
  await lena.getByLabel('Site').selectOption({ index: 1 });
  await lena.getByLabel('Version').fill('1');
  await lena.getByLabel('Be quoted under a pseudonym').check();
  await lena.getByLabel(/^What can be told apart is removed/).check();
  await lena.getByLabel('The letter').fill('Dear student,\nwe ask you to take part in a group.');
  await lena.getByRole('button', { name: 'Keep the letter' }).click();
  await lena.getByText('The letter is kept').waitFor();
  await isAccessible(lena);

  await mira.goto(`${study}/participants`);
  await mira.getByLabel('Site').selectOption({ index: 1 });
  await mira.getByLabel('Pseudonym').fill('Willow');
  await mira.getByLabel('Name, for the key').fill('Wilhelmina Oakes');
  await mira.getByRole('button', { name: 'Add the participant' }).click();
  await mira.getByText('The participant is added').waitFor();
  await isAccessible(mira);
  await mira.getByLabel(/Willow, Tufts/).check();
  await mira.getByRole('button', { name: 'Read who they are' }).click();
  await mira.getByText('Write why you read the key').first().waitFor();
  assert.ok(await mira.getByLabel(/Willow, Tufts/).isChecked(), 'nothing that was chosen is lost');
  await mira.getByLabel('Why you read it').fill('To send the date of the group');
  await mira.getByRole('button', { name: 'Read who they are' }).click();
  await mira.getByText('Wilhelmina Oakes').waitFor();
  await isAccessible(mira);
  await mira.getByRole('link', { name: 'Willow', exact: true }).click();
  await mira.getByLabel('Take part in a group').check();
  await mira.getByLabel('Day of the consent').fill('2026-02-01');
  await isAccessible(mira);
  await mira.getByRole('button', { name: 'Note the consent' }).click();
  await mira.getByText('The consent is noted').waitFor();
  await isAccessible(mira);
});

test('the lead sees that the key was read and why, and never what it says', async () => {
  await lena.goto(`${study}/participants`);
  assert.equal(await lena.getByRole('button', { name: 'Read who they are' }).count(), 0);
  await lena.goto(`${study}/trail`);
  assert.match(await main(lena), /Mira\s*read the key|Miraread the key/);
  await isAccessible(lena);
  for (const path of ['participants', 'trail', 'sessions', 'notebook'])
    for (const ending of ['.csv', '.json']) {
      const answer = await lena.request.get(`${study}/${path}${ending}`);
      assert.equal(answer.status(), 200, path + ending);
      assert.doesNotMatch(await answer.text(), /Wilhelmina/, path + ending);
    }
  const trail = await (await lena.request.get(`${study}/trail.csv`)).text();
  assert.match(trail, /To send the date of the group/);
});

test('a group meets, who came is noted, and the notebook keeps what was decided', async () => {
  await mira.goto(`${study}/sessions`);
  await mira.getByLabel('Site').selectOption({ index: 1 });
  await mira.getByLabel('Title').fill('Group 1');
  await mira.getByLabel('Day').fill('2026-03-02');
  await mira.getByRole('button', { name: 'Add the session' }).click();
  await mira.getByText('The session is added').waitFor();
  await mira.getByLabel('Whether Willow came').selectOption('yes');
  await mira.getByRole('button', { name: 'Note who came' }).click();
  await mira.getByText('Who came is noted').waitFor();
  assert.match(await main(mira), /1 of 1 participant/);
  await isAccessible(mira);
  await lena.goto(`${study}/notebook`);
  await lena.getByLabel('What it is').selectOption('meeting');
  await lena.getByLabel('Day').fill('2026-03-09');
  await lena.getByLabel('What happened, what you thought').fill('We read the first group aloud.\nSilence came up again and again.');
  await lena.getByLabel('What was decided').fill('Read the second group for silence.');
  await lena.getByRole('button', { name: 'Write the note' }).click();
  await lena.getByText('The note is written').waitFor();
  await isAccessible(lena);
});

test('a participant withdraws, and it stays; whoever leads at the site is named in vain', async () => {
  await mira.goto(`${study}/participants`);
  await mira.getByRole('link', { name: 'Willow', exact: true }).click();
  await mira.getByRole('button', { name: 'Willow withdraws' }).click();
  await mira.getByLabel('Day of the withdrawal').fill('2026-04-01');
  await mira.getByRole('button', { name: 'Note the withdrawal' }).click();
  await mira.getByText('The withdrawal is noted').waitFor();
  assert.match(await main(mira), /What can be told apart is removed; talk shared with others cannot always be separated/);
  assert.equal(await mira.getByRole('button', { name: 'Note the consent' }).count(), 0);
  await isAccessible(mira);
  await lena.goto(`${study}/people`);
  await lena.getByLabel('Email address').fill('rena@tufts.example');
  await lena.getByLabel(/^Moderator/).check();
  await lena.getByRole('button', { name: 'Give the role' }).click();
  await lena.getByText('The role is given').waitFor();
  const rena = await of('rena@tufts.example');
  await rena.goto(`${study}/participants`);
  await rena.getByLabel(/Willow, Tufts/).check();
  await rena.getByLabel('Why you read it').fill('Curious');
  await rena.getByRole('button', { name: 'Read who they are' }).click();
  await rena.getByText(/You may not read the key/).waitFor();
  assert.doesNotMatch(await main(rena), /Wilhelmina/);
});

test('without script the same forms keep a note', async () => {
  const page = await of('lena@harvard.example', { script: false, viewport: phone });
  await page.goto(`${study}/notebook`);
  await page.getByLabel('What it is').selectOption('memo');
  await page.getByLabel('Day').fill('2026-03-10');
  await page.getByLabel('What happened, what you thought').fill('I hear my own training in what I mark.');
  await page.getByRole('button', { name: 'Write the note' }).click();
  await page.getByText('The note is written').waitFor();
  await page.getByText('I hear my own training in what I mark.').waitFor();
});
