import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { addCode } from '#app/modules/focus-groups/coding/codebook-commands.server.ts';
import { beginRound } from '#app/modules/focus-groups/coding/round-commands.server.ts';
import { readQdaFile } from '#app/modules/focus-groups/exchange/qda-file.server.ts';
import { operator } from '#app/platform/actor.ts';
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
  pseudonyms: ['Willow', 'Rowan'],
});
const visitor = await browser();
await signedText([acting('Ada'), acting('Rea')], {
  ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
  said: [
    ['Willow', 'She sat down before she spoke.'],
    ['Rowan', 'With us nobody ever sat down.'],
    ['Willow', 'Then she asked us all.'],
  ].map(([speaker = '', text = '']) => ({ speaker, participantId: participantOf[speaker]!, text })),
});
const names = { Willow: 'Wilhelmina Achterberg', Rowan: 'Roderick Quill' };
await as(operator(), async ({ tx }) => {
  const of = (name: keyof typeof names) => ({ studyId: study.id, participantId: participantOf[name]! });
  const items = ['take part', 'quote', 'cross-school analysis'];
  const letter = { studyId: study.id, siteId, version: '1', text: 'Letter', onWithdrawal: 'stop' as const, items };
  const { id: letterId } = await tx.insertInto('consentLetter').values(letter).returning('id').executeTakeFirstOrThrow();
  await tx
    .insertInto('consent')
    .values({ ...of('Willow'), letterId, granted: items, givenOn: '2026-01-01' })
    .execute();
  await tx
    .insertInto('consent')
    .values({ ...of('Rowan'), letterId, granted: ['take part'], givenOn: '2026-01-01' })
    .execute();
  for (const name of ['Willow', 'Rowan'] as const)
    await tx
      .insertInto('participantKey')
      .values({ ...of(name), name: names[name] })
      .execute();
});
const alone = { parentId: null, definition: '', include: '', exclude: '', example: '', colour: 0 };
const roundId = await as(acting('Lena'), async (scope) => {
  for (const name of ['Sitting down', 'Asking']) await addCode(scope, study, { ...alone, name });
  return beginRound(scope, study, { title: 'Round 1', kind: 'blind' });
});
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
/** Presses Enter on what is focused by its name, as somebody does who has no mouse. */
async function press(page: Page, role: 'link' | 'button', name: string | RegExp): Promise<void> {
  await page.getByRole(role, { name }).first().focus();
  await page.keyboard.press('Enter');
}
/** Gives a code to a turn, or to its first words, by keys alone; answers once the server has it. A key pressed before the page's script runs goes nowhere, so Escape comes until it is heard. */
async function code(page: Page, turn: number, { typed, words = 0 }: { typed: string; words?: number }): Promise<void> {
  await page.locator(`#turn-${turn - 1} input[type="radio"]`).focus();
  for (let tries = 0; tries < 100 && !(await page.getByText(`Turn ${turn}, whole:`).isVisible()); tries++) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
  }
  if (words > 0) await page.keyboard.press('ArrowRight');
  for (let more = 1; more < words; more++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await page.getByText(`given to turn ${turn}.`).waitFor();
  await page
    .getByText(/Sending…|not sent yet/)
    .first()
    .waitFor({ state: 'hidden' });
}
/** The file that pressing something downloads. */
async function taken(page: Page, role: 'link' | 'button', name: string | RegExp): Promise<{ path: string; bytes: Buffer }> {
  const taking = page.waitForEvent('download');
  await press(page, role, name);
  const path = await (await taking).path();
  return { path, bytes: await readFile(path) };
}
const lena = await of('Lena');
const lou = await of('Lou');
const rea = await of('Rea', { viewport: phone });

test('two coders code by keyboard, each blind to the other; before the lead opens the round nobody is shown a figure of it', async () => {
  const given = {
    Mo: [
      [1, { typed: 'sitt' }],
      [2, { typed: 'sitt' }],
    ],
    Ada: [
      [1, { typed: 'sitt', words: 3 }],
      [2, { typed: 'sitt' }],
      [3, { typed: 'ask' }],
    ],
  } as const;
  for (const name of ['Mo', 'Ada'] as const) {
    const page = await of(name);
    await page.goto(`${base}/coding`);
    await press(page, 'link', 'Group 1');
    await page.getByText('0 codings.').waitFor();
    for (const [turn, what] of given[name]) await code(page, turn, what);
    await page.getByText(`${given[name].length} codings.`).waitFor();
  }
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
  await press(lena, 'button', 'Open Round 1 to the team');
  await lena.getByText('The round is open').waitFor();
  await lena.goto(`${base}/agreement`);
  await press(lena, 'link', 'Round 1');
  await lena.getByRole('heading', { name: 'Agreement in Round 1' }).waitFor();
  for (const name of ['Sitting down', 'Asking', 'All codes, pooled'])
    assert.ok((await lena.getByRole('rowheader', { name }).count()) > 0, `${name} has a row`);
  await isAccessible(lena);
  await press(lena, 'link', 'Sitting down');
  await lena.getByText(/^Mo coded \d+ characters that Ada did not\.$/).waitFor();
  await isAccessible(lena);
  await rea.goto(`${base}/agreement/${roundId}`);
  await isAccessible(rea);
  assert.equal(await rea.getByRole('button', { name: /consensus/ }).count(), 0);
});

