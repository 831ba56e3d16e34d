import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Member } from '#app/platform/actor.ts';
import { person, school } from '../../../../tests/people.ts';
import { codedStudy } from '../../../../tests/studies.ts';
import { trail } from '../study/people-queries.server.ts';
import { addCode, keepCode, mergeCodes, retireCode, splitCode } from './codebook-commands.server.ts';
import { codePassage } from './coding-commands.server.ts';
import { answerAgain, letAllStay } from './look-again-commands.server.ts';
import { toLookAgain, worklist } from './look-again-queries.server.ts';
import { codebook, codes, codingsOf } from './queries.server.ts';
import { beginRound, closeRound } from './round-commands.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, rea, sam, sol] = [
  await person('Mo', ['auditor']),
  await person('Ada', ['steering-member']),
  await person('Rea', ['auditor']),
  await person('Sam', ['auditor']),
  await person('Sol', ['auditor']),
];
const said = ['We sat with her.', 'Nobody spoke.', 'Then she asked.'];
const places = [
  { begins: 0, ends: 16 },
  { begins: 17, ends: 30 },
  { begins: 31, ends: 46 },
] as const;

async function blindStudy(title: string) {
  const study = await codedStudy({
    ...{ title, lead: lena, schoolId: ashby.id, codes: ['Silence', 'Asking'], said },
    people: [
      [mo, 'coder'],
      [ada, 'coder'],
      [rea, 'reader'],
      [sam, 'staff'],
      [sol, 'staff'],
    ],
  });
  const { of, textId } = study;
  const roundId = await of(lena, (scope, it) => beginRound(scope, it, { title: 'Round 1', kind: 'blind' }));
  const [silence, asking] = study.codeIds as [string, string];
  const code = (member: Member, codeId: string, turn: 0 | 1 | 2, memo = '') =>
    of(member, (scope, it) => codePassage(scope, it, { roundId, textId, codeId, ...places[turn], memo }));
  const waiting = (member: Member) => of(member, async (scope, it) => (await worklist(scope, it)).total);
  const own = (member: Member) => of(member, (scope, it) => codingsOf(scope, it, { roundId, textId }));
  return { ...study, roundId, silence, asking, code, waiting, own };
}

test('a code that was split waits for whoever coded with it: each sees the own codings with the new codes, and nobody learns of another’s', async () => {
  const { of, silence, code, waiting } = await blindStudy('Split');
  const under = await of(mo, (scope, it) =>
    addCode(scope, it, { name: 'Long', parentId: silence, definition: '', include: '', exclude: '', example: '', colour: 0 }),
  );
  await code(mo, silence, 0, 'of Mo');
  await code(mo, silence, 1);
  await code(ada, silence, 1, 'of Ada');
  await of(lena, (scope, it) => splitCode(scope, it, { codeId: silence, names: ['Kept silent', 'Broke it'], reason: 'Two things' }));
  const { codes: book } = await of(rea, (scope, it) => codebook(scope, it));
  assert.deepEqual(book.map(({ name }) => name).sort(), ['Asking', 'Broke it', 'Kept silent', 'Long']);
  assert.equal(book.find(({ id }) => id === under)?.parentId, null);
  const { total, item } = await of(mo, (scope, it) => worklist(scope, it));
  assert.equal(total, 2);
  assert.deepEqual(
    [item?.cause, item?.code, item?.words, item?.memo, item?.reason, item?.same, item?.into.map(({ name }) => name)],
    ['split', 'Silence', 'We sat with her.', 'of Mo', 'Two things', 1, ['Kept silent', 'Broke it']],
  );
  assert.equal(await waiting(ada), 1);
  for (const other of [lena, rea, sam]) assert.equal(await waiting(other), 0, other.name);
  assert.doesNotMatch(JSON.stringify(await of(lena, (scope, it) => trail(scope, it))), /of Mo|of Ada|"coding"/);
});

