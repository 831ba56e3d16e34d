import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, phone, stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const person = await browser();
const review = `${here.address}/w/curriculum/ashby/review`;

here.concord('person', 'add', 'ada@ashby.example', '--name', 'Ada', '--role', 'mapper', '--school', 'ashby');
here.concord('person', 'add', 'ben@ashby.example', '--name', 'Ben', '--role', 'mapper', '--school', 'ashby');

/** Signs in with the code from the outbox, or as a person of the sample by name. */
async function enter(page: Page, who: { mail?: string; sample?: string }): Promise<void> {
  await page.goto(`${here.address}/sign-in`);
  if (who.sample) await page.getByRole('button', { name: new RegExp(who.sample) }).click();
  if (who.mail) {
    await page.getByLabel('Mail address').fill(who.mail);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByLabel('Code').waitFor();
    await page.getByLabel('Code').fill((await here.mailTo(who.mail)).match(/[A-Z2-9]{4}-[A-Z2-9]{4}/)![0]);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await page.waitForURL(/\/home/);
}

async function answered(page: Page): Promise<number> {
  return Number((await page.textContent('main'))?.match(/(\d+) of \d+ answered/)?.[1]);
}

test('a lead splits the queue, gives one course to two, and each mapper sees their own part first', async () => {
  const { page, context } = await person();
  await enter(page, { sample: 'Rena Okafor' });
  await page.goto(`${review}/split`);
  await isAccessible(page);
  for (const box of await page.getByRole('group', { name: 'Among whom' }).getByRole('checkbox').all()) await box.uncheck();
  for (const name of ['Ada', 'Ben']) await page.getByRole('checkbox', { name, exact: true }).check();
  await page.getByRole('button', { name: 'Split evenly' }).click();
  await page.getByText(/activit(y|ies) changed hands/).waitFor();
  await isAccessible(page);
  await context.close();

  const mapper = await person({ viewport: phone });
  await enter(mapper.page, { mail: 'ada@ashby.example' });
  await mapper.page.goto(review);
  assert.equal(await mapper.page.getByRole('link', { name: /^Yours/ }).getAttribute('aria-current'), 'true');
  await isAccessible(mapper.page);
  for (const path of ['/list', '/split', '/map?q=family']) {
    await mapper.page.goto(review + path);
    await isAccessible(mapper.page);
  }
  await mapper.context.close();
});

test('by keyboard one activity is linked to two competencies, one skipped and found again, and the last answer undone', async () => {
  const { page, context } = await person();
  await enter(page, { mail: 'ada@ashby.example' });
  await page.goto(review, { waitUntil: 'networkidle' });
  const before = await answered(page);
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Link this too' }).waitFor();
  await isAccessible(page);
  await page.keyboard.press('p');
  await page.keyboard.press('y');
  await page.getByText(/Linked to competency .* too\./).waitFor();
  assert.equal(
    await page
      .locator('.queue-item')
      .getByText(/^competency \d/)
      .count(),
    2,
  );
  await page.keyboard.press('u');
  await page.getByText('That answer is taken back.').waitFor();
  await page.keyboard.press('j');
  await page.getByText(/^Next\./).waitFor();
  await page.keyboard.press('j');
  await page.getByText(/^Skipped; it is on your list/).waitFor();
  await page.getByRole('link', { name: /^Skipped by you \(1 open\)/ }).click();
  await page.waitForURL(/whose=skipped/);
  await isAccessible(page);
  await page.goto(review);
  assert.equal(await answered(page), before + 1);
  await context.close();
});

test('two mappers answer one queue, one of them offline for a while: nothing is lost, nothing doubled, each is told', async () => {
  const [one, two] = [await person(), await person()];
  await enter(one.page, { mail: 'ada@ashby.example' });
  await enter(two.page, { mail: 'ben@ashby.example' });
  for (const { page } of [one, two]) await page.goto(`${review}?whose=everybody`, { waitUntil: 'networkidle' });
  const title = await one.page.locator('.queue-item h2').textContent();
  assert.equal(await two.page.locator('.queue-item h2').textContent(), title, 'both look at the same suggestion');
  const before = await answered(one.page);

  await one.context.setOffline(true);
  await one.page.keyboard.press('n');
  await one.page
    .getByText(/Not saved yet/)
    .first()
    .waitFor();
  for (let at = 1; at <= 3; at++) {
    await two.page.keyboard.press('y');
    await two.page
      .getByText(new RegExp(`^${before + at} of \\d+ answered`))
      .first()
      .waitFor();
  }
  await one.context.setOffline(false);
  await one.page
    .getByText(/Ben linked this to competency .* before you, and that stands/)
    .first()
    .waitFor();
  await isAccessible(one.page);
  await one.page.reload();
  assert.equal(await answered(one.page), before + 3, 'three answers came, and three are there');
  await one.context.close();
  await two.context.close();
});

test('on a device marked as one’s own an answer survives closing the page, and signing out leaves nothing', async () => {
  const { page, context } = await person();
  await enter(page, { mail: 'ben@ashby.example' });
  await page.goto(review, { waitUntil: 'networkidle' });
  const before = await answered(page);
  await page.getByLabel('This is my own device').check();
  await context.setOffline(true);
  await page.keyboard.press('n');
  await page
    .getByText(/Not saved yet/)
    .first()
    .waitFor();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(review);
  await again
    .getByText(/^Kept as not this\. \d+ of \d+ answered/)
    .first()
    .waitFor();
  await again.reload({ waitUntil: 'networkidle' });
  assert.equal(await answered(again), before + 1, 'sent once');
  await again.getByRole('button', { name: 'Sign out' }).first().click();
  await again.waitForURL((url) => url.pathname === '/');
  assert.equal(await again.evaluate('localStorage.length'), 0);
  await context.close();
});

test('many are answered as a list, and taken back as a whole', async () => {
  const { page, context } = await person();
  await enter(page, { mail: 'ben@ashby.example' });
  await page.goto(`${review}/list?state=open`);
  const boxes = page.getByRole('checkbox', { name: /^Choose / });
  for (const at of [0, 1]) await boxes.nth(at).check();
  await page.getByLabel('How fully').selectOption('fully');
  await page.getByRole('button', { name: 'Link the chosen' }).click();
  await page.getByText('2 suggestions linked').waitFor();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Take all of it back' }).click();
  await page.getByText('2 suggestions taken back').waitFor();
  const open = await page.request.get(`${review}/list.json?state=open`);
  assert.ok(((await open.json()) as { total: number }).total > 0);
  await page.getByRole('button', { name: 'Not this, for the chosen' }).click();
  await page.getByText('Choose at least one suggestion').waitFor();
  await isAccessible(page);
  await context.close();
});

test('without script an activity that no suggestion named is found, linked with own words, and taken back', async () => {
  const { page, context } = await person({ script: false, viewport: phone });
  await enter(page, { mail: 'ben@ashby.example' });
  await page.goto(`${review}/map`);
  await page.getByLabel('Words').fill('family meeting');
  await page.getByRole('button', { name: 'Find activities' }).click();
  await page.getByRole('link', { name: /Sitting with silence/ }).click();
  await page.waitForURL(/activity=/);
  const found = page.url();
  await page.getByLabel('What it rests on').fill('Said in my own words');
  await page.getByRole('button', { name: 'Link it' }).click();
  await page.getByText('“Said in my own words”').waitFor();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByText('That link is taken back').waitFor();
  assert.equal(await page.getByText('“Said in my own words”').count(), 0);
  await context.close();
  const { page: scripted, context: other } = await person({ viewport: phone });
  await enter(scripted, { mail: 'ben@ashby.example' });
  await scripted.goto(found);
  await isAccessible(scripted);
  await other.close();
});
