import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { addCode } from '../coding/codebook-commands.server.ts';
import { codePassage } from '../coding/coding-commands.server.ts';
import { roundCodings } from '../coding/queries.server.ts';
import { beginRound, closeRound, openRound } from '../coding/round-commands.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { studyNamed } from '../study/queries.server.ts';
import { beginConsensus, settle, unsettle } from './commands.server.ts';
import { comparedRound, contestedIn } from './compared-round.ts';
import { agreementTaken, consensusOf, settlements } from './consensus-queries.server.ts';
import { figureLines, figuresToKeep, figureTable } from './figure-table.ts';
import { comparableRounds, comparisonRead, roundToSettle } from './round-queries.server.ts';
import { Settlement, TakenFigures } from './schema.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, rea] = [await person('Mo', ['auditor']), await person('Ada', ['steering-member']), await person('Rea', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);
const alone = { definition: '', include: '', exclude: '', example: '', colour: 0 };
const said = ['We sat with her.', 'Nobody spoke.', 'Then she asked.'];

async function codedRound(title: string) {
  const protocol = { approach: 'reliability' as const, question: 'What helps?' };
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, ...protocol }));
  const of = <T>(
    member: Member,
    work: (scope: Parameters<typeof studyNamed>[0], study: Awaited<ReturnType<typeof studyNamed>>) => Promise<T>,
  ) => as(acting(member), async (scope) => work(scope, await studyNamed(scope, slug)));
  for (const [member, role] of [
    [mo, 'coder'],
    [ada, 'coder'],
    [rea, 'reader'],
    [ada, 'staff'],
    [rea, 'staff'],
  ] as const)
    await of(lena, (scope, study) => giveStudyRole(scope, study, { mail: member.mail, role, siteId: null }));
  const studyId = await of(lena, async (_, study) => study.id);
  const { siteId, sessionId, participantOf } = await heardGroup(studyId, { schoolId: ashby.id, pseudonyms: ['Willow'] });
  const turns = said.map((text) => ({ speaker: 'Willow', participantId: participantOf.Willow!, text }));
  const textId = await signedText([acting(ada), acting(rea)], { studyId, siteId, sessionId, title, said: turns });
  const [silence, asking] = [
    await of(lena, (scope, study) => addCode(scope, study, { ...alone, name: 'Silence', parentId: null })),
    await of(lena, (scope, study) => addCode(scope, study, { ...alone, name: 'Asking', parentId: null })),
  ];
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  const code = (member: Member, codeId: string, [begins, ends]: readonly [number, number]) =>
    of(member, (scope, study) => codePassage(scope, study, { roundId, textId, codeId, begins, ends, memo: '' }));
  // Alike on the second turn; on the first Mo marks more; asking is Ada's alone.
  const originals = [
    await code(mo, silence, [17, 30]),
    await code(ada, silence, [17, 30]),
    await code(mo, silence, [0, 16]),
    await code(ada, silence, [3, 16]),
    await code(ada, asking, [31, 46]),
  ];
  const read = (member: Member) => of(member, (scope, study) => comparisonRead(scope, study, { roundId }));
  return { of, textId, silence, asking, roundId, originals, read };
}

/** Opens and closes the round and begins its consensus. */
async function settledRound(title: string) {
  const round = await codedRound(title);
  const { of, roundId } = round;
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  await of(lena, (scope, study) => closeRound(scope, study, roundId));
  const compared = await of(lena, (scope, study) => roundToSettle(scope, study, roundId));
  const agreed = contestedIn(compared).filter(({ isAgreed }) => isAgreed);
  const begin = (member: Member) =>
    of(member, (scope, study) => beginConsensus(scope, study, { roundId, figures: figuresToKeep(compared), agreed }));
  await assert.rejects(begin(mo), { kind: 'forbidden' });
  const consensusId = await begin(lena);
  await assert.rejects(begin(lena), { kind: 'conflict' });
  const answer = (member: Member, input: object) =>
    of(member, (scope, study) => settle(scope, study, { roundId, said: Settlement.parse({ textId: round.textId, ...input }) }));
  const consensus = () =>
    of(rea, async (scope, study) =>
      (await roundCodings(scope, study, consensusId)).map(({ codeId, begins, ends }) => [codeId, begins, ends]),
    );
  return { ...round, consensusId, answer, consensus };
}

