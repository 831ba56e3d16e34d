import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, actingFor, type Member, operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { changeVisibility, giveAnswer, withdrawAnswer } from '../listening/answer-commands.server.ts';
import { beginListening, closeListening, openListening, removeSampleListening } from '../listening/commands.server.ts';
import { proposedPrompts } from '../listening/prompts.ts';
import { becameOfOwn, listeningRound, ownAnswers, promptsOf } from '../listening/queries.server.ts';
import { beginPoint, keepPoint, markPassage, sayReason } from '../reading/commands.server.ts';
import { answersToRead, passagesOf, pointsOf, quotedPassages } from '../reading/queries.server.ts';
import { ownSpeaker } from '../rules.ts';
import {
  adoptGoal,
  beginGoal,
  keepSentence,
  proposeGoal,
  removeSentence,
  sayComment,
  settleComment,
  showGoal,
  takeBackGoal,
} from './commands.server.ts';
import { endorseGoal, withdrawEndorsement } from './endorsement-commands.server.ts';
import { adoptedGoal, commentsOf, endorsementsOf, goalNumbered, goalWaits, sentencesOfGoal, sourcesOfGoal } from './queries.server.ts';

const [ashby, brook] = [await school('ashby'), await school('brook')];
const [cleo, sten, ada, bea, ben, kit] = [
  await person('Cleo', ['convener']),
  await person('Sten', ['steering-member']),
  await person('Ada', ['lead'], ashby),
  await person('Bea', ['lead'], brook),
  await person('Ben', ['faculty'], ashby),
  await person('Kit', ['student'], brook),
];
const acting = (member: Member): Actor => actingFor(member, member.schools[0]?.slug ?? null);

/** A closed round in which Ada (named), Ben (role) and Kit (counted) said what they hope for. */
async function heard(title: string) {
  const slug = await as(acting(cleo), (scope) =>
    beginListening(scope, {
      ...{ title, why: '', closesOn: null, askedRoles: [], remindDays: 7, remindMost: 2 },
      prompts: [{ id: null, ...proposedPrompts[0]! }],
    }),
  );
  await as(acting(cleo), (scope) => openListening(scope, slug));
  const { id, promptId } = await as(acting(cleo), async (scope) => {
    const round = await listeningRound(scope, slug);
    return { id: round.id, promptId: (await promptsOf(scope, round.id))[0]!.id };
  });
  for (const [member, words, visibility] of [
    [ada, 'Every student practises. And is seen.', 'named'],
    [ben, 'Silence is taught at the bedside.', 'role'],
    [kit, 'I am afraid of it.', 'counted'],
  ] as const)
    await as(acting(member), (scope) =>
      giveAnswer(scope, { roundId: id, speaker: ownSpeaker(scope.actor) }, { promptId, words, visibility, role: null, seen: 0 }),
    );
  await as(acting(cleo), (scope) => closeListening(scope, slug));
  const answers = await as(acting(cleo), (scope) => answersToRead(scope, id));
  const answerOf = (words: string) => answers.find((answer) => answer.words.startsWith(words))!.id;
  return { slug, id, promptId, answerOf };
}
const mark = (roundId: string, answerId: string, pointId: string, sentences: number[], claim = '') =>
  as(acting(sten), (scope) => markPassage(scope, roundId, { answerId, pointId, sentences, claim }));
const sentence = (words: string, points: string[], answers: string[] = []) => ({ sentenceId: null, words, seen: 0, points, answers });

test('points rest on passages; a passage goes with an answer that is withdrawn or only counted from now on, and what is only counted was never among them', async () => {
  const round = await heard('Points');
  const pointId = await mark(round.id, round.answerOf('Every'), '', [0], 'Practice for all');
  await mark(round.id, round.answerOf('Silence'), pointId, [0]);
  await mark(round.id, round.answerOf('Silence'), pointId, [0]);
  const quoted = () =>
    as(acting(cleo), async (scope) => (await quotedPassages(scope, round.id)).map((each) => [each.quoted, each.name]).toSorted());
  assert.deepEqual(await quoted(), [
    ['Every student practises.', 'Ada'],
    ['Silence is taught at the bedside.', null],
  ]);
  assert.equal((await as(acting(cleo), (scope) => pointsOf(scope, round.id)))[0]!.answers, 2);
  const counted = await as(acting(kit), async (scope) => (await ownAnswers(scope, round.id, ownSpeaker(scope.actor)))[0]!.answer!.id);
  await assert.rejects(mark(round.id, counted, pointId, [0]), { kind: 'missing' });
  await assert.rejects(
    as(acting(cleo), ({ tx }) =>
      tx.insertInto('listeningPassage').values({ roundId: round.id, pointId, answerId: counted, begins: 0, ends: 4 }).execute(),
    ),
    /row-level security/,
  );
  await assert.rejects(
    as(acting(ada), (scope) => beginPoint(scope, round.id, { claim: 'Mine', words: '' })),
    { kind: 'forbidden' },
  );
  await as(acting(ada), (scope) => withdrawAnswer(scope, { roundId: round.id, speaker: ownSpeaker(scope.actor) }, round.promptId));
  await as(acting(ben), (scope) =>
    changeVisibility(
      scope,
      { roundId: round.id, speaker: ownSpeaker(scope.actor) },
      { promptId: round.promptId, visibility: 'counted', seen: 1 },
    ),
  );
  assert.deepEqual(await as(acting(cleo), (scope) => passagesOf(scope, round.id)), []);
});

