import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, phone, signIn, stage, wide } from './stage.ts';

const here = await stage();
const person = await browser();
const schools = {
  harvard: 'Harvard Medical School',
  tufts: 'Tufts University School of Medicine',
  'umass-chan': 'UMass Chan Medical School',
  'boston-university': 'Boston University Chobanian & Avedisian School of Medicine',
  ferris: 'Ferris School of Medicine',
};
here.concord('person', 'add', 'cleo@collaborative.example', '--name', 'Cleo', '--role', 'convener');

const address = `${here.address}/w/curriculum/rounds/mapping-2025-26`;
const convener = await person();

async function leadOf(slug: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const { page } = await person(options);
  await signIn(here, page, `lead@${slug}.example`);
  await page.goto(`${here.address}/home`);
  return page;
}
async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}

test('a convener prepares a round, is told what can appear at all, and opens it', async () => {
  const { page } = convener;
  await signIn(here, page, 'cleo@collaborative.example');
  await page.goto(`${here.address}/w/members/profile`);
  await page.getByLabel('Name of the school', { exact: true }).fill(schools.ferris);
  await page.getByLabel('Short name for addresses').fill('rounds');
  await page.getByRole('button', { name: 'Add the school' }).click();
  await page
    .getByRole('alert')
    .getByText(/This word is an address of Concord/)
    .waitFor();
  await page.getByLabel('Short name for addresses').fill('ferris');
  await page.getByRole('button', { name: 'Add the school' }).click();
  await page.getByText('The school has joined').waitFor();
  for (const slug of Object.keys(schools))
    here.concord('person', 'add', `lead@${slug}.example`, '--name', `Lead of ${slug}`, '--role', 'lead', '--school', slug);

  await page.goto(`${here.address}/w/curriculum/rounds`);
  await isAccessible(page);
  await page.getByRole('link', { name: 'Prepare a round' }).click();
  await page.getByLabel('Title').waitFor();
  await isAccessible(page);
  await page.getByLabel('Title').fill('Mapping 2025-26');
  await page.getByLabel('Academic year').fill('2025-2026');
  for (const name of Object.values(schools)) await page.getByLabel(name).check();
  await page.getByLabel('Accept the terms, last day').fill('2020-01-15');
  await page.getByLabel('Review, last day').fill('2090-06-25');
  await page.getByLabel('Required teaching: a school may share it at most').selectOption('named');
  await page.getByLabel('Electives: a school may share it at most').selectOption('named');
  await page.getByLabel('Assessment: a school may share it at most').selectOption('aggregate');
  await page.getByRole('button', { name: 'Keep this draft' }).click();
  await page.getByRole('alert').getByText('Write the academic year as 2025-26').waitFor();
  await isAccessible(page);
  assert.ok(await page.getByLabel(schools.tufts).isChecked(), 'nothing that was chosen is lost');
  assert.equal(await page.getByLabel('Electives: a school may share it at most').inputValue(), 'named');
  await page.getByLabel('Academic year').fill('2025-26');
  await page.getByRole('button', { name: 'Keep this draft' }).click();
  await page.waitForURL(/mapping-2025-26/);
  await isAccessible(page);
  assert.match(await main(page), /once at least 4 of the 5 schools choose so/);

  const early = await leadOf('tufts', { script: false });
  await early.goto(address);
  assert.match(await main(early), /not found/, 'a draft is nobody else’s');
  await early.context().close();

  await page.getByRole('button', { name: 'Open the round to its schools' }).click();
  await page.getByText('The round is open').waitFor();
  await isAccessible(page);
});

test('four schools accept, one without script on a phone; one asks for a change, which all read', async () => {
  const tufts = await leadOf('tufts', { viewport: phone, script: false });
  assert.match(await main(tufts), /Mapping 2025-26 waits for you/, 'home says what waits');
  await tufts.getByRole('link', { name: 'Accept the terms' }).click();
  await tufts.getByRole('button', { name: `Accept these terms for ${schools.tufts}` }).click();
  assert.match(await main(tufts), /Your school has accepted these terms/);
  await tufts.context().close();

  const harvard = await leadOf('harvard');
  await harvard.goto(address);
  await isAccessible(harvard);
  assert.match(await main(harvard), /What is next for Harvard Medical School/);
  await harvard.getByRole('link', { name: 'Accept the terms' }).focus();
  await harvard.keyboard.press('Enter');
  await harvard.waitForURL(/\/terms/);
  await isAccessible(harvard);
  await harvard.getByRole('button', { name: 'Ask for this change' }).click();
  await harvard.getByRole('alert').getByText('Write what you would have changed').waitFor();
  await isAccessible(harvard);
  await harvard.getByLabel('What you would have changed').fill('Electives in aggregate only: ours are small.');
  await harvard.getByRole('button', { name: 'Ask for this change' }).focus();
  await harvard.keyboard.press('Enter');
  await harvard.getByText('Your school’s answer is kept').waitFor();
  await isAccessible(harvard);
  await harvard.context().close();

  for (const slug of ['umass-chan', 'boston-university', 'ferris'] as const) {
    const page = await leadOf(slug, { script: false });
    await page.goto(`${address}/terms`);
    assert.match(await main(page), /Electives in aggregate only: ours are small\./, 'what one asks for, all read');
    await page.getByRole('button', { name: `Accept these terms for ${schools[slug]}` }).click();
    await page.context().close();
  }
});

