import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { addCode } from '#app/modules/focus-groups/coding/codebook-commands.server.ts';
import { codePassage } from '#app/modules/focus-groups/coding/coding-commands.server.ts';
import { beginRound } from '#app/modules/focus-groups/coding/round-commands.server.ts';
import { askedTurns } from '#app/modules/focus-groups/coding/round-queries.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { signedText } from '../studies.ts';
import { browser, isAccessible, phone, signIn } from './stage.ts';
import { studyStage } from './study-stage.ts';

const { here, mailOf, acting, slug, study, within, siteId, sessionId, participantOf } = await studyStage({
  approach: 'reliability',
  roles: [
    ['Mo', 'coder'],
    ['Ada', 'coder'],
    ['Sam', 'staff'],
    ['Sol', 'staff'],
  ],
  pseudonyms: ['Willow'],
});
const visitor = await browser();
const said = ['We sat with her.', 'Nobody spoke for a while.', 'Then she asked.', 'He wrote it down.', 'The room was silent.', 'We went.'];
const textId = await signedText([acting('Sam'), acting('Sol')], {
  ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
  said: said.map((text) => ({ speaker: 'Willow', participantId: participantOf.Willow!, text })),
});
const code = { parentId: null, definition: '', include: '', exclude: '', example: '', colour: 0 };
const silence = await within('Lena', (scope, it) => addCode(scope, it, { ...code, name: 'Silence' }));
const drawn = { title: 'Round 1', kind: 'blind', amount: { turns: 3 }, seed: 'drawn' } as const;
const roundId = await within('Lena', (scope, it) => beginRound(scope, it, drawn));
const asked = await within('Lena', (scope, it) => askedTurns(scope, it, roundId));
for (const [name, turns] of [
  ['Mo', asked.slice(0, 2)],
  ['Ada', asked.slice(0, 1)],
] as const)
  for (const { begins, ends } of turns)
    await within(name, (scope, it) =>
      codePassage(scope, it, { roundId, textId, codeId: silence, begins, ends, memo: `${name} heard nothing` }),
    );
await closeDatabase();

const base = `${here.address}/w/focus-groups/${slug}`;
const desk = `${base}/coding/${roundId}/${textId}`;
async function of(name: string, options: Parameters<typeof visitor>[0] = {}): Promise<Page> {
  const { page } = await visitor(options);
  await signIn(here, page, mailOf(name));
  return page;
}
const [lena, mo, ada] = [await of('Lena'), await of('Mo'), await of('Ada', { viewport: phone })];
const numbers = asked.map(({ position }) => position + 1);

test('a coder is led by key from one turn that the round asks for to the next, and keeps a memo on one; without script by links', async () => {
  await mo.goto(desk);
  await mo.getByText('This round asks for 3 turns of this text; you have coded something in 2 of them.').waitFor();
  await mo.getByLabel('Find a code').waitFor();
  for (const number of numbers) {
    await mo.keyboard.press('Alt+n');
    await mo.getByText(`Turn ${number}, whole:`).waitFor();
  }
  assert.equal(await mo.getByRole('radio', { name: /asked for/, checked: true }).count(), 1);
  await mo.keyboard.press('Alt+n');
  await mo.getByText('The round asks for no turn after this one.').waitFor();
  await mo.getByLabel(/^Memo of the next coding/).fill('Is this silent or still?');
  await mo.keyboard.press('Tab');
  await mo.keyboard.press('Enter');
  await mo.getByText(`The memo stands by turn ${numbers[2]}.`).waitFor();
  await mo
    .getByRole('list', { name: `Memos on turn ${numbers[2]}` })
    .getByText('Is this silent or still? Your memo')
    .waitFor();
  await isAccessible(mo);
  const { context, page: plain } = await visitor({ script: false });
  await context.addCookies(await mo.context().cookies());
  await plain.goto(desk);
  assert.match((await plain.textContent('main')) ?? '', /Is this silent or still\?/);
  await plain.getByRole('link', { name: 'Go to the first' }).click();
  await plain.getByRole('link', { name: `Next turn asked for after turn ${numbers[0]}` }).click();
  assert.equal(new URL(plain.url()).hash, `#turn-${numbers[1]! - 1}`);
  await ada.goto(desk);
  await ada.getByText('you have coded something in 1 of them').waitFor();
  assert.doesNotMatch((await ada.textContent('main')) ?? '', /silent or still/);
  await isAccessible(ada);
});

test('a lead splits the code, and each coder says of the own codings, by key or by touch, which of the new ones they have', async () => {
  await lena.goto(`${base}/codebook`);
  await lena.getByRole('link', { name: 'Silence' }).click();
  await lena.getByLabel('New codes').fill('Kept silent\nSilent room');
  await isAccessible(lena);
  await lena.getByRole('button', { name: 'Split the code' }).click();
  await lena.getByRole('link', { name: 'Silent room' }).waitFor();
  await mo.goto(`${base}/coding`);
  await mo.getByText('2 codings of yours wait to be looked at again').waitFor();
  await mo.getByRole('link', { name: 'Look again' }).click();
  await mo.getByText('Your memo: Mo heard nothing').waitFor();
  await isAccessible(mo);
  await mo.keyboard.press('2');
  await mo.getByText('1 coding waits for you').waitFor();
  await mo.keyboard.press('1');
  await mo.getByText('Nothing to look at again').waitFor();
  await isAccessible(mo);
  await ada.goto(`${base}/coding/again`);
  await ada.getByText('1 coding waits for you').waitFor();
  await isAccessible(ada);
  await ada.getByRole('button', { name: 'Kept silent' }).click();
  await ada.getByText('Nothing to look at again').waitFor();
  await lena.goto(`${base}/coding/again`);
  await lena.getByText('Nothing to look at again').waitFor();
});

test('memos and words are found by whoever may read them, and all of the round’s once it is open', async () => {
  await mo.goto(`${base}/memos`);
  await mo.getByLabel('Memo').fill('Silent may be many things.');
  await mo.getByRole('button', { name: 'Write the memo' }).click();
  await mo.getByText('The memo is written').waitFor();
  await isAccessible(mo);
  assert.match((await mo.textContent('main')) ?? '', new RegExp(`Willow, turn ${numbers[2]}`));
  const found = async (page: Page) => {
    await page.goto(`${base}/search`);
    await page.getByLabel('Words').fill('silent');
    await page.getByLabel('Words').press('Enter');
    await page.getByRole('table').waitFor();
    await isAccessible(page);
    return (await page.textContent('main')) ?? '';
  };
  assert.match(await found(mo), /silent or still/);
  const blind = await found(ada);
  assert.match(blind, /Silent may be many things/);
  assert.match(blind, /The room was silent/);
  assert.doesNotMatch(blind, /silent or still/);
  await ada.getByRole('link', { name: 'Willow, Group 1' }).click();
  await ada.locator('.turns > :target').getByText('The room was silent').waitFor();
  await lena.goto(`${base}/coding`);
  await lena.getByRole('button', { name: 'Open Round 1 to the team' }).click();
  await lena.getByText('The round is open').waitFor();
  assert.match(await found(ada), /silent or still/);
  await ada.goto(`${base}/memos`);
  await ada.getByText('Mo heard nothing').first().waitFor();
  await isAccessible(ada);
});