test('nobody has a figure of a blind round before its lead opens it: not the lead, a coder or a reader; then everybody in the study has', async () => {
  const { of, roundId, read } = await codedRound('Blind');
  for (const member of [lena, mo, rea]) {
    await assert.rejects(read(member), { kind: 'conflict', message: /is blind/ });
    const [round] = await of(member, (scope, study) => comparableRounds(scope, study));
    assert.deepEqual([round!.isComparable, round!.coders], [false, []]);
    // What a figure is made of is not there either.
    const { count } = await as(acting(member), ({ tx }) =>
      tx
        .selectFrom('coding')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('roundId', '=', roundId)
        .where('coderId', '<>', member.personId)
        .executeTakeFirstOrThrow(),
    );
    assert.equal(Number(count), 0);
  }
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  const { rows, coders, kappa } = figureTable(comparedRound(await read(rea)), 'character');
  assert.deepEqual([coders, kappa], [['Ada', 'Mo'], 'cohen']);
  assert.deepEqual(
    rows.map(({ name, n, both, only, neither }) => [name, n, both, ...only, neither]),
    [
      ['Silence', 44, 26, 0, 3, 15],
      ['Asking', 44, 0, 15, 0, 29],
      ['All codes, pooled', 88, 26, 15, 3, 44],
    ],
  );
  assert.equal(figureLines(figureTable(comparedRound(await read(mo)), 'any')).length, 4);
});

test('the approach decides whether agreement is offered, and the refusal says why', async () => {
  const { of, roundId, read } = await codedRound('Immersed');
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  await of(lena, (scope, study) =>
    writeProtocol(scope, study, { seen: 1, said: { approach: 'immersion', question: 'What?', design: '', guide: '', reason: 'We read' } }),
  );
  await assert.rejects(read(lena), { kind: 'conflict', message: /judgement is the instrument/ });
});

test('a round in which nothing was read by two has no consensus: by a page or in the database', async () => {
  const { of, textId, silence } = await codedRound('Alone');
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Shared out', kind: 'open' }));
  await of(mo, (scope, study) => codePassage(scope, study, { roundId, textId, codeId: silence, begins: 0, ends: 5, memo: '' }));
  await assert.rejects(
    of(lena, (scope, study) => roundToSettle(scope, study, roundId)),
    { kind: 'conflict', message: /nothing to settle/ },
  );
  await of(lena, (scope, study) => closeRound(scope, study, roundId));
  await assert.rejects(
    of(lena, (scope, study) => beginConsensus(scope, study, { roundId, figures: {}, agreed: [] })),
    /A consensus is of two coders/,
  );
});

test('what all marked alike is in the consensus, each difference is settled once, and what each coder coded stays', async () => {
  const { of, textId, silence, asking, originals, roundId, consensusId, answer, consensus } = await settledRound('Settled');
  assert.deepEqual(await consensus(), [[silence, 17, 30]]);
  const first = { codeId: silence, begins: 0, ends: 16 };
  await assert.rejects(answer(rea, { ...first, decision: 'all' }), { kind: 'forbidden' });
  await assert.rejects(answer(mo, { ...first, decision: 'range', words: 'We stood' }), { kind: 'invalid', message: /do not stand there/ });
  await assert.rejects(answer(mo, { ...first, ends: 15, decision: 'all' }), { kind: 'missing' });
  await answer(mo, { ...first, decision: ada.personId, reason: 'The place is what counts', withId: ada.personId });
  await assert.rejects(answer(ada, { ...first, decision: 'none' }), {
    kind: 'conflict',
    message: /Mo and Ada settled it as Ada marked it/,
  });
  await answer(ada, { codeId: asking, begins: 31, ends: 46, decision: 'range', words: 'she\n asked' });
  assert.deepEqual(await consensus(), [
    [silence, 3, 16],
    [silence, 17, 30],
    [asking, 36, 45],
  ]);
  const links = await as(acting(rea), ({ tx }) =>
    tx
      .selectFrom('adjudicationCoding')
      .innerJoin('adjudication', 'adjudication.id', 'adjudicationId')
      .select('codingId')
      .where('isResult', '=', false)
      .where('textId', '=', textId)
      .execute(),
  );
  assert.deepEqual(links.map(({ codingId }) => codingId).sort(), originals.slice(2).sort());
  const kept = await of(rea, (scope, study) => roundCodings(scope, study, roundId));
  assert.deepEqual(kept.map(({ id }) => id).sort(), [...originals].sort());

  const [settled] = await of(mo, (scope, study) => settlements(scope, study, consensusId));
  await assert.rejects(
    of(ada, (scope, study) => unsettle(scope, study, { roundId, settlementId: settled!.id })),
    { kind: 'missing' },
  );
  await of(mo, (scope, study) => unsettle(scope, study, { roundId, settlementId: settled!.id }));
  await answer(ada, { ...first, decision: 'none' });
  assert.deepEqual((await consensus()).length, 2);
  const events = await as(acting(lena), ({ tx }) =>
    tx.selectFrom('studyEvent').select('after').where('subject', '=', 'adjudication').execute(),
  );
  assert.ok(events.length >= 4 && !JSON.stringify(events).includes('asked') && !JSON.stringify(events).includes(silence));
});

