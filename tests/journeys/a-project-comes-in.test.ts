import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { seededRandom } from '#app/maths/random.ts';
import { addCode } from '#app/modules/focus-groups/coding/codebook-commands.server.ts';
import { writeMemo } from '#app/modules/focus-groups/coding/memo-commands.server.ts';
import { beginFinding, keepFound } from '#app/modules/focus-groups/deidentification/finding-commands.server.ts';
import { makeText } from '#app/modules/focus-groups/deidentification/text-commands.server.ts';
import { qdpxFile, readQdaFile } from '#app/modules/focus-groups/exchange/qda-file.server.ts';
import { emptyProject, type QdaProject } from '#app/modules/focus-groups/exchange/qda-project.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { startEmbedded } from '#app/platform/embedded-postgres.server.ts';
import { browser, isAccessible, phone, signIn } from './stage.ts';
import { studyStage } from './study-stage.ts';

const { here, mailOf, slug, within } = await studyStage({
  approach: 'thematic',
  roles: [
    ['Lena', 'staff'],
    ['Sam', 'staff'],
    ['Mo', 'coder'],
    ['Rio', 'reader'],
  ],
  pseudonyms: ['Willow'],
});
const base = `${here.address}/w/focus-groups/${slug}`;
const codeId = await within('Lena', (scope, study) =>
  addCode(scope, study, {
    parentId: null,
    name: 'Waiting',
    definition: 'Time that passes',
    include: '',
    exclude: '',
    example: '',
    colour: 0,
  }),
);
await within('Mo', (scope, study) => writeMemo(scope, study, { about: 'code', codeId, words: 'Not in the corridor' }));
await closeDatabase();

/** An invented project of another program: a text of so many letters that nothing packs well, 500 codings, two memos, and a set, for which there is no place here. */
function project(number: number, letters: number): QdaProject {
  const random = seededRandom(number);
  const guid = (kind: number, at = 0) => `${String(number).padStart(8, '0')}-000${kind}-4000-8000-${String(at).padStart(12, '0')}`;
  const letter = () => String.fromCodePoint(0x61 + Math.floor(random() * 26) - (random() < 0.5 ? 32 : 0));
  const text = Array.from({ length: letters }, (_, at) => (at % 600 === 599 ? '\n' : at % 7 === 6 ? ' ' : letter())).join('');
  const nothing = { name: null, description: null, userId: guid(1), at: null, memoIds: [] };
  return {
    ...emptyProject('Elsewhere'),
    users: [{ id: guid(1), name: `Dana ${number}`, initials: null }],
    codes: [{ id: guid(2), name: `Hope ${number}`, definition: null, colour: null, isCodable: true, memoIds: [guid(3, 1)], codes: [] }],
    memos: [1, 2].map((at) => ({ ...nothing, id: guid(3, at), text: `Memo ${at}` })),
    memoIds: [guid(3, 2)],
    sets: [{ id: guid(4), name: 'Mine', description: null, codeIds: [guid(2)], sourceIds: [], memoIds: [] }],
    sources: [
      {
        ...{ ...nothing, id: guid(5), name: 'Anna Novak.docx', text, codings: [], values: [] },
        selections: Array.from({ length: 500 }, (_, at) => ({
          ...{ ...nothing, id: guid(6, at), start: at * 100, end: at * 100 + 50 },
          codings: [{ id: guid(7, at), codeId: guid(2), userId: guid(1), at: null, memoIds: [] }],
        })),
      },
    ],
  };
}
function kept(number: number, letters: number): { path: string; bytes: Buffer } {
  const path = join(here.dataDir, `${number}.qdpx`);
  const { bytes } = qdpxFile(project(number, letters));
  writeFileSync(path, bytes);
  return { path, bytes };
}
/** What of a project is in the study, as research staff may know it. */
async function there() {
  const counts = await within('Sam', async ({ tx }, { id }) => {
    const of = async (
      table: 'importedFile' | 'importedCoder' | 'importedCoding' | 'importedMemo' | 'transcript' | 'code' | 'codingRound' | 'studyRole',
    ) => (await tx.selectFrom(table).select('studyId').where('studyId', '=', id).execute()).length;
    return {
      ...{
        files: await of('importedFile'),
        coders: await of('importedCoder'),
        codings: await of('importedCoding'),
        memos: await of('importedMemo'),
      },
      ...{ texts: await of('transcript'), codes: await of('code'), rounds: await of('codingRound'), roles: await of('studyRole') },
    };
  });
  await closeDatabase();
  return counts;
}
const person = await browser();
async function of(name: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const { page } = await person(options);
  await signIn(here, page, mailOf(name));
  return page;
}
async function downloaded(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  return download.path();
}
const lena = await of('Lena');
const mo = await of('Mo');

