import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { adoptGoal, beginGoal, keepSentence, proposeGoal, sayComment, showGoal } from '../app/modules/perspectives/goal/commands.server.ts';
import { endorseGoal } from '../app/modules/perspectives/goal/endorsement-commands.server.ts';
import { goalNumbered, sentencesOfGoal } from '../app/modules/perspectives/goal/queries.server.ts';
import { giveAnswer, keepDraft } from '../app/modules/perspectives/listening/answer-commands.server.ts';
import { beginListening, closeListening, inviteGuest, openListening } from '../app/modules/perspectives/listening/commands.server.ts';
import { noteWords } from '../app/modules/perspectives/listening/interview-commands.server.ts';
import { proposedPrompts } from '../app/modules/perspectives/listening/prompts.ts';
import { listeningRound, promptsOf } from '../app/modules/perspectives/listening/queries.server.ts';
import { type AskedRole, askedRoles, type RoundSaid } from '../app/modules/perspectives/listening/schema.ts';
import type { Visibility } from '../app/modules/perspectives/listening/visibility.ts';
import { markPassage, sayReason } from '../app/modules/perspectives/reading/commands.server.ts';
import { answersToRead } from '../app/modules/perspectives/reading/queries.server.ts';
import { ownSpeaker } from '../app/modules/perspectives/rules.ts';

/** Who speaks in the sample: the convener, the leads and mappers of its schools, and students. */
export type SampleVoices = {
  readonly convener: Actor;
  readonly leads: readonly Actor[];
  readonly mappers: readonly Actor[];
  readonly students: readonly Actor[];
};
type Said = readonly [who: Actor, role: AskedRole, visibility: Visibility, prompt: 0 | 1 | 2, words: string];

const asked: Omit<RoundSaid, 'title' | 'why' | 'closesOn'> = {
  ...{ askedRoles: [...askedRoles], remindDays: 7, remindMost: 2 },
  prompts: proposedPrompts.map((prompt) => ({ id: null, ...prompt })),
};