test('the figures from before stay as they were, with what they mean, and nobody changes them', async () => {
  const { of, roundId, consensusId, answer, silence } = await settledRound('Kept');
  await answer(mo, { codeId: silence, begins: 0, ends: 16, decision: 'all' });
  const taken = await of(rea, (scope, study) => agreementTaken(scope, study, roundId));
  const { levels, coders } = TakenFigures.parse(taken!.figures);
  assert.deepEqual(coders, ['Ada', 'Mo']);
  assert.deepEqual([levels.character![0]!.n, levels.any!.at(-1)!.name, levels.unit!.length], [44, 'All codes, pooled', 3]);
  assert.match(JSON.stringify(taken!.figures), /coding-alpha-interval.*Where alpha lies/);
  await assert.rejects(
    as(acting(lena), ({ tx }) => tx.updateTable('agreementTaken').set({ figures: '{}' }).where('consensusId', '=', consensusId).execute()),
    /permission denied/,
  );
  await of(lena, (scope, study) => closeRound(scope, study, consensusId));
  await assert.rejects(answer(mo, { codeId: silence, begins: 0, ends: 16, decision: 'all' }), { kind: 'conflict', message: /is closed/ });
});

test('two answer one difference at the same moment: one is kept, the other is told', async () => {
  const { of, answer, silence, consensusId } = await settledRound('At once');
  const place = { codeId: silence, begins: 0, ends: 16 };
  const both = await Promise.allSettled([answer(mo, { ...place, decision: 'all' }), answer(ada, { ...place, decision: 'none' })]);
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const { reason } = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  assert.match(reason.message, /settled it .*Your answer is not kept/);
  assert.equal((await of(rea, (scope, study) => settlements(scope, study, consensusId))).length, 1);
});

test('nobody settles as another, and an outsider sees nothing of it', async () => {
  const { of, textId, silence, roundId, consensusId } = await settledRound('As oneself');
  const studyId = await of(lena, async (_, study) => study.id);
  const row = { studyId, consensusId, textId, codeId: silence, begins: 0, ends: 16, decision: 'all' as const, settledBy: ada.personId };
  await assert.rejects(
    as(acting(mo), ({ tx }) => tx.insertInto('adjudication').values(row).execute()),
    /row-level security/,
  );
  await assert.rejects(
    as(acting(rea), ({ tx }) =>
      tx
        .insertInto('adjudication')
        .values({ ...row, settledBy: rea.personId })
        .execute(),
    ),
    /row-level security/,
  );
  const stranger = await person('Stranger', ['convener']);
  for (const table of ['agreementTaken', 'adjudication', 'adjudicationCoding'] as const)
    assert.deepEqual(
      await as(acting(stranger), ({ tx }) => tx.selectFrom(table).select('studyId').where('studyId', '=', studyId).execute()),
      [],
    );
  assert.equal((await of(rea, (scope, study) => consensusOf(scope, study, roundId))).consensusId, consensusId);
});

test('where somebody withdrew a difference is settled without a new coding, and nobody is named who is not of the study', async () => {
  const { of, answer, asking, read } = await settledRound('Withdrawn meanwhile');
  const place = contestedIn(comparedRound(await read(lena))).find(({ codeId, isAgreed }) => codeId === asking && !isAgreed)!;
  const difference = { codeId: asking, begins: place.begins, ends: place.ends };
  const stranger = await person('Nobody of it', ['auditor']);
  await assert.rejects(answer(mo, { ...difference, decision: 'none', withId: stranger.personId }), { kind: 'invalid' });
  await of(lena, async ({ tx }, { id }) => {
    const { id: participantId } = await tx.selectFrom('participant').select('id').where('studyId', '=', id).executeTakeFirstOrThrow();
    await tx.insertInto('withdrawal').values({ studyId: id, participantId, withdrawnOn: '2026-01-01', promise: 'stop' }).execute();
  });
  await assert.rejects(answer(mo, { ...difference, decision: 'all' }), { kind: 'conflict', message: /Willow withdrew/ });
  await answer(mo, { ...difference, decision: 'none' });
});
