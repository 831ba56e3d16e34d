import { Readable } from 'node:stream';
import { v4 } from 'uuid';
import { type Actor, actingFor, type CollaborativeRole, operator, type SchoolRole } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { appendEvent } from '#app/platform/events.server.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { givePhases } from '../app/modules/curriculum/activities/commands.server.ts';
import { bringFile, bringIn } from '../app/modules/curriculum/intake/jobs.server.ts';
import { keepStarterList } from '../app/modules/curriculum/keywords/commands.server.ts';
import { acceptHit, rejectHit } from '../app/modules/curriculum/review/commands.server.ts';
import { nextHit, reviewItem } from '../app/modules/curriculum/review/queries.server.ts';
import { scanCurriculum } from '../app/modules/curriculum/scan/commands.server.ts';
import { answerTeaching } from '../app/modules/curriculum/teaching/commands.server.ts';
import { EstimateForm } from '../app/modules/curriculum/teaching/estimate.ts';
import { enterEstimate } from '../app/modules/curriculum/teaching/estimate-commands.server.ts';
import { estimatesOf, groupQuestions } from '../app/modules/curriculum/teaching/queries.server.ts';
import { addPerson } from '../app/modules/members/commands.server.ts';
import { actorOfCommandLine } from '../app/modules/members/queries.server.ts';
import { addSchool, keepPhases, keepSchool } from '../app/modules/members/schools/commands.server.ts';
import { askOneDirector } from './asking.ts';
import { calder } from './calder.ts';
import { type SampleCurriculum, wholeAshby, wholeBrookfield } from './curricula.ts';
import { day } from './day.ts';
import { dunmore } from './dunmore.ts';
import { eastmoor } from './eastmoor.ts';
import { sampleEvaluations } from './evaluations.ts';
import { sampleCapacity, sampleFacilitators } from './facilitators.ts';
import { sampleFaculty } from './faculty.ts';
import { sampleFacultyPeople } from './faculty-people.ts';
import { sampleForum } from './forum.ts';
import { sampleFramework } from './framework.ts';
import { inventoryXml, latestYear } from './inventory-xml.ts';
import { sampleLessons } from './lessons.ts';
import { sampleLibrary } from './library.ts';
import { sampleNeeds } from './needs.ts';
import { samplePages } from './pages.ts';
import { samplePerspectives } from './perspectives.ts';
import { samplePractice } from './practice.ts';
import { samplePracticeFeedback } from './practice-feedback.ts';
import { samplePracticeFigures } from './practice-figures.ts';
import { sampleStudents } from './practice-people.ts';
import { releaseSample } from './releases.ts';
import { removeWholeSample } from './removal.ts';
import { closeSampleRound, openSampleRound } from './rounds.ts';
import { sampleStudy } from './voices.ts';

const years = ['2024-25', latestYear] as const;
type SampleSchool = {
  slug: string;
  name: string;
  classSize: number;
  phases: [string, string, string];
  curriculum: SampleCurriculum;
  people: ReadonlyArray<[string, SchoolRole]>;
};
const schools: readonly SampleSchool[] = [
  {
    slug: 'ashby',
    name: 'Ashby School of Medicine',
    classSize: 96,
    phases: ['Foundations', 'Core clerkships', 'Advanced practice'],
    curriculum: wholeAshby,
    people: [
      ['Rena Okafor', 'lead'],
      ['Tomas Lind', 'mapper'],
      ['Ada Quill', 'faculty'],
      ['Kit Navarro', 'student'],
    ],
  },
  {
    slug: 'brookfield',
    name: 'Brookfield College of Medicine',
    classSize: 54,
    phases: ['Preclinical', 'Clerkships', 'Final year'],
    curriculum: wholeBrookfield,
    people: [
      ['Wei Sandoval', 'lead'],
      ['Lena Brandt', 'mapper'],
      ['Noah Petrov', 'student'],
    ],
  },
  {
    slug: 'calder',
    name: 'Calder School of Medicine',
    classSize: 72,
    phases: ['Cases', 'Longitudinal clerkship', 'Final year'],
    curriculum: calder,
    people: [
      ['Idris Falk', 'lead'],
      ['Mina Rossi', 'mapper'],
    ],
  },
  {
    slug: 'dunmore',
    name: 'Dunmore Medical College',
    classSize: 140,
    phases: ['Sciences', 'Wards', 'Fourth year'],
    curriculum: dunmore,
    people: [
      ['Greta Holm', 'lead'],
      ['Paulo Reyes', 'mapper'],
    ],
  },
  {
    slug: 'eastmoor',
    name: 'Eastmoor School of Medicine',
    classSize: 110,
    phases: ['Foundations', 'Immersions', 'Return and advance'],
    curriculum: eastmoor,
    people: [
      ['Sofia Adeyemi', 'lead'],
      ['Hal Winter', 'mapper'],
    ],
  },
];
const collaborative: ReadonlyArray<[string, CollaborativeRole]> = [['Jo Finch', 'auditor']];

