import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { signedText } from '../studies.ts';
import { browser, isAccessible, phone, signIn } from './stage.ts';
import { studyStage } from './study-stage.ts';

const { here, mailOf, acting, slug, study, siteId, sessionId, participantOf } = await studyStage({
  approach: 'thematic',
  roles: [
    ['Sam', 'staff'],
    ['Sol', 'staff'],
  ],
  pseudonyms: ['Willow', 'Rowan'],
});
const visitor = await browser();
await signedText([acting('Sam'), acting('Sol')], {
  ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
  said: [
    { speaker: 'Moderator', participantId: null, text: 'When did you first find yourself in one of these conversations?' },
    { speaker: 'Willow', participantId: participantOf.Willow!, text: 'I watched how she sat down first, and said nothing.' },
    { speaker: 'Rowan', participantId: participantOf.Rowan!, text: 'Nobody sat down. I learnt it from a book.' },
  ],
});
const granted = ['take part', 'quote', 'cross-school analysis', 'contact again'];
const letterId = await as(acting('Lena'), async ({ tx }) => {
  const letter = { studyId: study.id, siteId, version: '1', text: 'Letter', onWithdrawal: 'stop' as const, items: granted };
  return (await tx.insertInto('consentLetter').values(letter).returning('id').executeTakeFirstOrThrow()).id;
});
for (const participantId of Object.values(participantOf)) await agreed(participantId, granted, '2026-01-01');
await closeDatabase();

/** What a participant agreed to from a day on. */
async function agreed(participantId: string, items: string[], givenOn: string): Promise<void> {
  await as(acting('Lena'), ({ tx }) =>
    tx.insertInto('consent').values({ studyId: study.id, participantId, letterId, granted: items, givenOn }).execute(),
  );
}

const base = `${here.address}/w/focus-groups/${slug}`;
const { page: lena } = await visitor();
await signIn(here, lena, mailOf('Lena'));
async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}
/** Axe on the page as it stands, and again on a phone. */
async function isAccessibleOnBoth(page: Page): Promise<void> {
  await isAccessible(page);
  const wide = page.viewportSize()!;
  await page.setViewportSize(phone);
  await isAccessible(page);
  await page.setViewportSize(wide);
}
/** Presses Enter on what is focused by its name, as somebody does who has no mouse. */
async function press(page: Page, role: 'link' | 'button', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus();
  await page.keyboard.press('Enter');
}
let theme = '';
let quotes = '';

test('a lead begins a theme by keyboard; an empty claim is asked for', async () => {
  await lena.goto(`${base}/themes`);
  await isAccessibleOnBoth(lena);
  await press(lena, 'link', 'Begin a theme');
  await lena.getByRole('heading', { name: 'Begin a theme' }).waitFor();
  await isAccessibleOnBoth(lena);
  await press(lena, 'button', 'Begin the theme');
  await lena.getByRole('alert').waitFor();
  await isAccessibleOnBoth(lena);
  await lena.getByLabel('What you claim').focus();
  await lena.keyboard.type('Students learn to sit down by watching');
  await lena.getByLabel(/^For participants/).focus();
  await lena.keyboard.type('You learnt it by watching somebody.');
  await press(lena, 'button', 'Begin the theme');
  await lena.getByText('The theme is begun').waitFor();
  theme = lena.url().replace(/\?.*/, '');
  await isAccessibleOnBoth(lena);
});

