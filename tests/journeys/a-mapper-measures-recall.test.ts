import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, phone, stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const person = await browser();
const address = `${here.address}/w/curriculum/ashby/recall`;

async function as(name: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const { page } = await person(options);
  await page.goto(`${here.address}/sign-in`);
  await page.getByRole('button', { name }).click();
  await page.waitForURL(/\/home/);
  return page;
}

test('a mapper draws ten activities and reads them by keyboard alone', async () => {
  const page = await as('Tomas Lind');
  await page.goto(`${here.address}/w/curriculum/ashby/scan`);
  await page.getByRole('link', { name: 'What the list leaves out' }).click();
  await isAccessible(page);
  await page.getByLabel('Activities to read').fill('5');
  await page.getByRole('button', { name: /Draw a sample of/ }).press('Enter');
  await page.getByRole('alert').getByText('At least 10').waitFor();
  await isAccessible(page);
  await page.getByLabel('Activities to read').fill('10');
  await page.getByLabel('Activities to read').press('Enter');
  await page.getByText('A sample of 10 activities is drawn').waitFor();
  await isAccessible(page);
  await page.keyboard.press('1');
  await page.keyboard.press('1');
  await page.keyboard.press('a');
  await page.getByRole('alert').getByText('Check the competencies that it addresses').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await page.keyboard.press('a');
  await page.getByRole('heading', { name: '2 of 10' }).waitFor();
  assert.match((await page.getByRole('link', { name: /Link that activity/ }).getAttribute('href')) ?? '', /review\/map\?activity=/);
  await isAccessible(page);
  await page.keyboard.press('1');
  await page.keyboard.press('u');
  await page.waitForURL(/activity=/);
  await page.getByRole('heading', { name: '1 of 10' }).waitFor();
  assert.equal(await page.getByRole('checkbox').nth(1).isChecked(), true, 'what was said stands to be changed');
  await page.keyboard.press('1');
  await page.getByRole('checkbox').first().uncheck();
  await page.keyboard.press('a');
  await page.getByRole('heading', { name: '2 of 10' }).waitFor();
  for (let at = 2; at <= 10; at++) {
    await page.getByRole('heading', { name: `${at} of 10` }).waitFor();
    await page.keyboard.press('1');
    await page.keyboard.press('n');
  }
  await page.getByText('You have read all 10 activities of this sample').waitFor();
  assert.match((await page.textContent('main')) ?? '', /\d+ \(\d+ to \d+\)/, 'what was missed stands with its range');
  await page
    .getByText(/By competency, as/)
    .first()
    .click();
  await page
    .getByRole('table', { name: /By competency/ })
    .getByText('not known')
    .first()
    .waitFor();
  await isAccessible(page);
});

test('a lead on a phone without script reads the same sample, blind', async () => {
  const page = await as('Rena Okafor', { script: false, viewport: phone });
  await page.goto(address);
  await page.getByText('Open this only if you will not read the sample yourself').waitFor();
  await page.getByRole('button', { name: 'It addresses none' }).click();
  await page.getByRole('heading', { name: '2 of 10' }).waitFor();
  const text = (await page.textContent('main')) ?? '';
  assert.match(text, /hidden until you have read all/);
  const { readers } = await (await page.request.get(`${address}.json`)).json();
  assert.equal(readers.find(({ name }: { name: string }) => name === 'Tomas Lind').addressing, null, 'the file hides what the page hides');
  for (let at = 2; at <= 10; at++) await page.getByRole('button', { name: 'It addresses none' }).click();
  await page.getByText('You have read all 10 activities of this sample').waitFor();
  assert.match((await page.textContent('main')) ?? '', /agree on 90 % of the activities/);
});