/**
 * Fills a database that nobody has used with the sample collaborative, through the same commands that people use. Answers whether it did.
 * A start that was killed half-way is begun again; after `demo remove` the sample does not come back.
 */
export async function loadSample(): Promise<boolean> {
  const state = await as(operator(), stateOf);
  if (state === 'used') return false;
  if (state === 'half') await removeWholeSample();
  await as(operator(), (scope) => appendEvent(scope, { verb: 'begin', subject: 'sample', subjectId: null }));
  await as(operator(), keepStarterList);
  const convener = await firstConvener();
  await sampleFramework(convener);
  await samplePages(convener);
  for (const school of schools) await as(convener, (scope) => addSchool(scope, school));
  for (const school of schools)
    for (const [name, role] of school.people)
      await as(convener, (scope) => addPerson(scope, { mail: mailOf(name, school.slug), name, role, school: school.slug }));
  for (const [name, role] of collaborative)
    await as(convener, (scope) => addPerson(scope, { mail: mailOf(name, 'collaborative'), name, role, school: null }));
  await sampleFacultyPeople(convener);
  await sampleStudents(convener);
  const leads = await actorsOf('lead');
  const mappers = await actorsOf('mapper');
  const before = await openSampleRound(convener, { year: years[0], leads, mappers, wanted: 6, isSettled: true });
  const [ashby, brookfield, calderLead, dunmoreLead, eastmoorLead] = leads as [Actor, Actor, Actor, Actor, Actor];
  // Side by side, since each waits for the database most of the time.
  await Promise.all([
    ...schools.map(fill),
    sampleStudy(convener, mailOf),
    samplePractice(convener, day(0))
      .then(() => samplePracticeFeedback([ashby, brookfield]))
      .then(() => samplePracticeFigures(convener)),
    sampleLibrary({ convener, ashby, brookfield, calder: calderLead, dunmore: dunmoreLead, eastmoor: eastmoorLead }),
  ]);
  await releaseSample(before, leads);
  await closeSampleRound(convener, before);
  // Ashby's and Eastmoor's mappers have the calibration of this year still before them.
  const calibrated = mappers.filter(({ school }) => school!.slug !== 'ashby' && school!.slug !== 'eastmoor');
  await openSampleRound(convener, { year: latestYear, leads, mappers: calibrated, wanted: 10, isSettled: false });
  await askOneDirector(leads[0]!, {
    year: latestYear,
    course: 'Palliative Medicine Elective',
    name: 'Ada Quill',
    mail: mailOf('Ada Quill', 'ashby'),
  });
  await sampleLessons(before, { leads, studyLead: await actorOfCommandLine(mailOf('Amara Voss', 'collaborative'), undefined) });
  await sampleForum(convener, [
    { actor: ashby, mail: mailOf('Rena Okafor', 'ashby') },
    { actor: brookfield, mail: mailOf('Wei Sandoval', 'brookfield') },
  ]);
  const { programme, ...offered } = await sampleFaculty(convener);
  await sampleEvaluations(convener, offered);
  await sampleFacilitators(leads);
  await sampleCapacity(ashby, brookfield);
  const students = await Promise.all(
    (
      [
        ['Kit Navarro', 'ashby'],
        ['Noah Petrov', 'brookfield'],
      ] as const
    ).map(([name, slug]) => actorOfCommandLine(mailOf(name, slug), slug)),
  );
  await samplePerspectives({ convener, leads, mappers, students });
  await sampleNeeds({ convener, leads, programme });
  await as(operator(), (scope) => appendEvent(scope, { verb: 'load', subject: 'sample', subjectId: null }));
  return true;
}

/** Of each school its first person with a role, acting for it. */
function actorsOf(role: SchoolRole): Promise<Actor[]> {
  return Promise.all(
    schools.map(({ slug, people }) => actorOfCommandLine(mailOf(people.find(([, each]) => each === role)![0], slug), slug)),
  );
}

async function stateOf({ tx }: Scope): Promise<'empty' | 'half' | 'used'> {
  const last = await tx
    .selectFrom('collaborativeEvent')
    .select('verb')
    .where('subject', '=', 'sample')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (last) return last.verb === 'begin' ? 'half' : 'used';
  return (await tx.selectFrom('person').select('id').executeTakeFirst()) ? 'used' : 'empty';
}