test('words are marked and quoted by key, and a turn speaks against', async () => {
  await press(lena, 'link', 'Add passages');
  await lena.getByRole('heading', { name: /^Passages of a theme/ }).waitFor();
  await isAccessibleOnBoth(lena);
  await press(lena, 'link', 'Group 1');
  await lena.getByText('3 turns.').waitFor();
  await lena.keyboard.press('k');
  await lena.keyboard.press('j');
  await lena.getByRole('status').getByText('I watched how she sat down first').waitFor();
  await isAccessibleOnBoth(lena);
  await lena.keyboard.press('q');
  await lena.getByText('The passage is added').waitFor();
  await lena.keyboard.press('k');
  for (const _ of 'jj') await lena.keyboard.press('j');
  await lena.getByRole('status').getByText('Nobody sat down').waitFor();
  await lena.keyboard.press('c');
  await lena.getByText('The passage is added').waitFor();
  await lena.goto(theme);
  await lena.getByRole('heading', { name: 'Quotes (1)' }).waitFor();
  await lena.getByRole('heading', { name: 'Counter-examples (1)' }).waitFor();
  await isAccessibleOnBoth(lena);
  quotes = await (await lena.request.get(`${theme}.csv`)).text();
  assert.match(quotes, /I watched how she sat down first/);
});

test('a theme is linked with a competency, whose page for members shows it', async () => {
  await lena.getByRole('combobox', { name: /competency/i }).selectOption({ index: 1 });
  await press(lena, 'button', /Link .*competency/i);
  await lena.getByText('The link is made').waitFor();
  await lena.getByRole('link', { name: /^1 / }).first().click();
  await lena.getByRole('heading', { name: 'What focus groups say' }).waitFor();
  await lena.getByRole('link', { name: 'Students learn to sit down by watching' }).waitFor();
  await isAccessibleOnBoth(lena);
  await lena.goto(`${base}/themes/matrix`);
  await isAccessibleOnBoth(lena);
  await lena.goto(`${base}/themes/matrix?view=outside`);
  await lena.getByText('No theme can be shown to others yet').waitFor();
  await isAccessibleOnBoth(lena);
});

test('a participant takes back the consent to be quoted, and the words stand nowhere', async () => {
  process.env.DATA_DIR = here.dataDir;
  await agreed(participantOf.Willow!, ['take part', 'contact again'], '2026-02-01');
  await closeDatabase();
  await lena.goto(theme);
  await lena.getByRole('heading', { name: 'Quotes (0)' }).waitFor();
  await lena.getByRole('heading', { name: 'May no longer be quoted (1)' }).waitFor();
  await isAccessibleOnBoth(lena);
  for (const address of [theme, `${theme}.csv`, `${theme}.json`, `${base}/themes`])
    assert.doesNotMatch(await (await lena.request.get(address)).text(), /I watched how she sat down/, address);
});

test('a participant reads the theme back by its link, on a phone without script, and the team hears it', async () => {
  await lena.getByLabel('Participant to ask').selectOption({ label: 'Willow' });
  await press(lena, 'button', 'Make a link to this theme');
  await lena.getByText(/it is shown once/).waitFor();
  await isAccessibleOnBoth(lena);
  const link = (await lena.locator('main code').first().textContent()) ?? '';
  const { page: willow } = await visitor({ viewport: phone });
  await willow.goto(link);
  await isAccessible(willow);
  // Axe is a script: the page is looked at with one first, and then used without.
  const { page: plain } = await visitor({ viewport: phone, script: false });
  await plain.goto(link);
  assert.match(await main(plain), /You learnt it by watching somebody/);
  assert.doesNotMatch(await main(plain), /Willow|Rowan|sat down first/);
  await plain.getByRole('button', { name: 'Tell the researchers' }).click();
  await plain.getByRole('alert').waitFor();
  await plain.getByLabel('In part').check();
  await plain.getByLabel(/^What would you change/).fill('Watching, and then being asked why.');
  await plain.getByRole('button', { name: 'Tell the researchers' }).click();
  await plain.getByText('Thank you: what you said is kept').waitFor();
  await lena.goto(theme);
  await lena.getByText('Watching, and then being asked why.').waitFor();
  await isAccessibleOnBoth(lena);
  await press(lena, 'button', /^End the link/);
  await lena.getByText('The link is ended').waitFor();
  await plain.goto(link);
  await plain.getByRole('heading', { name: 'This link is closed' }).waitFor();
});