test('two who draft at once: the later one is told what stands, and loses nothing', async () => {
  const round = await heard('At once');
  const pointId = await as(acting(sten), (scope) => beginPoint(scope, round.id, { claim: 'First words', words: '' }));
  await as(acting(cleo), (scope) => keepPoint(scope, round.id, { pointId, claim: 'Cleo’s words', words: '', seen: 1 }));
  await assert.rejects(
    as(acting(sten), (scope) => keepPoint(scope, round.id, { pointId, claim: 'Sten’s words', words: '', seen: 1 })),
    { kind: 'conflict', message: /Cleo’s words/ },
  );
  const number = await as(acting(cleo), (scope) => beginGoal(scope, round.slug));
  await assert.rejects(
    as(acting(sten), (scope) => beginGoal(scope, round.slug)),
    { kind: 'conflict', message: /being drafted already/ },
  );
  await as(acting(sten), (scope) => keepSentence(scope, number, sentence('We begin.', [pointId])));
  const goal = await as(acting(cleo), (scope) => goalNumbered(scope, number));
  const id = (await as(acting(cleo), (scope) => sentencesOfGoal(scope, goal.id)))[0]!.id;
  await as(acting(cleo), (scope) => keepSentence(scope, number, { ...sentence('We begin now.', [pointId]), sentenceId: id, seen: 1 }));
  await assert.rejects(
    as(acting(sten), (scope) => keepSentence(scope, number, { ...sentence('We begin soon.', [pointId]), sentenceId: id, seen: 1 })),
    { kind: 'conflict', message: /We begin now\./ },
  );
  await as(acting(cleo), (scope) => removeSentence(scope, number, id));
  await assert.rejects(
    as(acting(sten), (scope) => keepSentence(scope, number, { ...sentence('We begin soon.', [pointId]), sentenceId: id, seen: 2 })),
    { kind: 'conflict', message: /still here/ },
  );
  await as(operator(), removeSampleListening);
});