test('the convener changes the terms, and every school is asked again; once all accept, they stand', async () => {
  const { page } = convener;
  await page.goto(`${here.address}/home`);
  await page.getByText('other terms are asked for by Harvard Medical School').waitFor();
  await page.getByRole('link', { name: 'Read what is asked' }).click();
  assert.match(await main(page), /4 of 5 schools have accepted/);
  await page.getByLabel('Electives: a school may share it at most').selectOption('aggregate');
  await page.getByRole('button', { name: 'Propose these terms to every school' }).click();
  await page.getByRole('alert').getByText('Write why').waitFor();
  await page.getByLabel('Why').fill('Harvard’s electives are small.');
  await page.getByRole('button', { name: 'Propose these terms to every school' }).click();
  await page.getByText('Version 2 of the terms is proposed').waitFor();
  await isAccessible(page);
  assert.match(await main(page), /Electives: was named, for the round, is in aggregate, for the round/);
  assert.match(await main(page), /0 of 5 schools have accepted/);
  for (const slug of Object.keys(schools) as Array<keyof typeof schools>) {
    const lead = await leadOf(slug, { script: false });
    await lead.goto(`${address}/terms`);
    await lead.getByRole('button', { name: `Accept these terms for ${schools[slug]}` }).click();
    await lead.context().close();
  }
  await page.reload();
  assert.match(await main(page), /Every school has accepted these terms/);
});

test('the board says for each school who is waited for since when, and what is late in words', async () => {
  const { page } = convener;
  for (const viewport of [wide, phone]) {
    await page.setViewportSize(viewport);
    await page.goto(address);
    await isAccessible(page);
    const board = await main(page);
    assert.match(board, /the mappers: Calibrate/);
    assert.match(board, /the lead, Lead of tufts: Bring in[\s\S]*\d+ \w+ 20\d\d/);
  }
  const row = page.getByRole('row', { name: /Tufts/ });
  assert.match((await row.textContent()) ?? '', /1 of 9 steps/);
  await page.getByRole('link', { name: 'Show every school step by step' }).click();
  await page.getByRole('table', { name: 'How far each school is with each step' }).waitFor();
  await isAccessible(page);
  const csv = await (await page.request.get(`${address}.csv`)).text();
  assert.match(csv, /^school,school_name,step,.*\r\n/);
  assert.match(csv, /\r\ntufts,.*,review,Review,later,0,,,2090-06-25,no\r\n/);
  const json = (await (await page.request.get(`${address}.json`)).json()) as { steps: unknown[] };
  assert.equal(json.steps.length, 45);
  await page.setViewportSize(wide);
  await page.goto(`${address}/edit`);
  await isAccessible(page);
  await page.getByLabel('Bring in, last day').fill('2020-02-01');
  await page.getByRole('button', { name: 'Save the round' }).click();
  await page.getByText('The round is saved').waitFor();
  assert.match(await main(page), /Late: Bring in/);
});

test('of two conveners who change the round at once the second reads what stands, loses nothing that was typed, and saves again', async () => {
  here.concord('person', 'add', 'noor@collaborative.example', '--name', 'Noor', '--role', 'convener');
  const { page } = convener;
  await page.goto(`${address}/edit`);
  const { page: other } = await person({ script: false });
  await signIn(here, other, 'noor@collaborative.example');
  await other.goto(`${address}/edit`);
  await other.getByLabel('Note').fill('Ask Noor.');
  await other.getByRole('button', { name: 'Save the round' }).click();
  await page.getByLabel('Note').fill('Ask Cleo.');
  await page.getByLabel('Submit, last day').fill('2090-07-01');
  await page.getByRole('button', { name: 'Save the round' }).click();
  await page
    .getByRole('alert')
    .getByText(/^Noor changed this round on/)
    .waitFor();
  await isAccessible(page);
  assert.match(await main(page), /this stands now[\s\S]*Note[\s\S]*Ask Noor\.[\s\S]*Submit, last day[\s\S]*empty/);
  assert.equal(await page.getByLabel('Note').inputValue(), 'Ask Cleo.');
  await page.getByRole('button', { name: 'Save the round' }).click();
  await page.waitForURL(/done=keep/);
  assert.match(await main(page), /Ask Cleo\./);
  await other.context().close();
});
