import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { competenciesOf } from '../app/modules/competencies/queries.server.ts';
import { answerActivity, finishTurn, sayInCalibration } from '../app/modules/curriculum/calibration/commands.server.ts';
import { calibrationActivities } from '../app/modules/curriculum/calibration/queries.server.ts';
import type { CalibrationAnswer, CalibrationExtent, NewCalibrationActivity } from '../app/modules/curriculum/calibration/schema.ts';
import {
  addCalibrationActivity,
  beginRating,
  prepareCalibration,
  settleActivity,
} from '../app/modules/curriculum/calibration/setup-commands.server.ts';
import type { Round } from '../app/modules/curriculum/rounds/queries.server.ts';

/** An invented activity, and for each competency by its place how fully most people find it addressed; what is not named is not addressed. */
type Invented = Pick<NewCalibrationActivity, 'title' | 'body'> & {
  readonly methods: readonly string[];
  readonly minutes: number;
  readonly finds: Readonly<Record<number, CalibrationExtent>>;
};
const invented: readonly Invented[] = [
  {
    title: 'Sharing serious news with a standardized patient',
    body: 'Each student tells a standardized patient the result of a scan, waits, and answers what the patient feels. A faculty member gives feedback from a checklist.',
    methods: ['Simulation', 'Clinical Performance Rating/Checklist'],
    minutes: 90,
    finds: { 0: 'fully', 1: 'mentioned' },
  },
  {
    title: 'Anatomy of the chest wall',
    body: 'Prosection and surface anatomy in groups of six. Ends with a practical quiz.',
    methods: ['Laboratory'],
    minutes: 120,
    finds: {},
  },
  {
    title: 'What matters to this patient: a home visit',
    body: 'Pairs of students visit a person who lives with heart failure, ask what matters to them and to their family, and write it down for the team.',
    methods: ['Patient Presentation', 'Self-Directed Learning'],
    minutes: 180,
    finds: { 0: 'partly', 1: 'fully', 2: 'mentioned' },
  },
  {
    title: 'Ethics rounds in intensive care',
    body: 'A case in which a family and a team disagree about treatment. Students prepare who should be asked, what the patient said earlier, and how to begin.',
    methods: ['Case-Based Instruction/Learning'],
    minutes: 60,
    finds: { 1: 'partly', 2: 'partly', 3: 'mentioned' },
  },
  {
    title: 'Pain: drugs, doses, fears',
    body: 'A lecture on analgesic drugs with one slide on what patients fear about opioids and how to ask about it.',
    methods: ['Lecture'],
    minutes: 50,
    finds: { 0: 'mentioned' },
  },
  {
    title: 'A family meeting, played in four roles',
    body: 'Students play patient, daughter, nurse and physician, change roles once, and talk over who was heard and who was not.',
    methods: ['Role Play/Dramatization'],
    minutes: 90,
    finds: { 0: 'partly', 1: 'partly', 2: 'partly', 3: 'partly' },
  },
  {
    title: 'Epidemiology of dementia',
    body: 'Prevalence, risk factors and course, with tables to read. Living with dementia is named as a further reading.',
    methods: ['Lecture'],
    minutes: 50,
    finds: {},
  },
  {
    title: 'Letters from the wards',
    body: 'Students write about a conversation that stayed with them, and read each other’s letters in a group with a chaplain and a social worker.',
    methods: ['Reflection'],
    minutes: 75,
    finds: { 3: 'partly', 4: 'fully' },
  },
  {
    title: 'Advance care planning in the clinic',
    body: 'Each student leads one planned conversation about wishes with a patient of the clinic while the preceptor watches, and documents it.',
    methods: ['Preceptorship', 'Clinical Documentation Review'],
    minutes: 60,
    finds: { 0: 'fully', 1: 'fully', 2: 'mentioned' },
  },
  {
    title: 'Handover on a busy night',
    body: 'A simulated handover of eight patients. One of them has asked not to be resuscitated, and the sheet does not say so.',
    methods: ['Simulation'],
    minutes: 45,
    finds: { 2: 'mentioned' },
  },
];
const order: readonly CalibrationExtent[] = ['none', 'mentioned', 'partly', 'fully'];

/**
 * Calibrates a round of the sample with its first `wanted` invented activities: these mappers answer, each a little differently and always alike from run to
 * run; with `isSettled` they talk about one activity and the convener sets what is agreed for all.
 */
export async function calibrateSample(
  convener: Actor,
  round: Round,
  { wanted, mappers, isSettled }: { wanted: number; mappers: readonly Actor[]; isSettled: boolean },
): Promise<void> {
  await as(convener, async (scope) => {
    await prepareCalibration(scope, round, { wanted });
    for (const { finds: _, methods, ...said } of invented.slice(0, wanted))
      await addCalibrationActivity(scope, round, { ...said, objectives: [], methods: [...methods] });
    await beginRating(scope, round);
  });
  for (const [who, mapper] of mappers.entries())
    await as(mapper, async (scope) => {
      const competencies = await competenciesOf(scope, round.frameworkVersionId);
      for (const [at, { id }] of (await calibrationActivities(scope, round.id)).entries())
        await answerActivity(scope, round, {
          activityId: id,
          answers: competencies.map(({ id: competencyId }, place) => found(at, { competencyId, place, who: who + 1 })),
        });
      await finishTurn(scope, round);
    });
  if (isSettled) await talkAndSettle(convener, { round, mappers });
}

/** What one person finds in an activity: mostly what most find, sometimes a step more or less. */
function found(at: number, { competencyId, place, who }: { competencyId: string; place: number; who: number }): CalibrationAnswer {
  const { finds, methods } = invented[at]!;
  const most = order.indexOf(finds[place] ?? 'none');
  const draw = (at * 31 + place * 17 + who * 23 + at * place * who * 7) % 20;
  const step = draw < 3 && most > 0 ? -1 : draw > 17 ? 1 : 0;
  const extent = order[Math.min(3, Math.max(0, most + step))]!;
  const isDone = /Simulation|Role|Preceptor|Presentation|Reflection/.test(methods.join());
  const isAssessed = methods.some((method) => /Checklist|Review/.test(method)) && draw % 3 !== 0;
  return { competencyId, extent, level: extent === 'none' ? null : isAssessed ? 'assessed' : isDone ? 'practised' : 'introduced' };
}

async function talkAndSettle(convener: Actor, { round, mappers }: { round: Round; mappers: readonly Actor[] }): Promise<void> {
  const activities = await as(convener, (scope) => calibrationActivities(scope, round.id));
  const [first, second] = mappers;
  const talk = [
    [second!, 'I read “waits” as practice of silence, so for me this is the first competency in full.'],
    [first!, 'Agreed. The checklist made me choose assessed; the feedback alone would not have.'],
  ] as const;
  for (const [who, words] of talk) await as(who, (scope) => sayInCalibration(scope, round, { activityId: activities[0]!.id, words }));
  await as(convener, async (scope) => {
    const competencies = await competenciesOf(scope, round.frameworkVersionId);
    for (const [at, { id }] of activities.entries())
      await settleActivity(scope, round, {
        activityId: id,
        answers: competencies.map(({ id: competencyId }, place) => found(at, { competencyId, place, who: 0 })),
        reason: 'What most of us found. An activity that only names a subject is “mentioned”; a student who does it, practises it.',
      });
  });
}
