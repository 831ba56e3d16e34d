import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Member } from '#app/platform/actor.ts';
import { person, school } from '../../../../tests/people.ts';
import { codedStudy } from '../../../../tests/studies.ts';
import { codePassage } from './coding-commands.server.ts';
import { deskOf } from './desk-queries.server.ts';
import { beginRound } from './round-commands.server.ts';
import { roundProgress } from './round-queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, sam, sol] = [
  await person('Mo', ['auditor']),
  await person('Ada', ['steering-member']),
  await person('Sam', ['auditor']),
  await person('Sol', ['auditor']),
];

test('a coder sees which turns a round asks for and in which something of the own stands, and nothing of another’s', async () => {
  const { of, textId, codeIds } = await codedStudy({
    ...{ title: 'Asked', lead: lena, schoolId: ashby.id, codes: ['Silence'], said: ['We sat.', 'Nobody.', 'She asked.', 'He wrote.'] },
    people: [
      [mo, 'coder'],
      [ada, 'coder'],
      [sam, 'staff'],
      [sol, 'staff'],
    ],
  });
  const drawn = { title: 'Drawn', kind: 'blind', amount: { turns: 2 }, seed: 'drawn' } as const;
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, drawn));
  const desk = (member: Member) => of(member, (scope, study) => deskOf(scope, study, { roundId, textId, turn: 0 }));
  const { asked, turns } = await desk(mo);
  assert.deepEqual([asked?.length, asked?.every(({ isCoded }) => !isCoded)], [2, true]);
  const { begins, ends } = turns[asked![1]!.position]!;
  await of(mo, (scope, study) =>
    codePassage(scope, study, { roundId, textId, codeId: codeIds[0]!, begins: begins + 1, ends: ends - 1, memo: '' }),
  );
  const coded = async (member: Member) => (await desk(member)).asked?.map(({ isCoded }) => isCoded);
  assert.deepEqual(await coded(mo), [false, true]);
  for (const other of [ada, lena]) assert.deepEqual(await coded(other), [false, false]);
  const progress = await of(mo, async (scope, study) => (await roundProgress(scope, study))(roundId));
  assert.deepEqual([progress.asked, progress.coded, progress.askedIn], [2, 1, { [textId]: 2 }]);
  const open = await of(lena, (scope, study) => beginRound(scope, study, { title: 'All', kind: 'open' }));
  assert.equal((await of(mo, (scope, study) => deskOf(scope, study, { roundId: open, textId, turn: 0 }))).asked, null);
});