/** The first person of the sample has nobody to be added by. */
async function firstConvener(): Promise<Actor> {
  const name = 'Ines Marlow';
  const mail = mailOf(name, 'collaborative');
  const personId = await as(operator(), async (scope) => {
    const { id } = await scope.tx.insertInto('person').values({ name, mail, isSample: true }).returning('id').executeTakeFirstOrThrow();
    await scope.tx.insertInto('collaborativeRole').values({ personId: id, role: 'convener' }).execute();
    await appendEvent(scope, { verb: 'add', subject: 'person', subjectId: id, after: { role: 'convener' } });
    return id;
  });
  return actingFor({ personId, name, mail, isSample: true, collaborativeRoles: ['convener'], schools: [] }, null);
}

async function fill({ slug, name, classSize, phases, curriculum, people }: SampleSchool): Promise<void> {
  const [leadName] = people.find(([, role]) => role === 'lead')!;
  const lead = await actorOfCommandLine(mailOf(leadName, slug), slug);
  await as(lead, (scope) => keepSchool(scope, { school: slug, name, classSize }));
  const kept = await as(lead, async ({ tx }) =>
    tx.selectFrom('schoolPhase').select(['id', 'mapsTo']).where('schoolId', '=', lead.school!.id).orderBy('position').execute(),
  );
  await as(lead, (scope) =>
    keepPhases(
      scope,
      kept.map((phase, at) => ({ ...phase, name: phases[at]! })),
    ),
  );
  for (const year of years) {
    const file = await keepStream(Readable.from([inventoryXml(curriculum, year)]), config().uploadLimitBytes);
    const importId = await bringFile(lead, { year, name: `${slug}-${year}.xml`, file });
    await bringIn(lead, importId);
    const [first, second, third] = kept.map(({ id }) => id);
    await as(lead, (scope) => givePhases(scope, { year, levels: { 1: first!, 2: first!, 3: second!, 4: third! } }));
    await as(lead, (scope) => scanCurriculum(scope, { year }));
    await answer(lead, year);
  }
  if (slug === 'ashby') await tellHoursApart(lead);
}

/** Says of two courses how their hours are given, so that one question is left to a newcomer, and estimates the teaching at the bedside. */
async function tellHoursApart(lead: Actor): Promise<void> {
  const { open, year: asked } = await as(lead, (scope) => groupQuestions(scope, latestYear));
  const said = { 'Bridge to the Wards': 'groups', 'Palliative Medicine Elective': 'each' } as const;
  const answers = open.flatMap(({ id, title }) =>
    Object.hasOwn(said, title) ? [{ courseId: id, teaching: said[title as keyof typeof said], groups: null, seen: null }] : [],
  );
  await as(lead, (scope) => answerTeaching(scope, { year: asked!, answers }));
  const { courses, competencies } = await as(lead, (scope) => estimatesOf(scope, latestYear));
  const estimate = EstimateForm.parse({
    ...{ year: latestYear, entry: v4(), kind: 'bedside', title: 'Bedside teaching: talking with families on the wards' },
    description: 'On rounds, a student leads a part of a conversation with a patient or family and hears afterwards what went well.',
    courseId: courses.find(({ title }) => title === 'Internal Medicine Clerkship')?.id ?? '',
    ...{ weeks: '8', weekFrom: '0.5', weekTo: '1' },
    ...{ source: 'Invented clerkship director’s estimate, 8 weeks × 30 min to 1 h', by: 'The clerkship’s director (invented)' },
    ...Object.fromEntries(competencies.filter(({ code }) => code === '1').map(({ id }) => [`level.${id}`, 'practised'])),
  });
  await as(lead, (scope) => enterEstimate(scope, estimate));
}

/** Answers every hit of an earlier year, and of the latest two of three, as a lead would who has begun; the rest waits in the queue. */
async function answer(lead: Actor, year: string): Promise<void> {
  let after: string | undefined;
  const seen = new Set<string>();
  for (let at = 0; ; at++) {
    const hitId = await as(lead, (scope) => nextHit(scope, { year, after }));
    if (hitId === null || seen.has(hitId)) return;
    seen.add(hitId);
    after = hitId;
    if (year === latestYear && at % 3 === 2) continue;
    await as(lead, async (scope) => {
      const { proposed, methods, title } = await reviewItem(scope, hitId);
      const extent = methods.some((method) => /Simulation|Role Play|Checklist|Clinical Performance/.test(method)) ? 'fully' : 'partly';
      const isAside = /Delirium|Living with/.test(title);
      if (isAside || !proposed.competencyId)
        await rejectHit(scope, { hitId, reason: 'The words are there, the conversation is not taught' });
      else await acceptHit(scope, { hitId, competencyId: proposed.competencyId, level: proposed.level, extent });
    });
  }
}

function mailOf(name: string, place: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@${place}.example`;
}
