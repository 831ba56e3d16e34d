import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, phone, stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const person = await browser();
const lists = `${here.address}/w/curriculum/keywords`;

async function as(name: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const { page } = await person(options);
  await page.goto(`${here.address}/sign-in`);
  await page.getByRole('button', { name }).click();
  await page.waitForURL(/\/home/);
  return page;
}
async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}

const convener = await as('Ines Marlow');
const mapper = await as('Tomas Lind');

test('a convener begins the next version of the list that every school uses', async () => {
  await convener.goto(`${here.address}/w/curriculum`);
  await convener.getByRole('link', { name: 'Keyword lists' }).click();
  await isAccessible(convener);
  await convener.getByRole('link', { name: 'Concord starter list, version 1' }).click();
  assert.match(await main(convener), /In use\. Adopted/);
  await isAccessible(convener);
  await convener.getByRole('button', { name: 'Begin the next version from this one' }).click();
  await convener.getByText('A draft is begun with the words of the version that you chose').waitFor();
  await isAccessible(convener);
});

test('words are tried on a text before they are saved, and what does not count says why', async () => {
  await convener.getByRole('link', { name: 'Change burnout' }).click();
  await convener.getByLabel('Phrase').fill('*');
  await convener.getByRole('button', { name: 'Save the keyword' }).click();
  await convener.getByRole('alert').getByText('Write at least two letters before a *.').waitFor();
  await isAccessible(convener);
  await convener.getByLabel('Phrase').fill('burnout');
  await convener.getByLabel('Synonyms').fill('emotional exhaustion');
  await convener.getByLabel('Not within').fill('burnout inventory');
  await convener
    .getByLabel('A text of yours')
    .fill('Fill in the burnout inventory. <p>Emotional&nbsp;exhaustion and burnout on the ward.</p>');
  await convener.getByRole('button', { name: 'Try these words' }).click();
  await convener.getByText('As saved it finds 2 in this text, with these words as many.').waitFor();
  assert.match(await main(convener), /No: within “burnout inventory”/);
  await isAccessible(convener);
  assert.equal(await convener.getByLabel('Synonyms').inputValue(), 'emotional exhaustion', 'nothing that was typed is lost');
  await convener.getByRole('button', { name: 'Save the keyword' }).click();
  await convener.getByText('The keyword is saved').waitFor();
});

test('a convener pastes keywords, gives the list its negation and takes a word out', async () => {
  await convener.getByRole('link', { name: 'Add keywords' }).click();
  await convener.getByLabel('They propose competency').selectOption({ index: 1 });
  await convener.getByLabel('Keywords', { exact: true }).fill('family meeting*; family conference*\nwish to know');
  await isAccessible(convener);
  await convener.getByRole('button', { name: 'Add the keywords' }).click();
  await convener.getByText('The keywords are in the draft').waitFor();
  await convener.getByRole('link', { name: 'Change the note and the negation' }).click();
  await convener.getByLabel('Negation before a place').fill('without\nexcluding');
  await convener.getByLabel('Negation behind a place').fill('not covered');
  await convener.getByLabel('Words between, at most').fill('many');
  await convener.getByRole('button', { name: 'Save the note and the negation' }).click();
  await convener.getByRole('alert').getByText('Write a number').waitFor();
  await isAccessible(convener);
  await convener.getByLabel('Words between, at most').fill('5');
  await convener.getByRole('button', { name: 'Save the note and the negation' }).click();
  await convener.getByText('The note and the negation are saved').waitFor();
  await convener.getByRole('button', { name: 'Take out symptom burden' }).click();
  await convener.getByText('The keyword is taken out of the draft').waitFor();
  await isAccessible(convener);
});

test('a mapper tries the draft on the own year: what it would add and lose, and nothing is kept', async () => {
  await mapper.goto(`${lists}/concord-starter-list/2`);
  assert.equal(await mapper.getByRole('button', { name: /Adopt/ }).count(), 0, 'a mapper reads the draft and cannot change it');
  await mapper.getByRole('link', { name: 'Try it on Ashby' }).click();
  await mapper.getByText(/version 2, would add \d+ hits? and lose \d+/).waitFor();
  await isAccessible(mapper);
  await mapper.setViewportSize(phone);
  await isAccessible(mapper);
  await mapper.getByLabel('Phrase').fill('anatomy');
  await mapper.getByRole('button', { name: /Try it on/ }).click();
  await mapper.getByText(/“anatomy” would add [1-9]\d* hits? and lose/).waitFor();
  await isAccessible(mapper);
  const address = new URL(mapper.url());
  const answer = await mapper.request.get(`${address.origin}${address.pathname}.json${address.search}`);
  const { added, activities } = await answer.json();
  assert.ok(added.length > 0 && activities > 1000, 'the file holds what the page shows');
  await mapper.goto(`${here.address}/w/curriculum/ashby/scan`);
  assert.doesNotMatch(await main(mapper), /anatomy/);
});

test('without script, on a phone, a convener reads what differs and adopts; the open round keeps its version', async () => {
  const page = await as('Ines Marlow', { script: false, viewport: phone });
  await page.goto(`${lists}/concord-starter-list/2/compare`);
  const text = await main(page);
  for (const word of ['family meeting*', 'symptom burden', 'burnout inventory', 'not covered']) assert.ok(text.includes(word), word);
  await page.goto(`${lists}/concord-starter-list/2`);
  await page.getByRole('button', { name: 'Adopt version 2' }).click();
  await page.getByRole('button', { name: 'Adopt it and put it into use' }).click();
  await page.getByText('The version is adopted and in use').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Add keywords' }).count(), 0);
  await mapper.goto(`${here.address}/w/curriculum/ashby/scan`);
  assert.match(await main(mapper), /Concord starter list, version 1, the list of the round/);
});

test('a lead of a school cannot write the collaborative’s list, by any address', async () => {
  const page = await as('Rena Okafor');
  for (const path of ['new', 'concord-starter-list/2/words/new', 'concord-starter-list/2/words/several', 'concord-starter-list/2/about']) {
    const answer = await page.goto(`${lists}/${path}`);
    assert.equal(answer?.status(), 403, path);
    await isAccessible(page);
  }
});
