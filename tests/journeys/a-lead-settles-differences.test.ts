import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { addCode } from '#app/modules/focus-groups/coding/codebook-commands.server.ts';
import { codePassage } from '#app/modules/focus-groups/coding/coding-commands.server.ts';
import { beginRound } from '#app/modules/focus-groups/coding/round-commands.server.ts';
import { studyNamed } from '#app/modules/focus-groups/study/queries.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { signedText } from '../studies.ts';
import { browser, isAccessible, phone, signIn } from './stage.ts';
import { studyStage } from './study-stage.ts';

const { here, mailOf, acting, slug, study, siteId, sessionId, participantOf } = await studyStage({
  approach: 'reliability',
  roles: [
    ['Lou', 'lead'],
    ['Mo', 'coder'],
    ['Ada', 'coder'],
    ['Rea', 'reader'],
    ['Ada', 'staff'],
    ['Rea', 'staff'],
  ],
  pseudonyms: ['Willow'],
});
const visitor = await browser();
const textId = await signedText([acting('Ada'), acting('Rea')], {
  ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
  said: ['We sat with her.', 'Nobody spoke.', 'Then she asked.'].map((text) => ({
    speaker: 'Willow',
    participantId: participantOf.Willow!,
    text,
  })),
});
const alone = { parentId: null, definition: '', include: '', exclude: '', example: '', colour: 0 };
const roundId = await as(acting('Lena'), (scope) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
const silence = await as(acting('Lena'), (scope) => addCode(scope, study, { ...alone, name: 'Silence' }));
const asking = await as(acting('Lena'), (scope) => addCode(scope, study, { ...alone, name: 'Asking' }));
for (const [name, codeId, begins, ends] of [
  ['Mo', silence, 17, 30],
  ['Ada', silence, 17, 30],
  ['Mo', silence, 0, 16],
  ['Ada', silence, 3, 16],
  ['Ada', asking, 31, 46],
] as const)
  await as(acting(name), async (scope) =>
    codePassage(scope, await studyNamed(scope, slug), { roundId, textId, codeId, begins, ends, memo: '' }),
  );
await closeDatabase();

const base = `${here.address}/w/focus-groups/${slug}`;
async function of(name: string, options: Parameters<typeof visitor>[0] = {}): Promise<Page> {
  const { page } = await visitor(options);
  await signIn(here, page, mailOf(name));
  return page;
}
async function main(page: Page): Promise<string> {
  return (await page.textContent('main')) ?? '';
}
const lena = await of('Lena');
const lou = await of('Lou');
const rea = await of('Rea', { viewport: phone });

test('before the lead opens a blind round nobody is shown a figure of it', async () => {
  for (const page of [rea, lena]) {
    await page.goto(`${base}/agreement`);
    await page.getByText('blind: no figures before its lead opens it').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Round 1' }).count(), 0);
    for (const address of ['', '.csv', '.json', '/differences', '/settle'])
      assert.equal((await page.request.get(`${base}/agreement/${roundId}${address}`)).status(), 409, address);
  }
  await isAccessible(rea);
});

test('the lead opens it and reads the agreement for each code and pooled, with the differences behind it', async () => {
  await lena.goto(`${base}/coding`);
  await lena.getByRole('button', { name: 'Open Round 1 to the team' }).click();
  await lena.getByText('The round is open').waitFor();
  await lena.goto(`${base}/agreement`);
  await lena.getByRole('link', { name: 'Round 1' }).click();
  await lena.getByRole('heading', { name: 'Agreement in Round 1' }).waitFor();
  for (const name of ['Silence', 'Asking', 'All codes, pooled'])
    assert.ok((await lena.getByRole('rowheader', { name }).count()) > 0, `${name} has a row`);
  await isAccessible(lena);
  await lena.getByRole('link', { name: 'Silence' }).click();
  await lena.getByText('Mo coded 3 characters that Ada did not.').waitFor();
  await isAccessible(lena);
  await rea.goto(`${base}/agreement/${roundId}`);
  await isAccessible(rea);
  assert.equal(await rea.getByRole('button', { name: /consensus/ }).count(), 0);
});

test('the lead begins the consensus and settles by keyboard; the figures from before stand beside', async () => {
  await lena.goto(`${base}/agreement/${roundId}`);
  await lena.getByRole('button', { name: 'Close Round 1 and begin its consensus' }).click();
  await lena.getByText('The consensus is begun').waitFor();
  await lena.getByRole('progressbar', { name: '0 of 2 differences settled' }).waitFor();
  await isAccessible(lena);
  await lena.keyboard.press('1');
  await lena.keyboard.press('s');
  await lena.getByRole('progressbar', { name: '1 of 2 differences settled' }).waitFor();
  await rea.goto(`${base}/agreement/${roundId}/settle?at=1`);
  await rea.getByText('Lena settled it as Ada marked it.').waitFor();
  assert.equal(await rea.getByRole('button', { name: 'Settle it' }).count(), 0);
  await isAccessible(rea);
  await lena.goto(`${base}/agreement/${roundId}`);
  assert.match(await main(lena), /before anything was settled/);
  await isAccessible(lena);
});

test('two leads settle one difference at once: the second is told, and what she wrote is still there', async () => {
  for (const page of [lena, lou]) await page.goto(`${base}/agreement/${roundId}/settle?at=2`);
  await lena.keyboard.press('n');
  await lena.keyboard.press('s');
  await lena.getByRole('progressbar', { name: '2 of 2 differences settled' }).waitFor();
  await lou.getByLabel(/^Reason/).fill('She asked for them all');
  await lou.getByLabel('On all that anybody marked').check({ force: true });
  await lou.getByRole('button', { name: 'Settle it' }).click();
  await lou
    .getByRole('alert')
    .getByText(/Lena settled it as not coded\. Your answer is not kept/)
    .waitFor();
  assert.match(await lou.content(), /She asked for them all/);
  await isAccessible(lou);
});

test('the same lead takes the quotes out as DOCX and the project as REFI-QDA, and both are on the list of what left', async () => {
  await lena.goto(`${base}/reports/files`);
  await isAccessible(lena);
  const taking = lena.waitForEvent('download');
  await lena.getByRole('button', { name: /^Quot.* as DOCX$/ }).click();
  const quotes = await taking;
  assert.match(quotes.suggestedFilename(), /\.docx$/);
  assert.equal((await readFile(await quotes.path())).subarray(0, 2).toString(), 'PK');
  await lena.goto(`${base}/exchange`);
  await isAccessible(lena);
  const exporting = lena.waitForEvent('download');
  await lena.getByRole('link', { name: 'Download the project (.qdpx)' }).click();
  const project = unzipSync(await readFile(await (await exporting).path()));
  assert.match(strFromU8(project['project.qde']!), /Silence/);
  await lena.goto(`${base}/reports/files`);
  await lena.getByText('2 files').waitFor();
  assert.match(await main(lena), /QDPX.*DOCX/s);
});
