import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
const hand = { width: 390, height: 800 };
const tufts = ['--school', 'tufts'];
here.concord('person', 'add', 'kit@tufts.example', '--name', 'Kit', '--role', 'student', ...tufts);
here.concord('person', 'add', 'noa@tufts.example', '--name', 'Noa', '--role', 'student', ...tufts);
here.concord('person', 'add', 'ada@tufts.example', '--name', 'Ada', '--role', 'faculty', ...tufts);

async function words(page: Page): Promise<string> {
  return (await page.locator('main').textContent()) ?? '';
}
async function begin(page: Page): Promise<void> {
  await page.goto(`${here.address}/w/practice`);
  await page.getByRole('link', { name: 'Begin your log' }).click();
  assert.equal(await page.getByRole('radio', { checked: true }).count(), 0, 'nothing is chosen for them');
  await page.getByLabel('The year in which you graduate').fill('2028');
  await page.getByRole('radio', { name: /^No, leave me out/ }).check();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('link', { name: 'Note a conversation' }).waitFor();
}

test('a student notes a conversation on a phone, is asked about a name, sets a goal, sees growth, shows one entry to a teacher and sees who looked', async () => {
  const { page: kit } = await person({ viewport: hand });
  await signIn(here, kit, 'kit@tufts.example');
  await begin(kit);
  await isAccessible(kit);
  await kit.getByRole('link', { name: 'Note a conversation' }).click();
  await isAccessible(kit);
  await kit.getByRole('radio', { name: 'With a patient or a family' }).check();
  await kit.getByRole('radio', { name: 'I did a part of it' }).check();
  await kit.getByRole('checkbox').first().check();
  await kit.getByRole('textbox', { name: /^How it went, in my words/ }).fill('Mrs. Alvarez asked me to stay, and I stayed.');
  await kit.getByText('“Mrs. Alvarez” is nobody’s').waitFor();
  await kit.getByText(/“Mrs. Alvarez” looks like a name. Nothing was saved/).waitFor();
  await isAccessible(kit);
  await kit.getByRole('radio', { name: /^I did it with prompts/ }).check();
  await kit.getByLabel('What I will try next').fill('Sit down before I speak');
  await kit.getByRole('checkbox', { name: 'Make this a goal of mine' }).check();
  await kit.getByRole('button', { name: 'Save the entry' }).click();
  assert.match(kit.url(), /\/new/, 'it is held back until somebody answers');
  await kit.getByRole('textbox', { name: /^How it went, in my words/ }).fill('She asked me to stay, and I stayed.');
  await kit.getByText('“Mrs. Alvarez” is nobody’s').waitFor({ state: 'detached' });

  // The tab is closed: what was written is where it was, on any device.
  await kit.getByText(/^Kept at /).waitFor();
  await kit.goto(`${here.address}/w/practice`);
  await kit.getByRole('link', { name: 'Go on where you left it' }).click();
  assert.equal(await kit.getByRole('textbox', { name: /^How it went, in my words/ }).inputValue(), 'She asked me to stay, and I stayed.');
  await kit.getByRole('button', { name: 'Save the entry' }).dblclick();
  await kit.getByText('It is noted. Only you read it').waitFor();
  await isAccessible(kit);
  const entry = kit.url().replace(/\?.*/, '');
  await kit.goto(`${here.address}/w/practice`);
  assert.match(await words(kit), /1 conversation is noted/, 'two taps are one entry');
  assert.match(await words(kit), /Sit down before I speak/);
  assert.doesNotMatch(await words(kit), /You began/);
  await isAccessible(kit);

  // Two devices: the second is told, with both texts.
  await kit.goto(`${entry}/edit`);
  const { page: laptop } = await person();
  await signIn(here, laptop, 'kit@tufts.example');
  await laptop.goto(`${entry}/edit`);
  await laptop.getByLabel('What I meant to try').fill('Ask permission');
  await laptop.getByRole('button', { name: 'Save the change' }).click();
  await laptop.getByText('The change is saved').waitFor();
  await kit.getByLabel('What I meant to try').fill('Be quiet');
  await kit.getByRole('button', { name: 'Save the change' }).click();
  await kit.getByText('What stands there now, where you typed something else').waitFor();
  assert.match(await words(kit), /Ask permission/);
  assert.equal(await kit.getByLabel('What I meant to try').inputValue(), 'Be quiet');
  await isAccessible(kit);
  await kit.getByRole('button', { name: 'Save the change' }).click();
  await kit.getByText('The change is saved').waitFor();

  await kit.goto(`${here.address}/w/practice/goals`);
  await isAccessible(kit);
  await kit.getByText('It is done, or not wanted any more').first().click();
  await kit.getByLabel(/^How it went, in a sentence/).fill('It changed the room');
  await kit.getByRole('button', { name: 'It is done' }).click();
  await kit.getByText('Done. It stands below').waitFor();
  await kit.goto(`${here.address}/w/practice/growth`);
  assert.match(await words(kit), /28 to 127 assessments/);
  assert.match(await words(kit), /I did it with prompts along the way/);
  await isAccessible(kit);
  await kit.goto(`${here.address}/w/practice/entries`);
  await isAccessible(kit);

  // One entry, one reader, until a day.
  await kit.goto(entry);
  await kit.getByRole('link', { name: 'Show it to somebody' }).click();
  await isAccessible(kit);
  await kit.getByLabel(/^With whom/).fill('ada@tufts.exampl');
  await kit.getByRole('button', { name: 'Show this conversation' }).click();
  await kit.getByText('Nobody else here has this address').waitFor();
  await kit.getByLabel(/^With whom/).fill('ada@tufts.example');
  await kit.getByRole('button', { name: 'Show this conversation' }).click();
  await kit.getByText('It is shown').waitFor();
  assert.match(await words(kit), /Nobody has looked/);
  const { page: ada } = await person({ viewport: hand });
  await signIn(here, ada, 'ada@tufts.example');
  const mail = await here.mailTo('ada@tufts.example');
  assert.doesNotMatch(mail, /asked me to stay/);
  await ada.goto(`${here.address}/w/practice/shared`);
  await isAccessible(ada);
  await ada.getByRole('link', { name: 'Kit' }).click();
  await ada.getByText('She asked me to stay, and I stayed.').waitFor();
  await isAccessible(ada);
  const shared = ada.url();
  assert.equal((await ada.goto(entry))?.status(), 404);
  await kit.reload();
  assert.match(await words(kit), /Ada, /);
  await isAccessible(kit);
  await kit.getByRole('button', { name: 'End what Ada reads' }).click();
  await kit.getByText('they read it no more').waitFor();
  assert.equal((await ada.goto(shared))?.status(), 404);

  const all = await kit.request.get(`${here.address}/w/practice/everything.json`);
  assert.match(await all.text(), /She asked me to stay, and I stayed\..*It changed the room.*"Ada"/s);
  assert.equal((await (await kit.request.get(`${here.address}/w/practice/everything.pdf`)).body()).subarray(0, 5).toString(), '%PDF-');
  await kit.goto(`${here.address}/w/practice/leave`);
  await isAccessible(kit);
  await kit.getByLabel(/^Write the word/).fill('delete');
  await kit.getByRole('button', { name: 'Delete my log for good' }).click();
  await kit.getByText('Your log is gone').waitFor();
});

