import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { operator } from '#app/platform/actor.ts';
import { pathOfFile } from '#app/platform/files.server.ts';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { documentBytes, paragraphXml } from '../../../../tests/document-file.ts';
import { arrivedFile, saysInDraft } from '../../../../tests/library.ts';
import { actor, school } from '../../../../tests/people.ts';
import { fingerprintOf } from '../../curriculum/intake/fingerprint.ts';
import { publishVersion } from '../checking/commands.server.ts';
import { checkedDraft } from '../checking/queries.server.ts';
import { begin, takePiece } from '../files/arriving-acts.server.ts';
import { declareFile } from '../files/commands.server.ts';
import { adapt, takeFile, throwAway } from '../files/jobs.server.ts';
import { beginItem } from '../items/commands.server.ts';
import { itemNamed } from '../items/queries.server.ts';
import { NewItem } from '../items/schema.ts';
import { sweepLibrary, tellOfMissing } from './jobs.server.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const ada = await actor('Ada', ['faculty'], ashby);
const ben = await actor('Ben', ['faculty'], brook);
await as(operator(), ({ tx }) => tx.updateTable('person').set({ isSample: false }).where('name', '=', 'Ada').execute());
const text = 'Wait for half a minute.\n'.repeat(2000);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const draft = (title: string) => as(ada, (scope) => beginItem(scope, NewItem.parse({ title, kind: 'guide' })));
const idOf = async (slug: string, who = ada) => (await as(who, (scope) => itemNamed(scope, slug))).id;
const agedBy = (path: string, days: number) => utimesSync(path, inDays(-days), inDays(-days));
const announced = async (body: string) => ({
  ...{ name: 'Guide.txt', bytes: body.length },
  fingerprint: await fingerprintOf(
    (async function* () {
      yield new TextEncoder().encode(body);
    })(),
  ),
});

test('what was given up on its way is swept after a week; what is being sent stays, and goes on', async () => {
  const slug = await draft('On its way');
  const itemId = await idOf(slug);
  const [left, kept] = [await begin(ada, slug, await announced(text)), await begin(ada, slug, await announced(`${text}!`))];
  for (const { id } of [left, kept]) await takePiece(ada, { slug, id }, { offset: 0, piece: Buffer.from(text.slice(0, 100)) });
  assert.equal((await sweepLibrary(inDays(6))).givenUp, 0);
  agedBy(pathOfFile(itemId, left.id), 1);
  assert.equal((await sweepLibrary(inDays(6.5))).givenUp, 0);
  await as(ada, ({ tx }) =>
    tx
      .updateTable('libraryArriving')
      .set({ startedAt: inDays(-8) })
      .execute(),
  );
  agedBy(pathOfFile(itemId, left.id), 8);
  assert.equal((await sweepLibrary(new Date())).givenUp, 1);
  assert.deepEqual([existsSync(pathOfFile(itemId, left.id)), existsSync(pathOfFile(itemId, kept.id))], [false, true]);
  assert.equal((await begin(ada, slug, await announced(`${text}!`))).offset, 100);
});

test('bytes that no row names go when they are a day old, those of an item that is no more with their folder, and no other folder is touched', async () => {
  const slug = await draft('With leftovers');
  const itemId = await idOf(slug);
  const id = await takeFile(ada, slug, { name: 'Guide.txt', file: await arrivedFile(text) });
  const [old, young, others] = [pathOfFile(itemId, 'old.webp'), pathOfFile(itemId, 'young'), pathOfFile(ashby.id, 'of-a-curriculum')];
  for (const path of [old, young, others]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'x');
  }
  for (const path of [old, others, pathOfFile(itemId, id)]) agedBy(path, 30);
  await sweepLibrary(new Date());
  assert.deepEqual(
    [old, young, others, pathOfFile(itemId, id)].map((path) => existsSync(path)),
    [false, true, true, true],
  );
  await as(ada, ({ tx }) => tx.deleteFrom('libraryItem').where('id', '=', itemId).execute());
  await sweepLibrary(new Date());
  assert.ok(existsSync(young), 'a moment ago somebody may still have been sending');
  await sweepLibrary(inDays(1.1));
  assert.equal(existsSync(dirname(young)), false);
});

/** An item of Ada's that is published with a file; answers its short name and the file's id. */
async function withFile(title: string): Promise<[slug: string, id: string]> {
  const slug = await draft(title);
  const id = await takeFile(ada, slug, { name: 'Guide.txt', file: await arrivedFile(text + title) });
  await as(ada, (scope) =>
    declareFile(scope, slug, { file: id, thirdParty: 'none', thirdPartyWords: '', thirdPartyLicence: null, alternative: '' }),
  );
  await saysInDraft(ada, slug, { title, kind: 'guide' });
  await as(ada, (scope) => publishVersion(scope, slug));
  return [slug, id];
}

