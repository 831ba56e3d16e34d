import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { addCode } from '#app/modules/focus-groups/coding/codebook-commands.server.ts';
import { codePassage } from '#app/modules/focus-groups/coding/coding-commands.server.ts';
import { beginRound, openRound } from '#app/modules/focus-groups/coding/round-commands.server.ts';
import { studyNamed } from '#app/modules/focus-groups/study/queries.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { signedText } from '../studies.ts';
import { browser, isAccessible, phone, signIn } from './stage.ts';
import { studyStage } from './study-stage.ts';

const { here, mailOf, acting, slug, study, siteId, sessionId, participantOf } = await studyStage({
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
const textId = await signedText([acting('Sam'), acting('Sol')], {
  ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
  said: ['I watched how she sat down first.', 'Nobody had told me what my part was.', 'Then the daughters came in.'].map((text) => ({
    speaker: 'Willow',
    participantId: participantOf.Willow!,
    text,
  })),
});
const said = { parentId: null, definition: '', include: '', exclude: '', example: '', colour: 0 };
const [unready] = await as(acting('Lena'), async (scope) => [
  await addCode(scope, study, { ...said, name: 'Feeling unready' }),
  await addCode(scope, study, { ...said, name: 'Watching others' }),
]);
const together = await as(acting('Lena'), (scope) => beginRound(scope, study, { title: 'Together', kind: 'open' }));
const apart = await as(acting('Lena'), (scope) => beginRound(scope, study, { title: 'Apart', kind: 'blind' }));
const address = (round: string) => `${here.address}/w/focus-groups/${slug}/coding/${round}/${textId}`;

async function of(name: string, options: Parameters<typeof visitor>[0] = {}): Promise<{ page: Page; context: BrowserContext }> {
  const made = await visitor(options);
  await signIn(here, made.page, mailOf(name));
  return made;
}
async function give(page: Page, turn: number, code: string): Promise<void> {
  await page.locator(`#turn-${turn} input[type="radio"]`).check();
  await page.getByRole('button', { name: code, exact: true }).click();
}
async function kept(): Promise<string[]> {
  const rows = await as(acting('Lena'), ({ tx }) =>
    tx
      .selectFrom('coding')
      .innerJoin('code', 'code.id', 'coding.codeId')
      .innerJoin('person', 'person.id', 'coderId')
      .select(['person.name as coder', 'code.name', 'begins'])
      .where('roundId', '=', together)
      .orderBy('begins')
      .orderBy('code.name')
      .orderBy('person.name')
      .execute(),
  );
  return rows.map(({ coder, name, begins }) => `${begins} ${name}, ${coder}`);
}

const mo = await of('Mo');
const ada = await of('Ada', { viewport: { ...phone, width: 390 } });

test('two coders see each other’s codings in an open round as they are made', async () => {
  await mo.page.goto(address(together));
  await ada.page.goto(address(together));
  await ada.page.getByText('0 codings.').waitFor();
  await sleep(500);
  await give(mo.page, 0, 'Watching others');
  await ada.page.getByText('1 coding.').waitFor();
  await ada.page.locator('#turn-0').getByText('Watching others, Mo').waitFor();
  await isAccessible(ada.page);
  await mo.page.getByRole('button', { name: 'Take back Watching others on turn 1' }).click();
  await ada.page.getByText('0 codings.').waitFor();
});

test('what one codes without network waits in the page and is there once when it is back; nothing of the other’s is lost or doubled', async () => {
  await mo.context.setOffline(true);
  await give(mo.page, 0, 'Watching others');
  await give(mo.page, 1, 'Feeling unready');
  await give(mo.page, 2, 'Watching others');
  await mo.page.getByRole('button', { name: 'Take back Watching others on turn 3' }).click();
  await mo.page
    .getByRole('status')
    .getByText(/acts are not sent yet\./)
    .waitFor();
  await isAccessible(mo.page);
  await give(ada.page, 1, 'Feeling unready');
  await give(ada.page, 2, 'Watching others');
  await mo.page.waitForTimeout(3000);
  assert.deepEqual(await kept(), ['34 Feeling unready, Ada', '71 Watching others, Ada']);
  let arrived = 0;
  mo.page.on('response', (answer) => {
    if (answer.request().method() === 'POST') arrived++;
  });
  await mo.context.setOffline(false);
  for (let tries = 0; arrived < 4 && tries < 200; tries++) await sleep(50);
  await ada.page.getByText('4 codings.').waitFor();
  await mo.page.getByText('4 codings.').waitFor();
  assert.deepEqual(await kept(), ['0 Watching others, Mo', '34 Feeling unready, Ada', '34 Feeling unready, Mo', '71 Watching others, Ada']);
});

test('what arrived but was not answered is sent again and stands there once, and a taking back again takes nothing else', async () => {
  let lost = 0;
  await mo.page.route('**/*.json', async (route) => {
    if (route.request().method() !== 'POST' || lost >= 2) return route.continue();
    lost++;
    await route.fetch();
    return route.abort();
  });
  await give(mo.page, 2, 'Feeling unready');
  await ada.page.getByText('5 codings.').waitFor();
  await mo.page.getByRole('button', { name: 'Take back Feeling unready on turn 3' }).click();
  await ada.page.getByText('4 codings.').waitFor();
  await mo.page.getByText('4 codings.').waitFor();
  assert.equal(lost, 2);
  await mo.page.unroute('**/*.json');
  assert.equal((await kept()).length, 4);
  await mo.page.reload();
  await mo.page.getByText('4 codings.').waitFor();
});

for (const [what, kill] of [
  ['Node', killNode],
  ['PostgreSQL', here.killPostgres],
] as const)
  test(`what is given while ${what} is killed with -9 is sent again by the page, and stands there once`, async () => {
    await closeDatabase();
    for (const wait of [0, 10, 40]) {
      await give(mo.page, 0, 'Feeling unready');
      await sleep(wait);
      await kill();
      await mo.page
        .locator('#turn-0')
        .getByText(/Feeling unready/)
        .first()
        .waitFor();
      await mo.page
        .getByText(/not sent yet/)
        .first()
        .waitFor({ state: 'hidden' });
      assert.equal((await kept()).filter((each) => each === '0 Feeling unready, Mo').length, 1, `killed after ${wait} ms`);
      await mo.page.getByRole('button', { name: 'Take back Feeling unready on turn 1' }).click();
      for (let tries = 0; (await kept()).includes('0 Feeling unready, Mo') && tries < 100; tries++) await sleep(50);
      assert.equal((await kept()).length, 4);
      await closeDatabase();
    }
  });

async function killNode(): Promise<void> {
  const gone = new Promise((resolve) => here.server().once('exit', resolve));
  here.server().kill('SIGKILL');
  await gone;
  await here.restart();
}

test('the stream of a blind round tells nobody anything of what another codes, until the round is open', async () => {
  const cookie = (await ada.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const leaving = new AbortController();
  const stream = await fetch(`${address(apart)}/live`, { headers: { cookie }, signal: leaving.signal });
  let heard = '';
  const reading = (async () => {
    for await (const piece of stream.body!) heard += Buffer.from(piece as Uint8Array).toString('utf8');
  })().catch(() => undefined);
  const code = (begins: number) =>
    as(acting('Mo'), async (scope) =>
      codePassage(scope, await studyNamed(scope, slug), { roundId: apart, textId, codeId: unready, begins, ends: begins + 9, memo: '' }),
    );
  for (let tries = 0; tries < 100 && !heard.includes('"isBlind":true'); tries++) await sleep(50);
  const before = heard.replaceAll(/data: \{"again":true\}\n\n/g, '');
  assert.match(before, /"isBlind":true/);
  await code(0);
  await give(mo.page, 0, 'Feeling unready');
  await sleep(1500);
  assert.equal(heard.replaceAll(/data: \{"again":true\}\n\n/g, ''), before);
  await as(acting('Lena'), (scope) => openRound(scope, study, apart));
  const id = await code(40);
  for (let tries = 0; tries < 50 && !heard.includes(id); tries++) await sleep(50);
  assert.match(heard, new RegExp(id));
  assert.match(heard, /"isBlind":false.*"isOpen":true/s);
  leaving.abort();
  await reading;
  await closeDatabase();
});