test('the lead begins the consensus and settles by keyboard; the figures from before stand beside', async () => {
  await lena.goto(`${base}/agreement/${roundId}`);
  await press(lena, 'button', 'Close Round 1 and begin its consensus');
  await lena.getByText('The consensus is begun').waitFor();
  await lena.getByRole('progressbar', { name: '0 of 2 differences settled' }).waitFor();
  await isAccessible(lena);
  await lena.keyboard.press('2');
  await lena.keyboard.press('s');
  await lena.getByRole('progressbar', { name: '1 of 2 differences settled' }).waitFor();
  await rea.goto(`${base}/agreement/${roundId}/settle?at=1`);
  await rea.getByText('Lena settled it as Mo marked it.').waitFor();
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

test('the lead makes a theme of what a code holds; whoever does not allow it is not quoted', async () => {
  await lena.goto(`${base}/themes/new`);
  await lena.getByLabel('What you claim').fill('Sitting down comes before speaking');
  await press(lena, 'button', 'Begin the theme');
  await lena.getByText('The theme is begun').waitFor();
  await lena.getByRole('combobox', { name: /code/i }).selectOption({ label: 'Sitting down' });
  await press(lena, 'button', /Link .*code/i);
  await lena.getByText('The link is made').waitFor();
  await press(lena, 'link', 'Add passages');
  await lena.getByRole('heading', { name: 'Coded with its codes (2)' }).waitFor();
  await lena.getByRole('button', { name: /^Speaks against ?: Rowan/ }).waitFor();
  assert.equal(await lena.getByRole('button', { name: /^Quote ?: Rowan/ }).count(), 0);
  await isAccessible(lena);
  await press(lena, 'button', /^Quote ?: Willow/);
  await lena.getByText('The passage is added').waitFor();
  const rowan = lena.locator('li', { has: lena.getByRole('button', { name: /^Speaks against ?: Rowan/ }) });
  const asked = ['textId', 'begins', 'ends'].map(async (name) => [name, await rowan.locator(`[name=${name}]`).inputValue()]);
  const form = { ...Object.fromEntries(await Promise.all(asked)), kind: 'quote' };
  const forged = await lena.request.post(lena.url(), { form, headers: { origin: here.address } });
  assert.equal(forged.status(), 409);
  assert.match(await forged.text(), /did not agree to be quoted/);
});

test('what leaves as DOCX and as REFI-QDA holds the quote, the consensus and both coders’ originals, and nobody’s name', async () => {
  await lena.goto(`${base}/reports/files`);
  await isAccessible(lena);
  const document = unzipSync((await taken(lena, 'button', /^Quot.* as DOCX$/)).bytes);
  const words = strFromU8(document['word/document.xml']!).replace(/<[^>]+>/g, ' ');
  assert.match(words, /Sitting down comes before speaking/);
  assert.match(words, /She sat down before she spoke\./);
  assert.doesNotMatch(
    Object.values(document)
      .map((part) => strFromU8(part))
      .join(),
    /\b(Lena|Lou|Mo|Ada|Rea)\b/,
  );
  await lena.goto(`${base}/exchange`);
  await isAccessible(lena);
  const { path, bytes } = await taken(lena, 'link', 'Download the project (.qdpx)');
  const { project, check } = await readQdaFile(path);
  assert.ok(check.valid);
  const name = (all: readonly { id: string; name: string }[], id: string | null) => all.find((each) => each.id === id)?.name;
  const codings = project!.sources.flatMap(({ selections }) =>
    selections.flatMap(({ start, end, codings }) =>
      codings.map(({ codeId, userId }) => `${start}-${end} ${name(project!.codes, codeId)}, ${name(project!.users, userId)}`),
    ),
  );
  assert.deepEqual(codings.sort(), [
    '0-12 Sitting down, Ada',
    '0-30 Sitting down, Lena',
    '0-30 Sitting down, Mo',
    '31-60 Sitting down, Ada',
    '31-60 Sitting down, Lena',
    '31-60 Sitting down, Mo',
    '61-83 Asking, Ada',
  ]);
  for (const file of [...Object.values(document), ...Object.values(unzipSync(bytes))].map((part) => strFromU8(part))) {
    for (const one of Object.values(names)) assert.ok(!file.includes(one));
    assert.doesNotMatch(file, /nobody ever sat down/);
  }
  await lena.goto(`${base}/reports/files`);
  await lena.getByText('2 files').waitFor();
  assert.match(await main(lena), /QDPX.*DOCX/s);
});
