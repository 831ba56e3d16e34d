import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Actor } from '#app/platform/actor.ts';
import { pathOfFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { smallCurriculum } from '../../../../tests/curriculum-file.ts';
import { actor, school } from '../../../../tests/people.ts';
import { NewArriving, secondsBefore } from './arriving.ts';
import { arrival, arrivals, begin, finish, forget, takePiece } from './arriving-acts.server.ts';
import { fingerprintOf } from './fingerprint.ts';
import { importWithReport } from './queries.server.ts';

const whole = new TextEncoder().encode(smallCurriculum({ events: [{ id: 'E1', title: 'Silence' }] }));
async function announced(bytes = whole, name = 'curriculum.xml', year = '2025-26') {
  async function* one() {
    yield bytes;
  }
  return { name, bytes: bytes.length, fingerprint: await fingerprintOf(one()), year };
}
async function leadOf(slug: string) {
  const own = await school(slug);
  return { own, lead: await actor(`Lead${slug}`, ['lead'], own) };
}
function send(lead: Actor, id: string, [from, to]: [number, number]) {
  return takePiece(lead, { id, offset: from, piece: whole.subarray(from, to) });
}

test('a file that came in pieces is checked like one that came at once', async () => {
  const { own, lead } = await leadOf('ashby');
  const { id, offset } = await begin(lead, await announced());
  assert.equal(offset, 0);
  assert.deepEqual(await send(lead, id, [0, 700]), { offset: 700, isWritten: true });
  assert.deepEqual(await send(lead, id, [700, whole.length]), { offset: whole.length, isWritten: true });
  const importId = await finish(lead, id);
  const found = await as(lead, (scope) => importWithReport(scope, importId));
  assert.deepEqual([found.status, found.file, found.report!.check.events], ['checked', 'curriculum.xml', 1]);
  assert.deepEqual(await arrivals(lead), []);
  assert.equal(await finish(lead, id), importId, 'who missed the answer gets it again');
  const { sha256, bytes } = await as(lead, ({ tx }) =>
    tx.selectFrom('schoolFile').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );
  assert.deepEqual([sha256, bytes], [createHash('sha256').update(whole).digest('hex'), whole.length]);
  assert.deepEqual(new Uint8Array(readFileSync(pathOfFile(own.id, id))), whole);
});

test('the same file goes on where it stopped, also under another name and year; another file begins anew', async () => {
  const { lead } = await leadOf('birch');
  const { id } = await begin(lead, await announced());
  await send(lead, id, [0, 500]);
  const again = await begin(lead, await announced(whole, 'renamed.xml', '2024-25'));
  assert.deepEqual([again.id, again.offset, again.name, again.year], [id, 500, 'renamed.xml', '2024-25']);
  const changed = whole.slice();
  changed[900] = 33;
  const other = await begin(lead, await announced(changed));
  assert.notEqual(other.id, id);
  assert.equal(other.offset, 0);
});

test('a piece that belongs elsewhere is not written, and the answer says where to go on', async () => {
  const { lead } = await leadOf('cedar');
  const { id } = await begin(lead, await announced());
  await send(lead, id, [0, 500]);
  assert.deepEqual(await send(lead, id, [600, 700]), { offset: 500, isWritten: false });
  assert.deepEqual(await send(lead, id, [0, 500]), { offset: 500, isWritten: false });
  await assert.rejects(takePiece(lead, { id, offset: 500, piece: new Uint8Array(whole.length) }), { kind: 'invalid' });
  await assert.rejects(finish(lead, id), { kind: 'conflict' });
  assert.equal((await arrival(lead, id)).offset, 500);
});

test('two windows that send the same file at once leave one file, it is whole, and both learn of the one import', async () => {
  const { own, lead } = await leadOf('dogwood');
  const file = await announced();
  const [{ id }, other] = await Promise.all([begin(lead, file), begin(lead, file)]);
  assert.equal(other.id, id);
  await Promise.all([send(lead, id, [0, 900]), send(lead, id, [0, 900])]);
  await Promise.all([send(lead, id, [900, whole.length]), send(lead, id, [900, whole.length])]);
  assert.deepEqual(new Uint8Array(readFileSync(pathOfFile(own.id, id))), whole);
  const imports = await Promise.all([finish(lead, id), finish(lead, id), finish(lead, id)]);
  const rows = await as(lead, ({ tx }) => tx.selectFrom('curriculumImport').select('id').execute());
  assert.deepEqual(
    [...new Set(imports)],
    rows.map((row) => row.id),
  );
});

test('what changed on its way is refused, and nothing of it is left', async () => {
  const { own, lead } = await leadOf('elm');
  const { id } = await begin(lead, await announced());
  const changed = whole.slice();
  changed[0] = 0;
  await takePiece(lead, { id, offset: 0, piece: changed });
  await assert.rejects(finish(lead, id), { kind: 'invalid' });
  assert.ok(!existsSync(pathOfFile(own.id, id)));
  assert.deepEqual(await arrivals(lead), []);
});

test('only who began goes on: for another lead, and for another school, the file does not exist', async () => {
  const { own, lead } = await leadOf('fir');
  const { lead: stranger } = await leadOf('gingko');
  const colleague = await actor('Colleague', ['lead'], own);
  const { id } = await begin(lead, await announced());
  for (const other of [stranger, colleague])
    for (const act of [() => arrival(other, id), () => send(other, id, [0, 9]), () => finish(other, id)])
      await assert.rejects(act(), { kind: 'missing' });
  await forget(colleague, id);
  assert.equal((await arrival(lead, id)).offset, 0);
  assert.notEqual((await begin(colleague, await announced())).id, id);
  for (const role of ['mapper', 'faculty', 'student'] as const) {
    const person = await actor(`P${role}`, [role], own);
    await assert.rejects(begin(person, await announced()), { kind: 'forbidden' });
  }
});

test('too large a file and a fourth at once are refused before they travel', async () => {
  const { lead } = await leadOf('hazel');
  await assert.rejects(begin(lead, { ...(await announced()), bytes: 5_000 * 1024 * 1024 }), { kind: 'invalid' });
  for (const fill of [1, 2, 3]) await begin(lead, await announced(new Uint8Array(10).fill(fill)));
  await assert.rejects(begin(lead, await announced()), { kind: 'conflict' });
  await forget(lead, (await arrivals(lead))[0]!.id);
  await begin(lead, await announced());
});

test('what was left alone for a week is forgotten with its bytes when the next file begins', async () => {
  const { own, lead } = await leadOf('iris');
  const { id } = await begin(lead, await announced());
  await send(lead, id, [0, 500]);
  await as(lead, ({ tx }) =>
    tx
      .updateTable('arrivingFile')
      .set({ startedAt: new Date(Date.now() - 8 * 24 * 3600_000) })
      .execute(),
  );
  const colleague = await actor('Next', ['lead'], own);
  await begin(colleague, await announced(new Uint8Array(3)));
  await assert.rejects(arrival(lead, id), { kind: 'missing' });
  assert.ok(!existsSync(pathOfFile(own.id, id)));
});

test('a name that the database could not keep loses what it could not', async () => {
  const { name } = NewArriving.parse({ ...(await announced()), name: ' a\0b.xml ' });
  assert.equal(name, 'ab.xml');
  assert.equal(NewArriving.safeParse({ ...(await announced()), name: ' \0' }).success, false);
});

test('the waits between tries grow to half a minute', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 20].map(secondsBefore), [1, 2, 4, 8, 16, 30, 30, 30]);
});
