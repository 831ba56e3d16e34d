import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, isAccessible, openBeforeScript, phone, signIn, stage } from './stage.ts';

const here = await stage({ DEMO: '1' });
const visitor = await browser();

test('a student writes on at a half written entry before its script is at work: every word stays, is asked about, and is kept by itself', async () => {
  const { page } = await visitor({ viewport: phone });
  await signIn(here, page, 'kit.navarro@ashby.example');
  await page.goto(`${here.address}/w/practice/new`);
  const words = page.getByRole('textbox', { name: 'How it went, in my words' });
  await page.getByLabel('I watched').check();
  await words.fill('I waited.');
  await page.getByText(/^Kept at/).waitFor();

  await page.goto(`${here.address}/w/practice`);
  const begun = await page.locator('main a[href*="/new?entry="]').first().getAttribute('href');
  const letScripts = await openBeforeScript(page, here.address + begun);
  assert.equal(await words.inputValue(), 'I waited.');
  await words.focus();
  await page.keyboard.insertText('She was 93 years old. ');
  await page.getByLabel('I led it').check();
  await page.getByLabel('Rotation').fill('Family medicine');
  await page.getByLabel('Month').selectOption({ index: 2 });
  await page.getByLabel('Make this a goal of mine').check();
  const [month, wrote] = [await page.getByLabel('Month').inputValue(), await words.inputValue()];
  assert.match(wrote, /She was 93 years old\. /);
  await words.focus();
  const caret = await words.evaluate((area: HTMLTextAreaElement) => area.selectionStart);
  letScripts();
  await page.getByText('does it tell who a patient is?').waitFor();
  assert.equal(await words.inputValue(), wrote);
  assert.equal(await words.evaluate((area: HTMLTextAreaElement) => area === document.activeElement && area.selectionStart), caret);
  await isAccessible(page);
  await page.getByLabel('“93” is nobody’s').check();
  await page.getByText(/^Kept at/).waitFor();

  await page.goto(page.url());
  assert.equal(await words.inputValue(), wrote);
  assert.ok(await page.getByLabel('I led it').isChecked());
  assert.equal(await page.getByLabel('Rotation').inputValue(), 'Family medicine');
  assert.equal(await page.getByLabel('Month').inputValue(), month);
  assert.ok(await page.getByLabel('Make this a goal of mine').isChecked());
});

test('who writes for the public before the script is at work sees how it will look, and is asked before it is left', async () => {
  const { page } = await visitor();
  await signIn(here, page, 'ines.marlow@collaborative.example');
  const letScripts = await openBeforeScript(page, `${here.address}/w/pages/new?kind=update`);
  const area = page.locator('textarea').first();
  await area.fill('## What students said');
  letScripts();
  await page.locator('.prose-look').getByRole('heading', { name: 'What students said' }).waitFor();
  assert.equal(await area.inputValue(), '## What students said');
  let isAsked = false;
  page.once('dialog', (dialog) => {
    isAsked = true;
    return dialog.accept();
  });
  await page.goto(`${here.address}/home`);
  assert.ok(isAsked);
});