test('a file that is cut short is copied again from an adaptation; one that nobody else holds is told to its keeper once', async () => {
  const [slug, id] = await withFile('The source');
  const own = await adapt(ben, slug);
  const [source, copy] = [pathOfFile(await idOf(slug), id), pathOfFile(await idOf(own, ben), id)];
  truncateSync(source, 10);
  assert.deepEqual([(await sweepLibrary(new Date())).mended, readFileSync(source, 'utf8')], [1, `${text}The source`]);
  rmSync(source);
  rmSync(copy);
  assert.deepEqual([(await sweepLibrary(new Date())).missing, await tellOfMissing(), await tellOfMissing()], [2, 1, 0]);
  assert.match((await outboxMails())[0]!.source, /- Guide\.txt/);
  const { findings, left } = await as(ben, (scope) => checkedDraft(scope, own));
  assert.ok(left > 0 && findings.some(({ found }) => found === 'Its bytes are no longer here.'));
  writeFileSync(source, `${text}The source`);
  assert.deepEqual([(await sweepLibrary(new Date())).missing, existsSync(copy)], [0, true], 'what comes back is there again, for both');
  assert.equal(await throwAway(ben, own), true);
});

/** What a host does at its start, and then what an author does with one file until it is in a draft and looked into, from wherever that stands. */
const program = `
import { closeDatabase, database } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { begin, finish, takePiece } from '#app/modules/library/files/arriving-acts.server.ts';
import { libraryFileJobs } from '#app/modules/library/files/jobs.server.ts';
import { fingerprintOf } from '#app/modules/curriculum/intake/fingerprint.ts';
const { ada, slug, itemId, name, body } = JSON.parse(process.env.ERRAND);
await database();
process.stdout.write('begins');
for (const job of libraryFileJobs) for (const work of await job.unfinished()) await job.run(work, new AbortController().signal);
const bytes = Buffer.from(body, 'base64');
if (!(await as(ada, ({ tx }) => tx.selectFrom('libraryFile').select('id').where('itemId', '=', itemId).executeTakeFirst()))) {
  const fingerprint = await fingerprintOf((async function* () { yield bytes; })());
  let { id, offset } = await begin(ada, slug, { name, bytes: bytes.length, fingerprint });
  while (offset < bytes.length) ({ offset } = await takePiece(ada, { slug, id }, { offset, piece: bytes.subarray(offset, offset + 400) }));
  await finish(ada, { slug, id });
}
await closeDatabase();
`;
async function begun(errand: object): Promise<ChildProcess> {
  const env = { ...process.env, ERRAND: JSON.stringify(errand) };
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
  return child;
}
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

test('a host that is killed in the middle of an upload, or of looking into a file, leaves it on its way or whole; the author goes on', async (t) => {
  const body = documentBytes({ body: paragraphXml(text) });
  const steps: string[] = [];
  let wholeTime = 0;
  const errandOf = async (title: string) => {
    const slug = await draft(title);
    return { ada, slug, itemId: await idOf(slug), name: 'Guide.docx', body: Buffer.from(body).toString('base64') };
  };
  const standing = async ({ slug, itemId }: { slug: string; itemId: string }) => {
    const { files } = await as(ada, (scope) => checkedDraft(scope, slug));
    const arriving = await as(ada, ({ tx }) => tx.selectFrom('libraryArriving').select('id').where('itemId', '=', itemId).execute());
    assert.ok(files.length + arriving.length <= 1, `${files.length} files and ${arriving.length} on their way of one`);
    if (files[0]) assert.deepEqual(readFileSync(pathOfFile(itemId, files[0].id)), Buffer.from(body), 'a file of a draft is whole');
    return files[0] ? (files[0].look ? 'looked into' : 'not looked into') : arriving.length > 0 ? 'on its way' : 'nothing';
  };
  const first = await errandOf('Undisturbed');
  const undisturbed = await begun(first);
  const ready = performance.now();
  await ended(undisturbed);
  wholeTime = performance.now() - ready;
  assert.equal(await standing(first), 'looked into');
  const errand = await errandOf('Killed');
  for (const part of [0.02, 0.08, 0.4]) {
    const child = await begun(errand);
    await sleep(wholeTime * part);
    child.kill('SIGKILL');
    await ended(child);
    steps.push(await standing(errand));
  }
  await ended(await begun(errand));
  assert.equal(await standing(errand), 'looked into');
  await sweepLibrary(inDays(2));
  assert.equal(readdirSync(dirname(pathOfFile(errand.itemId, 'x'))).length, 1, 'and nothing else is left');
  t.diagnostic(`undisturbed ${Math.round(wholeTime)} ms; killed while ${steps.join(', ')}`);
});
