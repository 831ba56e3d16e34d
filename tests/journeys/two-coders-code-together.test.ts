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
    ['Noor', 'coder'],
    ['Iris', 'coder'],
    ['Sam', 'staff'],
    ['Sol', 'staff'],
  ],
  pseudonyms: ['Willow'],
});
const visitor = await browser();
const turns = ['I watched how she sat down first.', 'Nobody had told me what my part was.', 'Then the daughters came in.'];
const textId = await signedText([acting('Sam'), acting('Sol')], {
  ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
  said: turns.map((text) => ({ speaker: 'Willow', participantId: participantOf.Willow!, text })),
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
/** Until the server has all that was done on the page. */
async function arrived(page: Page): Promise<void> {
  await page
    .getByText(/Sending…|not sent yet/)
    .first()
    .waitFor({ state: 'hidden' });
}
async function codings(round: string) {
  return as(acting('Lena'), ({ tx }) =>
    tx
      .selectFrom('coding')
      .innerJoin('code', 'code.id', 'coding.codeId')
      .innerJoin('person', 'person.id', 'coderId')
      .select(['coding.id', 'person.name as coder', 'code.name', 'begins', 'ends', 'memo'])
      .where('roundId', '=', round)
      .orderBy('begins')
      .orderBy('code.name')
      .orderBy('person.name')
      .execute(),
  );
}
async function kept(): Promise<string[]> {
  return (await codings(together)).map(({ coder, name, begins }) => `${begins} ${name}, ${coder}`);
}
/** What the database says that somebody did to codings, in its order. */
async function actsOf(name: string): Promise<string[]> {
  const rows = await as(acting(name), ({ tx, actor }) =>
    tx
      .selectFrom('studyEvent')
      .select('verb')
      .where('subject', '=', 'coding')
      .where('personId', '=', actor.personId)
      .orderBy('id')
      .execute(),
  );
  return rows.map(({ verb }) => verb);
}

const mo = await of('Mo');
const ada = await of('Ada', { viewport: { ...phone, width: 390 } });
const noor = await of('Noor');
const iris = await of('Iris');
/** When Noor's network went. */
let gone = Number.NaN;

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

test('a coder whose network goes codes on, and what is done waits in the page', async () => {
  const { page, context } = noor;
  await page.goto(address(together), { waitUntil: 'networkidle' });
  await context.setOffline(true);
  gone = Date.now();
  await page.getByLabel(/^Memo of the next coding/).fill('she sat first');
  await give(page, 0, 'Watching others');
  await give(page, 1, 'Feeling unready');
  await give(page, 2, 'Watching others');
  await page.getByRole('button', { name: 'Take back Watching others on turn 3' }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /acts are not sent yet\..*keep it open\./ })
    .waitFor();
  await isAccessible(page);
  await give(ada.page, 1, 'Feeling unready');
  await give(ada.page, 2, 'Watching others');
  await mo.page.getByText('2 codings.').waitFor();
  assert.deepEqual(await kept(), ['34 Feeling unready, Ada', '71 Watching others, Ada']);
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
  await ada.page.getByText('3 codings.').waitFor();
  await mo.page.getByRole('button', { name: 'Take back Feeling unready on turn 3' }).click();
  await ada.page.getByText('2 codings.').waitFor();
  await mo.page.getByText('2 codings.').waitFor();
  assert.equal(lost, 2);
  await mo.page.unroute('**/*.json');
  assert.equal((await kept()).length, 2);
  await mo.page.reload();
  await mo.page.getByText('2 codings.').waitFor();
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
      assert.equal((await kept()).length, 2);
      await closeDatabase();
    }
  });

async function killNode(): Promise<void> {
  const gone = new Promise((resolve) => here.server().once('exit', resolve));
  here.server().kill('SIGKILL');
  await gone;
  await here.restart();
}

test('on a device marked as one’s own what waits survives closing the page, and is sent once when it is open again', async () => {
  const { page, context } = iris;
  await page.goto(address(apart), { waitUntil: 'networkidle' });
  await context.setOffline(true);
  await page.getByLabel(/^Memo of the next coding/).fill('written in the train');
  await give(page, 0, 'Watching others');
  await page.getByText('If the network fails').click();
  await page.getByLabel('This is my own device').check();
  await isAccessible(page);
  await give(page, 1, 'Feeling unready');
  await page
    .getByRole('status')
    .filter({ hasText: /2 acts are not sent yet\..*this device keeps it/ })
    .waitFor();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  assert.deepEqual(await codings(apart), [], 'nothing had arrived');

  const again = await context.newPage();
  await again.goto(address(apart));
  await again.getByText('2 acts that waited on this device.').waitFor();
  await again.getByText('2 codings.').waitFor();
  await arrived(again);
  await again.reload({ waitUntil: 'networkidle' });
  assert.deepEqual(await actsOf('Iris'), ['code', 'code'], 'each once');
  iris.page = again;
});

test('of two pages of one device each sends its own; what the one that closes leaves, the other takes up', async () => {
  const { page, context } = iris;
  const other = await context.newPage();
  await other.goto(address(apart), { waitUntil: 'networkidle' });
  await context.setOffline(true);
  await give(page, 2, 'Watching others');
  await give(other, 2, 'Feeling unready');
  await other.getByText('1 act is not sent yet').waitFor();
  await page.close({ runBeforeUnload: false });
  await other.getByText('2 acts are not sent yet').waitFor();
  await context.setOffline(false);
  await arrived(other);
  await other.getByText('4 codings.').waitFor();
  assert.equal((await actsOf('Iris')).length, 4);
  iris.page = other;
});

