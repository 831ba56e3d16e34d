import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { addCode } from '#app/modules/focus-groups/coding/codebook-commands.server.ts';
import { codePassage } from '#app/modules/focus-groups/coding/coding-commands.server.ts';
import { beginRound } from '#app/modules/focus-groups/coding/round-commands.server.ts';
import { writeNote } from '#app/modules/focus-groups/study/notebook-commands.server.ts';
import { noteConsent, writeLetter } from '#app/modules/focus-groups/study/participant-commands.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { signedText } from '../studies.ts';
import { browser, isAccessible, phone, signIn } from './stage.ts';
import { studyStage } from './study-stage.ts';

const { here, mailOf, acting, slug, study, within, siteId, sessionId, participantOf } = await studyStage({
  approach: 'thematic',
  roles: [
    ['Mo', 'coder'],
    ['Sam', 'staff'],
    ['Sol', 'staff'],
  ],
  pseudonyms: ['Willow', 'Rowan'],
});
const visitor = await browser();
const letterId = await within('Lena', (scope, study) =>
  writeLetter(scope, study, { siteId, version: '1', text: 'A letter', items: ['take part', 'quote'], onWithdrawal: 'remove' }),
);
for (const participantId of Object.values(participantOf))
  await within('Lena', (scope, study) =>
    noteConsent(scope, study, { participantId, letterId, granted: ['take part', 'quote'], givenOn: '2026-01-10' }),
  );
const willowSays = 'I watched how she sat down first.';
const rowanSays = 'The actor did not have three daughters.';
const textId = await signedText([acting('Sam'), acting('Sol')], {
  ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
  said: [
    { speaker: 'Willow', participantId: participantOf.Willow!, text: willowSays },
    { speaker: 'Rowan', participantId: participantOf.Rowan!, text: rowanSays },
  ],
});
const words = { definition: '', include: '', exclude: '', example: '', colour: 0, parentId: null };
const codeId = await within('Lena', (scope, study) => addCode(scope, study, { ...words, name: 'Watching others' }));
const roundId = await within('Lena', (scope, study) => beginRound(scope, study, { title: 'Reading', kind: 'open' }));
for (const [begins, ends] of [
  [0, willowSays.length],
  [willowSays.length + 1, willowSays.length + 1 + rowanSays.length],
] as const)
  await within('Mo', (scope, study) => codePassage(scope, study, { roundId, textId, codeId, begins, ends, memo: '' }));
const noted = 'Willow led us to silence.';
await within('Lena', (scope, study) =>
  writeNote(scope, study, { kind: 'meeting', heldOn: '2026-02-01', who: '', text: noted, decided: '', about: [], minutes: null }),
);
await closeDatabase();

const base = `${here.address}/w/focus-groups/${slug}`;
async function pageOf(name: string, options: Parameters<typeof visitor>[0] = {}): Promise<Page> {
  const { page } = await visitor(options);
  await signIn(here, page, mailOf(name));
  return page;
}
async function taken(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return readFileSync(await download.path(), 'utf8');
}
const mo = await pageOf('Mo');
const sam = await pageOf('Sam', { viewport: phone });

test('a coder takes quotes out, and the study keeps that they left', async () => {
  await mo.goto(`${base}/reports/files`);
  await isAccessible(mo);
  const csv = await taken(mo, 'Quotes as CSV');
  assert.ok(csv.includes(willowSays) && csv.includes(rowanSays));
  await mo.reload();
  await mo.getByText('quotes, CSV').waitFor();
  await isAccessible(mo);
});

test('staff note the withdrawal, and the list says what it touches', async () => {
  await sam.goto(`${base}/participants/${participantOf.Willow}`);
  await sam.getByRole('button', { name: 'Willow withdraws' }).click();
  await sam.getByLabel('Day of the withdrawal').fill('2026-03-02');
  await sam.getByRole('button', { name: 'Note the withdrawal' }).click();
  await sam.getByText('The withdrawal is noted').waitFor();
  await sam.getByRole('link', { name: 'What the withdrawal changes' }).click();
  await sam.getByRole('heading', { name: 'What the withdrawal of Willow changes' }).waitFor();
  const said = (await sam.textContent('main')) ?? '';
  for (const part of ['Talk in a group cannot always be separated', 'Watching others', 'quotes, CSV', 'Mo', 'Group 1'])
    assert.ok(said.includes(part), part);
  await isAccessible(sam);
});

test('what she said is taken out, and the next file of quotes has none of her words', async () => {
  await sam.getByRole('link', { name: 'Take out what they said' }).click();
  await sam.getByRole('button', { name: /Take/ }).first().click();
  await sam.getByText('Their turns are taken out').waitFor();
  await mo.goto(`${base}/reports/files`);
  const csv = await taken(mo, 'Quotes as CSV');
  assert.ok(!csv.includes(willowSays));
  assert.ok(!csv.includes('Willow'));
});

test('the lead is shown which notes name her before the audit trail leaves, and leaves their words out', async () => {
  const lena = await pageOf('Lena', { viewport: phone });
  await lena.goto(`${base}/reports/files`);
  await lena.getByText('These texts name somebody of whom nothing may be printed').waitFor();
  await lena.getByText('Willow withdrew').first().waitFor();
  assert.ok(await lena.getByLabel('Meeting, 1 February 2026').isChecked());
  await isAccessible(lena);
  const html = await taken(lena, 'Audit trail as HTML');
  assert.ok(!html.includes(noted) && html.includes('Left out when this file was made'));
  await lena.getByLabel('Meeting, 1 February 2026').uncheck();
  assert.ok((await taken(lena, 'Audit trail as HTML')).includes(noted));
  await mo.goto(`${base}/reports/files`);
  assert.equal(await mo.getByRole('heading', { name: 'Audit trail' }).count(), 0);
});

test('reports read at 320 px and leave nothing for axe', async () => {
  const { page } = await visitor({ viewport: { width: 320, height: 700 } });
  await signIn(here, page, mailOf('Lena'));
  for (const address of [
    '',
    '/talk',
    '/codes',
    '/together',
    '/saturation',
    '/files',
    '/checklists/coreq',
    '/checklists/srqr',
    '/methods',
  ]) {
    await page.goto(`${base}/reports${address}`);
    await isAccessible(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${address} is ${wide} wide`);
  }
  await page.goto(`${base}/reports/checklists/coreq`);
  await page.getByLabel('Answer to 2 (optional)', { exact: true }).fill('Both hold a PhD.');
  await page.getByRole('button', { name: 'Save all answers' }).first().click();
  await page.getByText('Your answers are saved').waitFor();
  assert.equal(await page.getByLabel('Answer to 2 (optional)', { exact: true }).inputValue(), 'Both hold a PhD.');
});