test('a lead takes the project and the codebook out, memos with them', async () => {
  await lena.goto(`${base}/exchange`);
  await isAccessible(lena);
  const { check, project: taken } = await readQdaFile(await downloaded(lena, 'Download the project (.qdpx)'));
  assert.deepEqual([check.valid, check.codes, taken?.memos.map(({ text }) => text)], [true, 1, ['Not in the corridor']]);
  const codebook = await readQdaFile(await downloaded(lena, 'Download the codebook (.qdc)'));
  assert.deepEqual([codebook.kind, codebook.check.valid, codebook.check.codes], ['codebook', true, 1]);
});

test('who brings a project of more than a megabyte in sees first what would come and what is lost, and that it waits until it is de-identified', async () => {
  const { path, bytes } = kept(1, 1_800_000);
  assert.ok(bytes.length > 1024 ** 2, String(bytes.length));
  await lena.getByLabel('File', { exact: true }).setInputFiles(path);
  await lena.getByRole('button', { name: 'Look at what would come in' }).click();
  await lena.getByText(/Nothing is kept yet/).waitFor();
  assert.equal((await there()).files, 0);
  await lena.setViewportSize(phone);
  await lena.getByLabel('File', { exact: true }).setInputFiles(path);
  await lena.getByLabel('What the study calls it').fill('Elsewhere');
  await lena.getByRole('button', { name: 'Bring it in' }).click();
  await lena.getByText('The file came in').waitFor();
  await isAccessible(lena);
  const said = (await lena.textContent('main')) ?? '';
  assert.match(said, /Codings that wait for the signing of a text500/);
  assert.match(said, /Memos that wait for the signing of a text2/);
  assert.match(said, /1 set[\s\S]*Left out/);
  assert.doesNotMatch(said, /Anna/);
  await lena.setViewportSize({ width: 1280, height: 900 });
});

test('a coder takes out what they may see and brings in codebooks alone, a reader neither, and for whoever is nobody of the study there is no such page', async () => {
  await mo.goto(`${base}/exchange`);
  await isAccessible(mo);
  await mo.getByLabel('File', { exact: true }).setInputFiles(kept(2, 1000).path);
  await mo.getByRole('button', { name: 'Bring it in' }).click();
  await mo.getByText(/research staff and moderators whom the study names/).waitFor();
  await mo.goto(`${base}/exchange`);
  const { check } = await readQdaFile(await downloaded(mo, 'Download the project (.qdpx)'));
  assert.deepEqual([check.codes, check.sources, check.codings, check.memos], [2, 0, 0, 1]);
  await mo.goto(`${base}/memos`);
  assert.doesNotMatch((await mo.textContent('main')) ?? '', /Memo 1/);
  await mo.goto(`${base}/exchange`);
  const rio = await of('Rio', { viewport: phone });
  await rio.goto(`${base}/exchange`);
  await isAccessible(rio);
  await rio.getByText('Elsewhere').first().waitFor();
  assert.equal(await rio.getByRole('button', { name: 'Bring it in' }).count(), 0);
  assert.equal(await rio.getByRole('link', { name: /Download/ }).count(), 0);
  for (const file of ['project.qdpx', 'codebook.qdc'])
    assert.equal((await rio.request.get(`${base}/exchange/${file}`)).status(), 403, file);
  here.concord('person', 'add', 'una@collaborative.example', '--name', 'Una', '--role', 'convener');
  const una = await of('Una');
  for (const file of ['', '/project.qdpx', '/codebook.qdc'])
    assert.equal((await una.request.get(`${base}/exchange${file}`)).status(), 404, file);
});