/** A listening round that became an adopted goal, one that is open, and a next version that is being drafted. All of it is invented. */
export async function samplePerspectives(voices: SampleVoices): Promise<void> {
  const { convener, leads, mappers, students } = voices;
  const [ashby, brookfield, calder, dunmore] = leads as [Actor, Actor, Actor, Actor];
  const [mapper, second] = mappers as [Actor, Actor];
  const [kit, noah] = students as [Actor, Actor];
  const first = await round(convener, {
    title: 'What we begin with',
    why: 'Before we decide anything together, we would like to hear each of you. (An invented round of the sample.)',
    closesOn: null,
    said: [
      [
        ashby,
        'lead',
        'named',
        0,
        'I hope that no student meets a dying patient for the first time alone. Somebody who knows how should be in the room, and talk about it afterwards.',
      ],
      [
        brookfield,
        'lead',
        'named',
        0,
        'That what we teach in the second year is still there in the fourth. Today it is a lecture, and then nothing until graduation.',
      ],
      [calder, 'lead', 'role', 0, 'Practice, again and again, with somebody who watches. Not another lecture.'],
      [mapper, 'mapper', 'role', 0, 'One list of what every graduate can do, the same at each school.'],
      [kit, 'student', 'counted', 0, 'That I stop being afraid of silence.'],
      [noah, 'student', 'role', 0, 'I would like to be watched once before it counts, and told what I did well.'],
      [convener, 'convener', 'counted', 0, 'That we hear each other before we decide.'],
      [ashby, 'lead', 'named', 1, 'Hours. Every hour that we add is taken from a colleague who loves what they teach.'],
      [dunmore, 'lead', 'role', 1, 'Nobody trained to teach it. We have two people, and both see patients all week.'],
      [second, 'mapper', 'role', 1, 'We do not know what we teach already. It stands in thirty syllabi.'],
      [convener, 'convener', 'counted', 1, 'Time.'],
      [brookfield, 'lead', 'named', 2, 'One observed conversation for every student, in a clerkship, within a year.'],
      [calder, 'lead', 'role', 2, 'We can train four facilitators, if they may teach at another school too.'],
      [convener, 'convener', 'counted', 2, 'To keep the list of who can do what.'],
    ],
  });
  await as(convener, (scope) => closeListening(scope, first.slug));
  const point = async (claim: string, passages: readonly (readonly [begins: string, sentences: number[]])[]) => {
    let id = '';
    for (const [begins, sentences] of passages)
      id = await as(convener, async (scope) => {
        const answer = (await answersToRead(scope, first.id)).find(({ words }) => words.startsWith(begins))!;
        return markPassage(scope, first.id, { answerId: answer.id, pointId: id, claim: id === '' ? claim : '', sentences });
      });
    return id;
  };
  const watched = await point('Every student practises, is watched, and hears what went well', [
    ['Practice, again', [0]],
    ['I would like to be watched', [0]],
    ['One observed conversation', [0]],
    ['I hope that no student', [1]],
  ]);
  const spiral = await point('What is taught early comes back until graduation', [['That what we teach', [0]]]);
  const teachers = await point('Too few are trained to teach it', [
    ['Nobody trained', [0, 1]],
    ['We can train four', [0]],
  ]);
  const list = await point('One list of what every graduate can do', [
    ['One list', [0]],
    ['We do not know', [0]],
  ]);
  await as(convener, async (scope) => {
    const answer = (await answersToRead(scope, first.id)).find(({ words }) => words.startsWith('Hours.'))!;
    await sayReason(scope, first.id, {
      answerId: answer.id,
      words: 'It is true at every school, and each settles its own hours. The goal leaves that to the schools.',
    });
  });
  const number = await as(convener, (scope) => beginGoal(scope, first.slug));
  for (const [words, points] of [
    [
      'Every student practises conversations about serious illness, is watched by somebody who knows how, and hears afterwards what went well.',
      [watched],
    ],
    ['What is taught early comes back in every phase until graduation, and each school can see where.', [spiral, list]],
    ['The schools train those who teach it together, and lend them to each other.', [teachers]],
  ] as const)
    await as(convener, (scope) => keepSentence(scope, number, { sentenceId: null, words, seen: 0, points: [...points], answers: [] }));
  await as(mapper, (scope) =>
    sayComment(scope, number, { sentenceId: null, comment: '“Lend” sounds like books. I have no better word. (Invented.)' }),
  );
  await as(convener, (scope) => proposeGoal(scope, number));
  for (const lead of [ashby, brookfield, calder]) await as(lead, (scope) => endorseGoal(scope, number, { answer: 'endorse', because: '' }));
  await as(dunmore, (scope) =>
    endorseGoal(scope, number, { answer: 'live', because: 'We cannot lend anybody before we have trained them.' }),
  );
  await as(convener, (scope) => adoptGoal(scope, number));
  await as(convener, (scope) => showGoal(scope, number, { isPublic: true }));

  const next = await as(convener, (scope) => beginGoal(scope, first.slug));
  await as(convener, async (scope) => {
    const [, , last] = await sentencesOfGoal(scope, (await goalNumbered(scope, next)).id);
    await keepSentence(scope, next, {
      ...{ sentenceId: last!.id, seen: 1, points: [teachers], answers: [] },
      words: 'The schools train those who teach it together, and open their workshops to each other.',
    });
  });
  await as(dunmore, (scope) => sayComment(scope, next, { sentenceId: null, comment: 'This is what we could endorse. (Invented.)' }));

  const open = await round(convener, {
    title: 'Teaching those who teach',
    why: 'The next stream is faculty development. What should it be like? (An invented round of the sample.)',
    closesOn: new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10),
    said: [
      [
        brookfield,
        'lead',
        'named',
        0,
        'Workshops that a busy clinician can finish: three short evenings, and somebody who comes along the first time.',
      ],
      [second, 'mapper', 'role', 0, 'That it is not the same two people again.'],
    ],
  });
  await as(ashby, (scope) =>
    keepDraft(
      scope,
      { roundId: open.id, speaker: ownSpeaker(scope.actor) },
      { promptId: open.prompts[0]!, words: 'That observing each other becomes normal, and', visibility: 'named', role: 'lead', seen: 0 },
    ),
  );
  await as(convener, (scope) =>
    noteWords(scope, {
      ...{ roundId: open.id, promptId: open.prompts[1]!, speaker: { kind: 'person', id: calder.personId! } },
      words: 'On the phone: evenings are for the children. It has to be inside the working week, or it will not happen.',
    }),
  );
  await as(convener, (scope) =>
    inviteGuest(scope, { slug: open.slug, name: 'Marta Vane', mail: 'marta.vane@guests.example', role: 'patient and family adviser' }),
  );
}

async function round(convener: Actor, { said, ...about }: Pick<RoundSaid, 'title' | 'why' | 'closesOn'> & { said: readonly Said[] }) {
  const slug = await as(convener, (scope) => beginListening(scope, { ...asked, ...about }));
  await as(convener, (scope) => openListening(scope, slug));
  const { id, prompts } = await as(convener, async (scope) => {
    const kept = await listeningRound(scope, slug);
    return { id: kept.id, prompts: (await promptsOf(scope, kept.id)).map((prompt) => prompt.id) };
  });
  for (const [who, role, visibility, prompt, words] of said)
    await as(who, (scope) =>
      giveAnswer(
        scope,
        { roundId: id, speaker: ownSpeaker(scope.actor) },
        { promptId: prompts[prompt]!, words, visibility, role, seen: 0 },
      ),
    );
  return { slug, id, prompts };
}
