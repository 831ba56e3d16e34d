import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, phone, stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const person = await browser();
const own = `${here.address}/w/curriculum/ashby/calibrate`;
const ofRound = `${here.address}/w/curriculum/rounds/mapping-2025-26/calibration`;

async function enter(page: Page, name: string): Promise<void> {
  await page.goto(`${here.address}/sign-in`);
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.waitForURL(/\/home/);
}
type Written = { rating: number | null; agreement: unknown[]; answers: Array<{ others: unknown[] }> };
async function written(page: Page): Promise<Written> {
  return (await (await page.request.get(`${own}.json`)).json()) as Written;
}
function seenOfOthers({ answers }: Written): number {
  return answers.reduce((sum, { others }) => sum + others.length, 0);
}

const { page } = await person();

test('a mapper answers ten activities by keyboard alone, and sees nothing of the others before', async () => {
  await enter(page, 'Tomas Lind');
  await page.goto(own);
  await isAccessible(page);
  await page.keyboard.press('y');
  await page.getByRole('alert').getByText('Choose how fully it is addressed').first().waitFor();
  for (let at = 1; at <= 10; at++) {
    await page.getByText(`Activity ${at} of 10`).waitFor();
    for (let digit = 1; digit <= 5; digit++) {
      await page.keyboard.press(String(digit));
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('1');
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    if (at === 5) {
      assert.equal(seenOfOthers(await written(page)), 0);
      assert.deepEqual((await written(page)).agreement, []);
    }
    await page.keyboard.press('y');
  }
  await page.getByText('You have answered all of them').waitFor();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Finish and see the others’ answers' }).click();
});

test('then they see where they differ, with nobody’s name and no ranking, and say how they read it', async () => {
  await page.getByText('4 people answered all 10 activities. Kappa is Fleiss’s.').waitFor();
  await isAccessible(page);
  const text = (await page.textContent('main')) ?? '';
  for (const name of ['Lena Brandt', 'Mina Rossi', 'Paulo Reyes', 'Brookfield', 'Calder', 'Dunmore']) assert.ok(!text.includes(name), name);
  assert.ok(seenOfOthers(await written(page)) > 0);
  const first = page.locator('section', { hasText: '1. Sharing serious news' }).first();
  await first.getByLabel('Say how you read it').fill('For me the checklist makes it assessed.');
  await first.getByRole('button', { name: 'Say this to everybody who calibrates' }).click();
  await page.getByText('For me the checklist makes it assessed.').waitFor();
  await page.setViewportSize(phone);
  await isAccessible(page);
});

test('the convener reads it, sets what is agreed with the reason, and asks for a second rating that leaves the first as it was', async () => {
  const { page: convener } = await person();
  await enter(convener, 'Ines Marlow');
  await convener.goto(ofRound);
  await convener.getByText('For me the checklist makes it assessed.').waitFor();
  await isAccessible(convener);
  const first = convener.locator('section', { hasText: '1. Sharing serious news' }).first();
  await first.getByText('Set what is agreed').click();
  for (const group of await first.getByRole('radiogroup', { name: /^How fully/ }).all()) await group.getByLabel('not addressed').check();
  await first.getByRole('button', { name: 'Keep this as agreed' }).click();
  await convener.getByRole('alert').getByText('Write something first').waitFor();
  await first.getByLabel('Why').fill('Nobody practises it here.');
  await first.getByRole('button', { name: 'Keep this as agreed' }).click();
  await convener.getByText('What is agreed is kept').waitFor();
  await convener.getByRole('button', { name: 'Ask for a second rating' }).click();
  await convener.getByText('Everybody who maps is asked to answer').waitFor();
  await page.goto(own);
  await page.getByText('Activity 1 of 10').first().waitFor();
  await page.getByText('Nobody practises it here.').waitFor();
  assert.equal((await written(page)).rating, 1);
});

test('without script, on a phone, an answer is kept all the same', async () => {
  const { page: small } = await person({ viewport: phone, script: false });
  await enter(small, 'Hal Winter');
  await small.goto(`${here.address}/w/curriculum/eastmoor/calibrate`);
  for (const group of await small.getByRole('radiogroup', { name: /^How fully/ }).all()) await group.getByLabel('not addressed').check();
  await small.getByRole('button', { name: 'Keep and go on' }).click();
  await small.getByText('Your answers are kept').waitFor();
  await small.getByText('1 of 10 answered').first().waitFor();
});