test('whoever signs the text reads the memos that open with it; then the team has them with the codings', async () => {
  assert.equal(await sent(kept(3, 50_000)), 200);
  const transcriptId = await within('Sam', async (scope, study) => {
    const { id } = await scope.tx
      .selectFrom('transcript')
      .select('id')
      .where('studyId', '=', study.id)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const { version } = await beginFinding(scope, study, id);
    await keepFound(scope, study, { transcriptId: id, version, found: [] });
    await makeText(scope, study, id);
    return id;
  });
  await closeDatabase();
  await lena.goto(`${base}/transcripts/${transcriptId}/sign`);
  await lena.getByRole('heading', { name: 'Memos that came with the file' }).waitFor();
  await lena.getByText('Memo 2').waitFor();
  await isAccessible(lena);
  await lena.getByLabel('I read the whole text').check();
  await lena.getByLabel('What may still tell who somebody is').fill('Low: invented.');
  await lena.getByRole('button', { name: 'Sign the text' }).click();
  await lena.getByText('The text is signed, and the team reads it').waitFor();
  const { check } = await readQdaFile(await downloaded(mo, 'Download the project (.qdpx)'));
  assert.deepEqual([check.sources, check.codings, check.memos], [1, 500, 3]);
});

async function killNode(): Promise<void> {
  const gone = new Promise((resolve) => here.server().once('exit', resolve));
  here.server().kill('SIGKILL');
  await gone;
  await here.restart();
}
/** Sends the form of the page; the status of the answer, 0 where none came. */
async function sent({ bytes }: { bytes: Buffer }): Promise<number> {
  const cookie = (await lena.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const body = new FormData();
  for (const [name, value] of Object.entries({ act: 'bring', title: '', sessionId: '' })) body.set(name, value);
  body.set('file', new Blob([new Uint8Array(bytes)]), 'a.qdpx');
  return fetch(`${base}/exchange`, { method: 'POST', body, headers: { cookie, origin: here.address } }).then(
    ({ status }) => status,
    () => 0,
  );
}
/**
 * Lets a project come in as far as its codings, kills something there, and looks: nothing of it is in the study, and brought again it is there, once. The table of what waits is locked
 * meanwhile, so that the kill comes when the file, its code, its coder and its text are written.
 */
async function killedHalfWay(
  number: number,
  { bring, kill }: { bring(file: ReturnType<typeof kept>): Promise<unknown>; kill(): Promise<void> },
) {
  const file = kept(number, 50_000);
  const before = await there();
  const { config } = await startEmbedded(here.dataDir);
  const client = new pg.Client({ ...config, database: 'concord' });
  client.on('error', () => undefined); // it is killed, too
  await client.connect();
  await client.query('begin; lock table imported_coding in exclusive mode');
  const waits = async () =>
    (await client.query(`select from pg_locks where relation = 'imported_coding'::regclass and not granted`)).rowCount ?? 0;
  const ended = bring(file);
  for (let tries = 0; (await waits()) === 0; tries++) {
    if (tries > 400) throw new Error('The project did not come as far as its codings.');
    await sleep(25);
  }
  await kill();
  await client.end();
  await ended;
  assert.deepEqual(await there(), before, 'half of a project');
  assert.equal(await sent(file), 200, here.said());
  const { files, coders, codings, memos, texts, codes, rounds, roles } = before;
  const whole = { files: files + 1, coders: coders + 1, codings: codings + 500, memos: memos + 2, texts: texts + 1, codes: codes + 1 };
  assert.deepEqual(await there(), { ...whole, rounds: rounds + 1, roles: roles + 1 });
  assert.equal(await sent(file), 409);
}
function command({ path }: { path: string }) {
  const child = spawn(process.execPath, ['cli/concord.ts', 'qda', 'import', path, '--study', slug], { env: here.env, stdio: 'ignore' });
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

test('a project that comes in through the page while Node or PostgreSQL is killed with -9 is not half there, may be brought again, and is there once', async () => {
  for (const [at, kill] of [killNode, here.killPostgres].entries()) await killedHalfWay(10 + at, { bring: sent, kill });
});

test('a project that comes in by the command while that or PostgreSQL is killed with -9 is not half there, may be brought again, and is there once', async () => {
  let running: ReturnType<typeof command>;
  const bring = (file: { path: string }) => {
    running = command(file);
    return running.ended;
  };
  await killedHalfWay(12, { bring, kill: async () => void running.child.kill('SIGKILL') });
  await killedHalfWay(13, { bring, kill: here.killPostgres });
});
