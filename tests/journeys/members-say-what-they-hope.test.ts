import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const tufts = ['--school', 'tufts'];
here.concord('person', 'add', 'cleo@collaborative.example', '--name', 'Cleo', '--role', 'convener');
here.concord('person', 'add', 'ada@tufts.example', '--name', 'Ada', '--role', 'lead', ...tufts);
here.concord('person', 'add', 'ben@tufts.example', '--name', 'Ben', '--role', 'faculty', ...tufts);
here.concord('person', 'add', 'dan@tufts.example', '--name', 'Dan', '--role', 'staff', ...tufts);

async function words(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? '';
}

test('members answer on a phone and a guest by link and code, the goal is drafted from it, a school endorses it, and everybody reads what became of their words', async () => {
  const { page: cleo } = await person();
  await signIn(here, cleo, 'cleo@collaborative.example');
  await cleo.goto(`${here.address}/w/perspectives/new`);
  await isAccessible(cleo);
  await cleo.getByLabel('What it is about').fill('Where we begin');
  await cleo.getByRole('button', { name: 'Keep it as a draft' }).click();
  await cleo.getByRole('link', { name: 'Guests' }).click();
  await cleo.getByLabel('Name').fill('Gus');
  await cleo.getByLabel('Email address').fill('gus@elsewhere.example');
  await cleo.getByLabel('Who they are, in a few words').fill('family adviser');
  await cleo.getByRole('button', { name: 'Invite' }).click();
  await cleo.getByText('gus@elsewhere.example').waitFor();
  await isAccessible(cleo);
  const base = `${here.address}/w/perspectives/where-we-begin`;
  await cleo.goto(base);
  await cleo.getByRole('button', { name: 'Open the round' }).click();
  await cleo.getByRole('status').waitFor();
  await isAccessible(cleo);
  await cleo.goto(`${base}/read`);
  assert.doesNotMatch(await words(cleo), /Every student/);

  // On a phone, without script: begun, kept, and given later with the name.
  const { page: ada } = await person({ viewport: phone, script: false });
  await signIn(here, ada, 'ada@tufts.example');
  await ada.goto(`${here.address}/home`);
  await ada.getByRole('link', { name: 'Answer', exact: true }).click();
  await ada.getByLabel('Your answer').fill('Every student practises.');
  await ada.getByRole('button', { name: 'Save, and go on later' }).click();
  assert.match(await words(ada), /Kept\. Nobody else reads it/);
  await ada.goto(`${base}/answer`);
  assert.equal(await ada.getByLabel('Your answer').inputValue(), 'Every student practises.');
  await ada.getByRole('button', { name: 'Give this answer' }).click();
  assert.match(await words(ada), /Choose what others see of it/, 'nothing is chosen for them');
  await ada.getByRole('radio', { name: /^With my name/ }).check();
  await ada.getByLabel('Your answer').fill('Every student practises. And somebody who knows how is there.');
  await ada.getByRole('button', { name: 'Give this answer' }).click();
  assert.match(await words(ada), /What stands in the way/);
  const { page: ben } = await person({ viewport: phone });
  await signIn(here, ben, 'ben@tufts.example');
  await ben.goto(`${base}/answer`);
  // With script it is kept while one writes: without network it waits, and another tab of the same answer is told.
  await ben.context().setOffline(true);
  await ben.getByLabel('Your answer').fill('Less fear of');
  await ben.getByText('Not kept yet: the network does not answer').waitFor();
  await ben.context().setOffline(false);
  await ben.getByText(/^Kept at /).waitFor();
  const again = await ben.context().newPage();
  await again.goto(`${base}/answer`);
  assert.equal(await again.getByLabel('Your answer').inputValue(), 'Less fear of');
  await ben.getByLabel('Your answer').fill('Less fear of silence.');
  await ben.getByRole('radio', { name: /^With my role only/ }).check();
  await again.getByText('You wrote on elsewhere').waitFor();
  await again.close({ runBeforeUnload: false });
  await ben.getByRole('button', { name: 'Give this answer' }).click();
  await ben.getByText('Your answer is given').waitFor();
  await isAccessible(ben);

  // A guest: the link alone opens nothing.
  const link = /\/perspective\/[\w-]{43}(?=\s)/.exec(await here.mailTo('gus@elsewhere.example'))![0];
  const { page: gus } = await person({ viewport: phone });
  await gus.goto(here.address + link);
  await gus.goto(here.address + link);
  await gus.getByRole('button', { name: 'Send me the code' }).click();
  let code: string | undefined;
  for (let tries = 0; code === undefined && tries < 50; tries++)
    code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(await here.mailTo('gus@elsewhere.example'))?.[0];
  await gus.getByLabel('Code').fill(code!);
  await gus.getByRole('button', { name: 'Begin' }).click();
  await gus.getByLabel('Your answer').fill('Speak with my mother, not about her.');
  await gus.getByRole('radio', { name: /^Counted only/ }).check();
  await gus.getByRole('button', { name: 'Give this answer' }).click();
  await gus.goto(here.address + link);
  assert.match(await words(gus), /counted only/);
  await isAccessible(gus);
  await gus.getByRole('link', { name: 'Read what others said' }).click();
  // In no order of time.
  assert.match(
    await words(gus),
    /(?=[\s\S]*And somebody who knows how is there)[\s\S]*Less fear of silence/,
    'a guest who answered reads what others show',
  );
  await isAccessible(gus);

  // The convener closes the round, reads, marks by sentence and by mouse, and drafts.
  await cleo.goto(base);
  await cleo.getByRole('button', { name: 'Close the round' }).click();
  await cleo.getByText('The round is closed. Everybody here').waitFor();
  await cleo.goto(`${base}/read`);
  const read = await words(cleo);
  assert.match(read, /2 answers can be read, 1 more is only counted; 3 of 5 answered/);
  assert.match(read, /a member/);
  assert.doesNotMatch(read, /Ben|Gus|my mother/);
  const adas = cleo.getByRole('article').filter({ hasText: 'Every student' });
  await adas.getByText('Choose sentences for a point').click();
  await adas.getByRole('checkbox').first().check();
  await adas.getByLabel('A new point, as a sentence').fill('Practice for all');
  await adas.getByRole('button', { name: 'Give them to the point' }).click();
  await cleo.getByText('Marked for').waitFor();
  await isAccessible(cleo);
  await cleo.getByText('Less fear of silence.').first().selectText();
  await cleo.getByRole('button', { name: 'Give it to the point', exact: true }).click();
  await cleo.getByText('Marked for').nth(1).waitFor();
  await cleo.goto(`${base}/points`);
  assert.match(await words(cleo), /Practice for all/);
  await isAccessible(cleo);
  await cleo.goto(`${here.address}/w/perspectives/goal`);
  await cleo.getByRole('button', { name: 'Begin a version' }).click();
  await cleo.getByRole('link', { name: 'Write the first sentence' }).click();
  await cleo.getByLabel('The sentence').fill('Every student practises, and is not left alone.');
  await cleo.getByRole('checkbox', { name: /Practice for all/ }).check();
  await isAccessible(cleo);
  await cleo.getByRole('button', { name: 'Keep the sentence' }).click();
  await cleo.getByText('Rests on 2 answers').waitFor();
  await cleo.getByRole('button', { name: 'Put it before the schools' }).click();
  await cleo.getByText('It is before the schools now').waitFor();
  await isAccessible(cleo);

  await ada.goto(`${here.address}/home`);
  await ada.getByRole('link', { name: 'Read the goal' }).click();
  await ada.getByRole('radio', { name: 'We cannot, because…' }).check();
  await ada.getByRole('button', { name: 'Say it for your school' }).click();
  assert.match(await words(ada), /Say why your school cannot/);
  await ada.getByRole('radio', { name: 'We endorse it' }).check();
  await ada.getByRole('button', { name: 'Say it for your school' }).click();
  assert.match(await words(ada), /What your school says is kept/);

  await cleo.goto(`${here.address}/w/perspectives/goal/1`);
  await cleo.getByRole('button', { name: 'Adopt it' }).click();
  await cleo.getByText('The goal is adopted.').waitFor();
  const { page: reader } = await person();
  await reader.goto(`${here.address}/members`);
  assert.doesNotMatch(await words(reader), /left alone/, 'nothing is public before the convener says so');
  await cleo.getByRole('button', { name: 'Make it public' }).click();
  await cleo.getByText('The goal is public now').waitFor();
  await reader.goto(`${here.address}/members`);
  const shown = await words(reader);
  assert.match(shown, /Every student practises, and is not left alone\.[\s\S]*Rests on what 2 answers said/);
  assert.doesNotMatch(shown, /Ada|Ben|Less fear/);
  await isAccessible(reader);

  await ben.goto(`${base}/answer`);
  await ben.getByRole('link', { name: 'What do you hope for?' }).click();
  assert.match(await words(ben), /version 1 of the goal, which is adopted, rests on it[\s\S]*marked into the point “Practice for all”/);
  assert.match(await here.mailTo('ben@tufts.example'), /What became of your answers/);
});