test('an answer is the coder’s alone; the coding keeps its memo, place and round, and who else looks sees nothing of it while the round is blind', async () => {
  const { of, silence, asking, code, waiting, own } = await blindStudy('Answered');
  const first = await code(mo, silence, 0, 'of Mo');
  const second = await code(mo, silence, 1);
  const third = await code(mo, silence, 2);
  await code(mo, asking, 2);
  const [kept, broke] = (await of(lena, (scope, it) =>
    splitCode(scope, it, { codeId: silence, names: ['Kept silent', 'Broke it'], reason: '' }),
  )) as [string, string];
  for (const other of [ada, lena])
    await assert.rejects(
      of(other, (scope, it) => answerAgain(scope, it, { codingId: first, said: { codeId: kept } })),
      { kind: 'missing' },
    );
  await assert.rejects(
    of(rea, (scope, it) => answerAgain(scope, it, { codingId: first, said: 'uncode' })),
    { kind: 'forbidden' },
  );
  const written = await of(ada, ({ tx }) =>
    tx.updateTable('coding').set({ codeId: kept, lookedVersion: 99 }).where('id', '=', first).executeTakeFirst(),
  );
  assert.equal(written.numUpdatedRows, 0n);
  await of(mo, (scope, it) => answerAgain(scope, it, { codingId: first, said: { codeId: kept } }));
  await assert.rejects(
    of(mo, (scope, it) => answerAgain(scope, it, { codingId: second, said: { codeId: silence } })),
    { kind: 'missing' },
  );
  await of(mo, (scope, it) => answerAgain(scope, it, { codingId: second, said: 'uncode' }));
  await assert.rejects(
    of(mo, (scope, it) => answerAgain(scope, it, { codingId: third, said: { codeId: asking } })),
    { kind: 'conflict', message: /already/ },
  );
  await of(mo, (scope, it) => answerAgain(scope, it, { codingId: third, said: { codeId: broke } }));
  assert.equal(await waiting(mo), 0);
  assert.deepEqual(
    (await own(mo)).map(({ id, codeId, memo, begins }) => [id, codeId, memo, begins]).filter(([, codeId]) => codeId !== asking),
    [
      [first, kept, 'of Mo', 0],
      [third, broke, '', 31],
    ],
  );
  for (const other of [lena, ada, rea, sam]) {
    assert.deepEqual(await own(other), [], other.name);
    const events = await of(other, ({ tx }, { id }) =>
      tx.selectFrom('studyEvent').select('id').where('studyId', '=', id).where('subject', '=', 'coding').execute(),
    );
    assert.deepEqual(events, [], other.name);
  }
});

test('what was described anew, merged or retired waits until its coder lets it stay, and again after the next change; a new name alone does not', async () => {
  const { of, silence, asking, code, waiting } = await blindStudy('Anew');
  const described = async (member: Member, said: { name?: string; definition?: string }) =>
    of(member, async (scope, it) => {
      const { id, parentId, name, definition, include, exclude, example, colour, changedAt } = (await codes(scope, it)).find(
        (each) => each.id === silence,
      )!;
      await keepCode(scope, it, {
        codeId: id,
        seen: changedAt,
        said: { parentId, name, definition, include, exclude, example, colour, ...said },
      });
    });
  await described(lena, { definition: 'Nobody speaks.' });
  const ids = [await code(mo, silence, 0), await code(mo, silence, 1)];
  await code(ada, silence, 1);
  await described(lena, { name: 'Silences' });
  assert.equal(await waiting(mo), 0);
  await described(lena, { definition: 'Nobody speaks for a while.' });
  assert.deepEqual([await waiting(mo), await waiting(ada)], [2, 1]);
  assert.equal(await of(mo, (scope, it) => letAllStay(scope, it, ids[0]!)), 2);
  assert.deepEqual([await waiting(mo), await waiting(ada)], [0, 1]);
  await of(lena, (scope, it) => mergeCodes(scope, it, { codeId: silence, intoId: asking, reason: 'One thing' }));
  const merged = await of(mo, (scope, it) => toLookAgain(scope, it));
  assert.deepEqual(
    merged.map(({ cause, into, reason }) => [cause, into, reason]),
    ids.map(() => ['merge', [asking], 'One thing']),
  );
  await of(mo, (scope, it) => answerAgain(scope, it, { codingId: ids[0]!, said: 'stay' }));
  assert.equal(await waiting(mo), 1);
  await code(mo, asking, 2);
  await of(lena, (scope, it) => retireCode(scope, it, { codeId: asking, reason: '' }));
  assert.deepEqual((await of(mo, (scope, it) => toLookAgain(scope, it))).map(({ cause }) => cause).sort(), ['merge', 'retire']);
});

test('in a closed round nothing waits, and nothing is answered', async () => {
  const { of, silence, code, waiting, roundId } = await blindStudy('Closed');
  const codingId = await code(mo, silence, 0);
  await of(lena, (scope, it) => splitCode(scope, it, { codeId: silence, names: ['Kept silent', 'Broke it'], reason: '' }));
  assert.equal(await waiting(mo), 1);
  await of(lena, (scope, it) => closeRound(scope, it, roundId));
  assert.equal(await waiting(mo), 0);
  for (const answer of ['stay', 'uncode'] as const)
    await assert.rejects(
      of(mo, (scope, it) => answerAgain(scope, it, { codingId, said: answer })),
      { kind: 'conflict', message: /is closed/ },
    );
});
