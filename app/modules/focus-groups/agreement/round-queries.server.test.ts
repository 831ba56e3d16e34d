import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { addCode } from '../coding/codebook-commands.server.ts';
import { codePassage } from '../coding/coding-commands.server.ts';
import { beginRound, openRound, sayDone } from '../coding/round-commands.server.ts';
import { askedTurns } from '../coding/round-queries.server.ts';
import { beginStudy, giveStudyRole } from '../study/commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { comparedRound } from './compared-round.ts';
import { figureTable } from './figure-table.ts';
import { comparableRounds, comparisonRead } from './round-queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, pia, rea] = [
  await person('Mo', ['auditor']),
  await person('Ada', ['steering-member']),
  await person('Pia', ['auditor']),
  await person('Rea', ['auditor']),
];
const acting = (member: Member) => actingFor(member, null);
const said = ['We sat with her.', 'Nobody spoke.', 'Then she asked.', 'He wrote it down.'];

/** A study with one signed text of four turns, a code, and three who code. */
async function readyStudy(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) =>
    beginStudy(scope, { title, approach: 'reliability', question: 'What helps?' }),
  );
  const of = <T>(member: Member, work: (scope: Scope, study: Study) => Promise<T>) =>
    as(acting(member), async (scope) => work(scope, await studyNamed(scope, slug)));
  for (const [member, role] of [
    [mo, 'coder'],
    [ada, 'coder'],
    [pia, 'coder'],
    [ada, 'staff'],
    [rea, 'staff'],
  ] as const)
    await of(lena, (scope, study) => giveStudyRole(scope, study, { mail: member.mail, role, siteId: null }));
  const studyId = await of(lena, async (_, study) => study.id);
  const { siteId, sessionId, participantOf } = await heardGroup(studyId, { schoolId: ashby.id, pseudonyms: ['Willow'] });
  const turns = said.map((text) => ({ speaker: 'Willow', participantId: participantOf.Willow!, text }));
  const another = (called: string) => signedText([acting(ada), acting(rea)], { studyId, siteId, sessionId, title: called, said: turns });
  const textId = await another(title);
  const codeId = await of(lena, (scope, study) =>
    addCode(scope, study, { name: 'Silence', parentId: null, definition: '', include: '', exclude: '', example: '', colour: 0 }),
  );
  /** The whole of a turn, by its position. */
  const code = (member: Member, roundId: string, position: number) => {
    const begins = said.slice(0, position).reduce((sum, text) => sum + text.length + 1, 0);
    const place = { roundId, textId, codeId, begins, ends: begins + said[position]!.length, memo: '' };
    return of(member, (scope, study) => codePassage(scope, study, place));
  };
  return { of, code, another };
}

test('three coders are compared by Fleiss’ kappa, and what some coded and others did not is counted', async () => {
  const { of, code } = await readyStudy('Three');
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  for (const member of [mo, ada, pia]) await code(member, roundId, 1);
  await code(mo, roundId, 0);
  await code(ada, roundId, 0);
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  const { kappa, coders, rows } = figureTable(
    comparedRound(await of(lena, (scope, study) => comparisonRead(scope, study, { roundId }))),
    'any',
  );
  assert.deepEqual([kappa, coders], ['fleiss', ['Ada', 'Mo', 'Pia']]);
  const { n, both, some, neither, kappa: ofSilence, percent } = rows[0]!;
  assert.deepEqual([n, both, some, neither], [4, 1, 1, 2]);
  // Pairs alike: three turns whole, one of three pairs in the other. Coded: 5 of 12.
  const alike = (3 + 1 / 3) / 4;
  const chance = (5 / 12) ** 2 + (7 / 12) ** 2;
  assert.ok(Math.abs(percent.value! - alike) < 1e-9);
  assert.ok(Math.abs(ofSilence.value! - (alike - chance) / (1 - chance)) < 1e-9);
});