test('without script a conversation is noted too, and what may tell who a patient is comes back with the question', async () => {
  const { page } = await person({ viewport: hand, script: false });
  await signIn(here, page, 'noa@tufts.example');
  await begin(page);
  await page.getByRole('link', { name: 'Note a conversation' }).click();
  await page.getByRole('button', { name: 'Save the entry' }).click();
  assert.match(await words(page), /Two things need your hand/);
  await isAccessible(page);
  await page.getByRole('radio', { name: 'I observed somebody' }).check();
  await page.getByRole('radio', { name: 'I watched' }).check();
  await page.getByRole('textbox', { name: /^How it went, in my words/ }).fill('The attending quoted Harold, whom we all know.');
  await page.getByRole('button', { name: 'Save the entry' }).click();
  assert.match(await words(page), /“Harold” is nobody’s/);
  assert.equal(
    await page.getByRole('textbox', { name: /^How it went, in my words/ }).inputValue(),
    'The attending quoted Harold, whom we all know.',
  );
  await isAccessible(page);
  await page.getByRole('checkbox', { name: /^“Harold” is nobody’s/ }).check();
  await page.getByRole('button', { name: 'Save the entry' }).click();
  assert.match(await words(page), /It is noted/);
  await page.getByText('Delete this entry').click();
  await page.getByRole('button', { name: 'Delete it for good' }).click();
  assert.match(await words(page), /The entry is gone.*None is noted yet/s);
});