test('from answers to an adopted goal: each sentence names its sources, each school speaks for itself through its lead, adopted words never change, and everybody is told what became of theirs', async () => {
  const round = await heard('To a goal');
  const pointId = await mark(round.id, round.answerOf('Every'), '', [0], 'Practice for all');
  await as(acting(cleo), (scope) =>
    sayReason(scope, round.id, { answerId: round.answerOf('Silence'), words: 'It belongs to the competencies' }),
  );
  const number = await as(acting(cleo), (scope) => beginGoal(scope, round.slug));
  await as(acting(sten), (scope) =>
    keepSentence(scope, number, sentence('Every student practises and is seen.', [pointId], [round.answerOf('Silence')])),
  );
  await as(acting(sten), (scope) => keepSentence(scope, number, sentence('By 2030.', [])));
  const goal = await as(acting(cleo), (scope) => goalNumbered(scope, number));
  await as(acting(kit), (scope) => sayComment(scope, number, { sentenceId: null, comment: 'Why 2030?' }));
  await assert.rejects(
    as(acting(ada), (scope) => endorseGoal(scope, number, { answer: 'endorse', because: '' })),
    { kind: 'conflict', message: /still being drafted/ },
  );
  await assert.rejects(
    as(acting(cleo), (scope) => proposeGoal(scope, number)),
    { kind: 'conflict', message: /rests on nothing/ },
  );
  const bare = (await as(acting(cleo), (scope) => sentencesOfGoal(scope, goal.id)))[1]!.id;
  await as(acting(cleo), (scope) => removeSentence(scope, number, bare));
  const [comment] = await as(acting(cleo), (scope) => commentsOf(scope, goal.id));
  await assert.rejects(
    as(acting(ada), (scope) => settleComment(scope, number, comment!.id)),
    { kind: 'missing' },
  );
  await as(acting(cleo), (scope) => settleComment(scope, number, comment!.id));
  await as(acting(cleo), (scope) => proposeGoal(scope, number));
  assert.equal(await as(acting(ada), (scope) => goalWaits(scope)), number);
  await assert.rejects(
    as(acting(sten), (scope) => keepSentence(scope, number, sentence('More.', [pointId]))),
    { kind: 'conflict' },
  );

  // Each school speaks for itself.
  await assert.rejects(
    as(acting(ben), (scope) => endorseGoal(scope, number, { answer: 'endorse', because: '' })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(acting(cleo), (scope) => endorseGoal(scope, number, { answer: 'endorse', because: '' })),
    { kind: 'forbidden' },
  );
  const insert = (member: Member, forSchoolId: string, givenBy: string) =>
    as(acting(member), ({ tx }) =>
      tx.insertInto('goalEndorsement').values({ versionId: goal.id, forSchoolId, answer: 'endorse', givenBy }).execute(),
    );
  await assert.rejects(insert(ada, brook.id, ada.personId), /row-level security/, 'another school’s lead');
  await assert.rejects(insert(ada, ashby.id, bea.personId), /row-level security/, 'in another’s name');
  await as(acting(bea), (scope) => endorseGoal(scope, number, { answer: 'cannot', because: 'No time to see each student' }));
  await as(acting(ada), async ({ tx }) => {
    const ended = await tx
      .updateTable('goalEndorsement')
      .set({ endedAt: new Date(), endedBecause: 'withdrawn' })
      .where('forSchoolId', '=', brook.id)
      .executeTakeFirst();
    assert.equal(ended.numUpdatedRows, 0n);
  });
  await as(acting(ada), (scope) => endorseGoal(scope, number, { answer: 'endorse', because: '' }));
  await assert.rejects(
    as(acting(cleo), (scope) => adoptGoal(scope, number)),
    { kind: 'conflict', message: /Brook School of Medicine cannot/ },
  );
  await as(acting(bea), (scope) => endorseGoal(scope, number, { answer: 'live', because: '' }));
  await assert.rejects(
    as(acting(ada), (scope) => adoptGoal(scope, number)),
    { kind: 'forbidden' },
  );
  await as(acting(cleo), (scope) => adoptGoal(scope, number));

  // Adopted words never change, and what they rest on stays.
  await assert.rejects(
    as(acting(cleo), (scope) => takeBackGoal(scope, number)),
    { kind: 'conflict' },
  );
  await assert.rejects(
    as(acting(cleo), ({ tx }) => tx.updateTable('goalSentence').set({ words: 'Other' }).where('versionId', '=', goal.id).execute()),
    /not changed/,
  );
  await assert.rejects(
    as(acting(cleo), ({ tx }) => tx.deleteFrom('goalVersion').where('id', '=', goal.id).execute()),
    /not changed/,
  );
  await assert.rejects(
    as(acting(ada), (scope) => withdrawAnswer(scope, { roundId: round.id, speaker: ownSpeaker(scope.actor) }, round.promptId)),
    { kind: 'conflict', message: /adopted/ },
  );
  await assert.rejects(
    as(acting(ada), ({ tx }) => tx.deleteFrom('listeningAnswer').where('roundId', '=', round.id).execute()),
    /adopted/,
  );
  const became = (member: Member) =>
    as(acting(member), async (scope) => (await becameOfOwn(scope)).map(({ kind, words }) => [kind, words]).toSorted());
  assert.deepEqual(await became(ada), [
    ['point', 'Practice for all'],
    ['sentence', 'Every student practises and is seen.'],
  ]);
  assert.deepEqual(await became(ben), [
    ['reason', 'It belongs to the competencies'],
    ['sentence', 'Every student practises and is seen.'],
  ]);
  assert.deepEqual(await became(kit), []);

  // A visitor reads it from the convener's act on, and nothing of anybody.
  assert.equal(await as(visitor, adoptedGoal), null);
  await assert.rejects(
    as(acting(sten), (scope) => showGoal(scope, number, { isPublic: true })),
    { kind: 'forbidden' },
  );
  await as(acting(cleo), (scope) => showGoal(scope, number, { isPublic: true }));
  const shown = (await as(visitor, adoptedGoal))!;
  assert.deepEqual(shown.sentences[0]!.basis, { points: [{ claim: 'Practice for all', answers: 1 }], answers: 2 });
  assert.deepEqual(shown.schools.map(({ slug, answer }) => [slug, answer]).toSorted(), [
    ['ashby', 'endorse'],
    ['brook', 'live'],
  ]);
  assert.doesNotMatch(JSON.stringify(shown), /Ada|Ben|Silence is taught/);
  await as(visitor, async ({ tx }) => {
    for (const table of [
      'goalSource',
      'goalComment',
      'listeningAnswer',
      'listeningPassage',
      'listeningPoint',
      'listeningRound',
      'listeningVoice',
      'listeningGuest',
    ] as const)
      assert.deepEqual(await tx.selectFrom(table).selectAll().execute(), [], table);
  });
  await as(acting(bea), (scope) => withdrawEndorsement(scope, number));
  assert.deepEqual(
    (await as(acting(kit), (scope) => endorsementsOf(scope, goal.id))).map(({ slug, endedBecause }) => [slug, endedBecause]),
    [
      ['brook', 'withdrawn'],
      ['ashby', null],
      ['brook', 'replaced'],
    ],
  );

  // The next version begins with the words of this one.
  const next = await as(acting(cleo), (scope) => beginGoal(scope, round.slug));
  const sources = await as(acting(cleo), async (scope) => sourcesOfGoal(scope, await goalNumbered(scope, next)));
  assert.deepEqual(
    sources.map(({ claim }) => claim),
    ['Practice for all'],
  );
  await as(operator(), removeSampleListening);
  assert.equal(await as(visitor, adoptedGoal), null, 'with the sample its goal goes');
});