test('somebody else who signs in on the device neither sees nor sends what waits there, and nothing of it is left', async () => {
  const { page, context } = iris;
  const own = await context.cookies();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Take back Watching others on turn 1' }).click();
  await page.getByText('1 act is not sent yet').waitFor();
  await context.clearCookies();
  await context.addCookies(await mo.context.cookies());
  await context.setOffline(false);
  await page.getByText('You are not signed in here any more').waitFor();
  const another = await context.newPage();
  await another.goto(address(apart), { waitUntil: 'networkidle' });
  assert.match((await another.textContent('main'))!, /0 codings\./);
  assert.equal(await another.getByText('waits on this device').count(), 0);
  assert.equal(await another.evaluate('localStorage.length'), 0);
  assert.equal((await actsOf('Iris')).length, 4, 'nothing is done in another’s name');
  await another.close();
  await context.clearCookies();
  await context.addCookies(own);
  await page.getByText('3 codings.').waitFor();
  await arrived(page);
  assert.equal((await actsOf('Iris')).at(-1), 'uncode', 'the open page still had it, and sends it for its own coder');
});

test('signing out leaves nothing on the device, and a page warns before what waits would go with it', async () => {
  const { page, context } = iris;
  await page.getByText('If the network fails').click();
  await page.getByLabel('This is my own device').check();
  await page.route('**/*.json', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await give(page, 0, 'Feeling unready');
  await page.getByText('1 act is not sent yet').waitFor();
  assert.notEqual(await page.evaluate('localStorage.length'), 1);
  const asked = page.waitForEvent('dialog');
  await page.getByRole('button', { name: 'Sign out' }).first().click({ noWaitAfter: true });
  const dialog = await asked;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.accept();
  await page.waitForURL((url) => url.pathname === '/');
  assert.equal(await page.evaluate('localStorage.length'), 0);
  assert.equal((await actsOf('Iris')).length, 5);
  await context.close();
});

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
});

test('after more than a minute without network, and a server that starts again, all of it is there once; nothing of the others’ is lost or doubled', async () => {
  const { page, context } = noor;
  // The words of each turn, and where they begin in the text.
  const words = turns.flatMap((text, turn) => {
    const before = turns.slice(0, turn).join('\n').length + (turn > 0 ? 1 : 0);
    return [...text.matchAll(/\w+/g)].map(({ 0: word, index }) => ({ turn, begins: before + index, ends: before + index + word.length }));
  });
  const expected = new Map([
    ['0-33 Watching others', 'she sat first'],
    ['34-70 Feeling unready', ''],
  ]);
  // Another range, and then another memo, for a coding that was never sent.
  await page.getByRole('link', { name: 'Change Watching others on turn 1' }).click();
  await page.locator('#turn-0 input[type="radio"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.getByLabel('Memo').fill('watched whom?');
  await page.getByRole('button', { name: 'Keep “Watching others” so' }).click();
  expected.delete('0-33 Watching others');
  expected.set('0-9 Watching others', 'watched whom?');
  // A new code, taken back and undone before anybody has heard of it.
  await page.locator('#turn-2 input[type="radio"]').focus();
  await page.keyboard.type('Daughters');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Take back Daughters on turn 3' }).click();
  await page.getByRole('button', { name: /^Undo/ }).click();
  expected.set('71-98 Daughters', '');
  // 'code' ×3 and 'uncode' before the minute's other promises; here 'recode', 'code', 'uncode', 'code'.
  let acts = 8;
  for (const { turn, begins, ends } of words)
    for (const [typed, code] of [
      ['feeling', 'Feeling unready'],
      ['watching', 'Watching others'],
    ] as const) {
      if (Date.now() - gone > 61_000 && acts >= 20) break;
      const radio = page.locator(`#turn-${turn} input[type="radio"]`);
      if (code === 'Feeling unready') {
        await radio.focus();
        if (begins === words.find((word) => word.turn === turn)!.begins) await page.keyboard.press('Escape');
        await page.keyboard.press('ArrowRight');
      }
      await page.keyboard.type(typed);
      await page.keyboard.press('Enter');
      await page
        .getByText(`“${code}” given to turn ${turn + 1}.`)
        .first()
        .waitFor();
      expected.set(`${begins}-${ends} ${code}`, '');
      acts++;
    }
  await sleep(Math.max(0, 61_000 - (Date.now() - gone)));
  const others = await kept();
  assert.equal(others.filter((each) => each.endsWith('Noor')).length, 0, 'nothing of it had arrived');
  await give(ada.page, 0, 'Feeling unready');
  await arrived(ada.page);

  const before = (await actsOf('Noor')).length;
  await closeDatabase();
  here.server().kill('SIGKILL');
  await context.setOffline(false);
  await here.restart();
  await arrived(page);
  const all = await codings(together);
  assert.deepEqual(
    all
      .filter(({ coder }) => coder === 'Noor')
      .map(({ begins, ends, name, memo }) => [`${begins}-${ends} ${name}`, memo])
      .sort(),
    [...expected].sort(),
  );
  assert.deepEqual(
    all
      .filter(({ coder }) => coder !== 'Noor')
      .map(({ coder, begins, name }) => `${begins} ${name}, ${coder}`)
      .sort(),
    [...others, '0 Feeling unready, Ada'].sort(),
  );
  assert.equal((await actsOf('Noor')).length - before, acts, 'each act was done once');
  const told = `${expected.size + others.length + 1} codings.`;
  for (const each of [page, ada.page, mo.page]) await each.getByText(told).waitFor();
  await page.reload();
  await page.getByText(told).waitFor();
  await closeDatabase();
});
