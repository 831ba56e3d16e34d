import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { writeProtocol } from '#app/modules/focus-groups/study/commands.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { signedText } from '../studies.ts';
import { browser, isAccessible, openBeforeScript, phone, signIn } from './stage.ts';
import { studyStage } from './study-stage.ts';

const { here, mailOf, acting, slug, study, siteId, sessionId, participantOf } = await studyStage({
  approach: 'reliability',
  roles: [
    ['Mo', 'coder'],
    ['Ada', 'coder'],
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
    {
      speaker: 'Willow',
      participantId: participantOf.Willow!,
      text: 'It was third year. Nobody had told me what my part was, so I watched how she sat down first.',
    },
    {
      speaker: 'Rowan',
      participantId: participantOf.Rowan!,
      text: 'We had practised it with an actor, but the actor did not have three daughters in the room.',
    },
  ],
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
/** Waits until the server has all that was done on the page. */
async function taken(page: Page): Promise<void> {
  for (let tries = 0; tries < 100 && /Sending…|not sent yet/.test(await main(page)); tries++) await page.waitForTimeout(50);
  assert.doesNotMatch(await main(page), /Sending…|not sent yet/);
}
/** Where no script runs, axe does not either. */
async function isReadable(page: Page): Promise<void> {
  assert.equal(await page.getByRole('button', { name: 'Watching others', exact: true }).count(), 1);
}
const lena = await of('Lena');
const mo = await of('Mo');
const ada = await of('Ada', { viewport: phone });

test('a lead writes a codebook and begins a blind round', async () => {
  await lena.goto(`${base}/codebook`);
  await isAccessible(lena);
  for (const name of ['Feeling unready', 'Watching others']) {
    await lena.getByLabel('Name').fill(name);
    await lena.getByLabel('Definition').fill(`The speaker tells of ${name.toLowerCase()}.`);
    await lena.getByRole('button', { name: 'Add the code' }).click();
    await lena.getByRole('link', { name }).waitFor();
  }
  await lena.getByLabel('Name').fill('watching others');
  await lena.getByRole('button', { name: 'Add the code' }).click();
  await lena
    .getByRole('alert')
    .getByText(/There is a code called “Watching others” here already/)
    .waitFor();
  await isAccessible(lena);
  await lena.goto(`${base}/coding`);
  await lena.getByLabel('Title').fill('Round 1');
  await lena.getByLabel(/^Blind/).check();
  await lena.getByRole('button', { name: 'Begin the round' }).click();
  await lena.getByText('The round is begun').waitFor();
  await isAccessible(lena);
});

test('a coder chooses a turn and words by keyboard alone, types for the code, and takes it back by key', async () => {
  await mo.goto(`${base}/coding`);
  await mo.getByRole('link', { name: 'Group 1' }).click();
  await mo.getByLabel('Find a code').waitFor();
  await isAccessible(mo);
  await mo.getByRole('radio', { name: /Moderator/ }).focus();
  await mo.keyboard.press('ArrowDown');
  await mo.getByText('Turn 2, whole:').waitFor();
  await mo.keyboard.press('ArrowRight');
  await mo.keyboard.press('Shift+ArrowRight');
  await mo.keyboard.press('Shift+ArrowRight');
  await mo.getByText('Turn 2: “It was third”').waitFor();
  await mo.keyboard.type('feel');
  await mo.getByText('1 code; Enter gives “Feeling unready”').waitFor();
  await isAccessible(mo);
  await mo.keyboard.press('Enter');
  await mo.getByText('“Feeling unready” given to turn 2.').waitFor();
  await mo.getByText('1 coding.').waitFor();
  await mo.keyboard.press('Control+z');
  await mo.getByText(/^Undone:/).waitFor();
  await mo.getByText('0 codings.').waitFor();
  await mo.getByLabel(/^Memo of the next coding/).fill('role not given?');
  await mo.getByRole('radio', { name: /Willow/ }).focus();
  await mo.keyboard.press('Escape');
  await mo.keyboard.type('feel');
  await mo.keyboard.press('Enter');
  await mo.getByText('1 coding.').waitFor();
  await taken(mo);
  await mo.reload();
  assert.match(await main(mo), /Feeling unready.*role not given\?/s);
  await isAccessible(mo);
});

test('another code for the same words keeps the memo, and a new code comes from typing', async () => {
  await mo.getByRole('link', { name: 'Change Feeling unready on turn 2' }).click();
  await mo.getByText('Change “Feeling unready”.').waitFor();
  await isAccessible(mo);
  await mo.getByRole('button', { name: 'Watching others', exact: true }).click();
  await mo.getByText('“Feeling unready” is changed.').waitFor();
  await mo.getByRole('button', { name: /^Undo/ }).click();
  await mo.getByText('Feeling unready', { exact: true }).last().waitFor();
  await mo.getByRole('radio', { name: /Rowan/ }).focus();
  await mo.keyboard.press('Enter');
  await mo.keyboard.type('Actors');
  await mo.getByText('No code is called so; Enter adds “Actors”').waitFor();
  await mo.keyboard.press('Enter');
  await mo.getByText('“Actors” given to turn 3.').waitFor();
  await taken(mo);
  await mo.getByRole('button', { name: 'Take back Actors on turn 3' }).click();
  await taken(mo);
  await mo.reload();
  assert.match(await main(mo), /1 coding\..*Feeling unready.*role not given\?/s);
  await mo.getByRole('button', { name: 'Actors', exact: true }).waitFor();
});

test('a memo begun before the page’s script is at work goes with the next code', async () => {
  const letScripts = await openBeforeScript(mo, mo.url());
  await mo.getByLabel(/^Memo of the next coding/).fill('whose daughters?');
  letScripts();
  await mo.getByLabel('Find a code').waitFor();
  await mo.getByRole('radio', { name: /Rowan/ }).focus();
  await mo.keyboard.press('Enter');
  await mo.keyboard.type('Actors');
  await mo.keyboard.press('Enter');
  await mo.getByText('“Actors” given to turn 3.').waitFor();
  await taken(mo);
  await mo.reload();
  assert.match(await main(mo), /Actors.*whose daughters\?/s);
  await mo.getByRole('button', { name: 'Take back Actors on turn 3' }).click();
  await taken(mo);
});

test('another codes on a phone by touch, and one without script by turn; neither sees the other, nor does the lead', async () => {
  await ada.goto(`${base}/coding`);
  await ada.getByRole('link', { name: 'Group 1' }).click();
  await isAccessible(ada);
  await ada.getByText('It was third year.').click();
  await ada.getByRole('button', { name: 'Watching others', exact: true }).click();
  await ada.getByText('1 coding.').waitFor();
  await isAccessible(ada);
  await ada.getByRole('button', { name: 'Leave it' }).click();
  assert.equal(await ada.getByLabel('Find a code').isVisible(), false, 'the codes leave the text to be read');
  await taken(ada);
  await mo.reload();
  assert.match(await main(mo), /1 coding\./);
  const { context, page: plain } = await visitor({ script: false });
  await context.addCookies(await lena.context().cookies());
  await plain.goto(mo.url());
  assert.match(await main(plain), /0 codings\./);
  assert.match(await main(plain), /You see only your own codings until/);
  await isReadable(plain);
  await plain.getByRole('button', { name: 'Watching others', exact: true }).click();
  await plain.getByRole('alert').getByText('Choose a turn, or mark words').waitFor();
  await plain.getByRole('radio', { name: /Rowan/ }).check();
  await plain.getByRole('button', { name: 'Watching others', exact: true }).click();
  await plain.getByText('The passage is coded').waitFor();
  await plain.getByRole('link', { name: 'Change Watching others on turn 3' }).click();
  await plain.getByLabel(/^Memo/).fill('as it was');
  await plain.getByRole('button', { name: 'Keep “Watching others” so' }).click();
  await plain.getByText('The coding is changed').waitFor();
  assert.match(await main(plain), /as it was/);
  await plain.getByRole('button', { name: 'Take back Watching others on turn 3' }).click();
  await plain.getByText('The coding is taken back').waitFor();
  assert.match(await main(plain), /0 codings\./);
});

test('the lead opens the round, and an open page shows both and keeps what is being written; a coding of one’s own is taken back, a closed round stays', async () => {
  await mo.getByLabel(/^Memo of the next coding/).fill('half a thought');
  await lena.goto(`${base}/coding`);
  await lena.getByRole('button', { name: 'Open Round 1 to the team' }).click();
  await lena.getByText('The round is open').waitFor();
  await mo.getByText('everybody’s codings are shown from now on').waitFor();
  await mo.getByText('2 codings.').waitFor();
  assert.match(await main(mo), /Watching others, Ada/);
  assert.doesNotMatch(await main(mo), /You see only your own codings/);
  assert.equal(await mo.getByLabel(/^Memo of the next coding/).inputValue(), 'half a thought');
  await isAccessible(mo);
  await mo.getByRole('button', { name: 'Take back Feeling unready on turn 2' }).click();
  await mo.getByText('“Feeling unready” is taken back.').waitFor();
  await mo.getByText('1 coding.').waitFor();
  await taken(mo);
  await lena.getByRole('button', { name: 'Close Round 1' }).click();
  await lena.getByText('The round is closed').waitFor();
  await mo.getByText('The study’s lead closed this round').waitFor();
  assert.equal(await mo.getByLabel(/^Memo of the next coding/).inputValue(), 'half a thought');
  await mo.reload();
  assert.equal(await mo.getByRole('radio').count(), 0);
});

test('codes are merged, and what was coded counts as the other', async () => {
  await lena.goto(`${base}/codebook`);
  await lena.getByRole('link', { name: 'Watching others' }).click();
  await isAccessible(lena);
  await lena.getByLabel('Into').selectOption({ label: 'Feeling unready' });
  await lena.getByRole('button', { name: 'Merge the codes' }).click();
  await lena.getByText('The codes are merged').waitFor();
  await mo.reload();
  assert.match(await main(mo), /Feeling unready, Ada/);
  const csv = await (await lena.request.get(`${base}/codebook.csv`)).text();
  assert.match(csv, /Feeling unready/);
  assert.doesNotMatch(csv, /\nWatching others/);
});

test('another approach has no blind rounds', async () => {
  process.env.DATA_DIR = here.dataDir;
  await as(acting('Lena'), (scope) =>
    writeProtocol(scope, study, {
      seen: 1,
      said: { approach: 'thematic', question: 'What helps?', design: '', guide: '', reason: 'We are two' },
    }),
  );
  await closeDatabase();
  await lena.goto(`${base}/coding`);
  assert.equal(await lena.getByLabel(/^Blind/).count(), 0);
});