test('where turns were drawn, only they are compared, and one that a coder passed over counts as not coded', async () => {
  const { of, code } = await readyStudy('Drawn');
  const drawn = { title: 'Round 1', kind: 'blind', amount: { percent: 50 }, seed: 'drawn' } as const;
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, drawn));
  const asked = (await of(lena, (scope, study) => askedTurns(scope, study, roundId))).map(({ position }) => position);
  assert.equal(asked.length, 2);
  await code(mo, roundId, asked[0]!);
  await code(ada, roundId, asked[0]!);
  await code(ada, roundId, asked[1]!);
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  const compared = comparedRound(await of(lena, (scope, study) => comparisonRead(scope, study, { roundId })));
  const { n, both, only, neither } = figureTable(compared, 'any').rows[0]!;
  assert.deepEqual([n, both, ...only, neither, compared.unread.length], [2, 1, 1, 0, 0, 0]);
});

test('a coder is compared with herself later, and with nobody else', async () => {
  const { of, code } = await readyStudy('Again');
  const ids: string[] = [];
  for (const title of ['In May', 'In June']) ids.push(await of(lena, (scope, study) => beginRound(scope, study, { title, kind: 'open' })));
  const [may, june] = [ids[0]!, ids[1]!];
  await code(mo, may, 0);
  await code(mo, may, 1);
  await code(mo, june, 1);
  await code(ada, may, 3);
  const again = { roundId: may, withId: june, coderId: mo.personId };
  const table = figureTable(comparedRound(await of(lena, (scope, study) => comparisonRead(scope, study, again))), 'any');
  assert.deepEqual([table.coders, table.kappa], [['Mo, In May', 'Mo, In June'], 'cohen']);
  const { n, both, only, neither } = table.rows[0]!;
  assert.deepEqual([n, both, ...only, neither], [4, 1, 1, 0, 2]);
});

test('who says to be done and coded nothing is a coder with a no everywhere; who coded nothing and said nothing is none', async () => {
  const { of, code } = await readyStudy('Silent');
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  await code(mo, roundId, 1);
  const coders = () =>
    of(rea, async (scope, study) =>
      (await comparableRounds(scope, study)).find(({ id }) => id === roundId)!.coders.map(({ name }) => name),
    );
  await of(ada, (scope, study) => sayDone(scope, study, { roundId, isDone: true }));
  assert.deepEqual(await coders(), []);
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  assert.deepEqual(await coders(), ['Ada', 'Mo']);
  const table = async () => {
    const compared = comparedRound(await of(rea, (scope, study) => comparisonRead(scope, study, { roundId })));
    return { unread: compared.unread, ...figureTable(compared, 'any') };
  };
  const { coders: compared, kappa, unread, rows } = await table();
  assert.deepEqual([compared, kappa, unread], [['Ada', 'Mo'], 'cohen', []]);
  const { n, both, only, neither, percent } = rows[0]!;
  assert.deepEqual([n, both, ...only, neither, percent.value], [4, 0, 0, 1, 3, 0.75]);
  await of(ada, (scope, study) => sayDone(scope, study, { roundId, isDone: false }));
  assert.deepEqual((await table()).coders, ['Mo']);
});

test('a text that was signed after somebody said to be done is not held to be read by them', async () => {
  const { of, code, another } = await readyStudy('Later');
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Round 1', kind: 'open' }));
  await code(mo, roundId, 1);
  await of(ada, (scope, study) => sayDone(scope, study, { roundId, isDone: true }));
  await another('Group 2');
  const compared = comparedRound(await of(lena, (scope, study) => comparisonRead(scope, study, { roundId })));
  assert.deepEqual(compared.unread.map(({ coder, text }) => `${coder}: ${text}`).sort(), ['Ada: Group 2', 'Mo: Group 2']);
  assert.equal(figureTable(compared, 'any').rows[0]!.n, 4);
});
