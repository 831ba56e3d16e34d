import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, isAccessible, isAccessibleAtBothSizes, signIn, stage } from './stage.ts';

const here = await stage();
const person = await browser();
for (const [name, role] of [
  ['rena', 'lead'],
  ['ada', 'faculty'],
])
  here.concord('person', 'add', `${name}@tufts.example`, '--name', name === 'rena' ? 'Rena' : 'Ada', '--role', role!, '--school', 'tufts');

test('somebody says on a phone what they are ready to teach and who may know, a lead reads what is missing and what a workshop would change, and what is taken back is gone', async () => {
  const own = `${here.address}/w/faculty/facilitators/me`;
  const { page: ada } = await person({ viewport: { width: 390, height: 780 }, script: false });
  await signIn(here, ada, 'ada@tufts.example');
  await ada.goto(own);
  await isAccessible(ada);
  await ada.getByRole('button', { name: 'Keep my entry' }).click();
  await ada.getByRole('alert').getByText('Choose who sees it').waitFor(); // nothing is chosen for them
  await ada.getByRole('radio', { name: /^My school’s leads/ }).check();
  await ada.getByLabel('Sessions a year, at least').fill('4');
  await ada.getByLabel('At most').fill('6');
  await ada.getByLabel('Languages that I teach in').fill('English, Spanish');
  await ada.getByRole('button', { name: 'Keep my entry' }).click();
  await ada.getByRole('status').waitFor();
  await ada.getByRole('link', { name: 'Say where you were prepared' }).click();
  await isAccessible(ada);
  await ada.getByRole('radio', { name: 'Elsewhere' }).check();
  await ada.getByRole('checkbox', { name: /^1 / }).check();
  await ada.getByLabel('Name of the course').fill('A week for bedside teachers');
  await ada.getByLabel('I may teach my own school’s learners only').check();
  await ada.getByRole('button', { name: 'Keep this in my entry' }).click();
  await ada.getByText('elsewhere', { exact: true }).waitFor();
  await isAccessible(ada);

  const { page: rena } = await person();
  await signIn(here, rena, 'rena@tufts.example');
  await rena.goto(`${here.address}/w/faculty/facilitators`);
  await rena.getByRole('link', { name: 'Ada' }).click();
  await rena.getByText('own school’s learners only').waitFor();
  await isAccessible(rena);
  await rena.goto(`${here.address}/w/members/tufts`);
  await rena.getByLabel('Class size').fill('96');
  await rena.getByRole('button', { name: 'Save the facts' }).click();
  await rena.getByRole('status').waitFor();
  await rena.goto(`${here.address}/w/faculty/capacity/tufts`);
  await rena.getByText('Something is not said yet').waitFor();
  await rena.getByRole('link', { name: 'Say what you plan with' }).click();
  await isAccessibleAtBothSizes(rena);
  await rena.getByLabel('Learners in a group, at least').fill('6');
  await rena.getByLabel('Facilitators in a group, at least').fill('1');
  await rena.getByLabel('Sessions a year of somebody newly prepared, at least').fill('4');
  await rena.getByRole('button', { name: 'Keep what we plan with' }).click();
  await rena.getByRole('status').waitFor();
  const [first] = await rena.locator('main details', { has: rena.locator('form') }).all();
  await first!.locator('summary').click();
  await first!.getByLabel('Sessions of each learner, at least').fill('1');
  await first!.getByLabel('Where this is from').fill('The curriculum committee');
  await first!.getByRole('button', { name: 'Keep this' }).click();
  await rena.getByRole('link', { name: 'See what it comes to' }).click();
  // 96 learners, 4 to 6 sessions of 6: 24 to 36 seats.
  await rena.getByText('60 to 72 seats are missing, which is 3 more facilitators.').waitFor();
  await isAccessibleAtBothSizes(rena);
  await rena.getByLabel('It prepares so many people').fill('2');
  await rena.getByRole('button', { name: 'Show what it would change' }).click();
  await rena.getByText('A workshop that prepares 2 people would bring the missing seats from 60 to 72 to 12 to 24.').waitFor();
  await rena.getByRole('radio', { name: /collaborative by name/ }).check();
  await rena.getByRole('button', { name: 'Share as chosen, with the figures of now' }).click();
  await rena.getByRole('alert').getByText('Fewer than 3 people are counted').waitFor();
  await rena.goto(`${here.address}/w/faculty/facilitators/tree`);
  await isAccessible(rena);
  await rena.goto(`${here.address}/w/faculty/capacity`);
  await isAccessible(rena);

  await ada.goto(own);
  await ada.getByRole('radio', { name: /^Only me/ }).check();
  await ada.getByRole('button', { name: 'Keep my entry' }).click();
  await ada.getByRole('status').waitFor();
  await rena.goto(`${here.address}/w/faculty/facilitators`);
  await rena.getByText('No entry is shown to you yet').waitFor();
  await rena.goto(`${here.address}/w/faculty/capacity/tufts`);
  assert.match((await rena.locator('main').textContent()) ?? '', /96 seats are missing/);
});
