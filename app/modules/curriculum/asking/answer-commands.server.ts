import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { makeEdit } from '../editing/commands.server.ts';
import { type EditedRow, type MapRows, rowsBetween } from '../editing/edit.ts';
import type { Extent, Level } from '../link.ts';
import { mappedCompetencies } from '../queries.server.ts';
import { mayAnswerAsDirector, whoMay } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import type { Estimate } from '../teaching/estimate.ts';
import { enterEstimate } from '../teaching/estimate-commands.server.ts';
import type { AnswerGiven, CourseAnswers, HoursGiven, MissedGiven } from './answer-form.ts';
import { isAbout } from './confirmation.ts';
import { coveredCourses } from './covered-queries.server.ts';
import { type OwnCourse, ownCourse } from './own-course-queries.server.ts';
import { tellAsking } from './progress.server.ts';

type Link = MapRows['competency_link'];
type Activity = MapRows['activity'];
type Standing = {
  readonly course: OwnCourse;
  readonly activities: ReadonlyMap<string, Activity>;
  readonly links: ReadonlyMap<string, Link>;
};
type Kept = { readonly [answer: string]: unknown };

/**
 * Keeps what a director says of the own course, all of it or nothing. Extent, hours and what was missed stand at once, as one edit; a link withdrawn stays until a
 * lead settles it. The same form sent twice changes nothing more. Missing for another's course; conflict when the year is submitted, or when what was read changed
 * since (it says what, and nothing of the form is lost).
 */
export async function answerCourse(scope: Scope, { courseStableId, said }: { courseStableId: string; said: CourseAnswers }): Promise<void> {
  const { actor } = scope;
  if (!mayAnswerAsDirector(actor)) throw forbidden('answer about a course', whoMay.staff);
  const course = await ownCourse(scope, courseStableId);
  if (course.year !== said.year) throw conflict(`You are asked about ${course.year} by now. Open this page again to see its questions.`);
  await refuseSubmitted(scope, course.year);
  for (const { activityId, competencyId } of await ownAdditions(scope, course, said.answers))
    await takeBackMissed(scope, { courseStableId, activityId, competencyId });
  const standing = await standingOf(scope, course);
  const answers = said.isRestStill ? [...said.answers, ...(await restOf(scope, standing, said.answers))] : said.answers;
  const extents = await keepAnswers(scope, standing, answers);
  const hours = await keepHours(scope, standing, said.hours);
  const missed = said.missed?.activityId ? await keepMissed(scope, standing, { ...said.missed, activityId: said.missed.activityId }) : [];
  const title = `What the director of “${course.title}” says`;
  await makeEdit(scope, { year: course.year, act: 'direct', title, rows: [...extents, ...hours, ...missed] }, mayAnswerAsDirector);
  if (said.missed && said.missed.activityId === null) await keepEstimate(scope, course, said.missed);
  await keepDone(scope, course, said);
  await tellAsking(scope, course.year);
}

/** Takes back what the director missed before: its link goes, and with it teaching that only this director estimated. Errors as for `answerCourse`. */
export async function takeBackMissed(
  scope: Scope,
  { courseStableId, activityId, competencyId }: { courseStableId: string; activityId: string; competencyId: string },
): Promise<void> {
  const { actor, tx } = scope;
  if (!mayAnswerAsDirector(actor)) throw forbidden('answer about a course', whoMay.staff);
  const course = await ownCourse(scope, courseStableId);
  await refuseSubmitted(scope, course.year);
  const { activities, links } = await standingOf(scope, course);
  const gone = await tx
    .deleteFrom('directorAnswer')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('courseStableId', '=', courseStableId)
    .where('activityId', '=', activityId)
    .where('competencyId', '=', competencyId)
    .where('answer', '=', 'missed')
    .returningAll()
    .executeTakeFirst();
  const activity = activities.get(activityId);
  if (!gone || !activity) throw missing('This answer');
  const link = links.get(pair(activityId, competencyId));
  const isAlone = [...links.values()].filter((each) => each.activityId === activityId).length === 1;
  const rows = [
    ...(link ? rowsBetween('competency_link', [link], []) : []),
    ...(activity.estimateSource === ownSource && isAlone
      ? rowsBetween('activity', [activity], [{ ...activity, removedAt: new Date() }])
      : []),
  ];
  await makeEdit(
    scope,
    { year: course.year, act: 'direct', title: `The director of “${course.title}” took back an addition`, rows },
    mayAnswerAsDirector,
  );
  await append(scope, { verb: 'take-back', activityId, before: { competencyId, level: gone.level, extent: gone.extent } });
  await tellAsking(scope, course.year);
}

const ownSource = 'The course director’s own estimate';

function pair(activityId: string, competencyId: string): string {
  return `${activityId} ${competencyId}`;
}

/** The course's activities and their links, held until this ends, so that a mapper who links them waits. */
async function standingOf(scope: Scope, course: OwnCourse): Promise<Standing> {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const placed = sql<string>`(with recursive ${coveredCourses(scope, course.year)}
    select p.activity_id from covered v join placement p on p.school_id = ${schoolId} and p.course_id = v.course_id
    where v.course_stable_id = ${course.courseStableId}::uuid)`;
  const activities = await tx
    .selectFrom('activity')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where('id', 'in', placed)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const links = await tx
    .selectFrom('competencyLink')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where('activityId', 'in', placed)
    .orderBy('activityId')
    .orderBy('competencyId')
    .forUpdate()
    .execute();
  return {
    course,
    activities: new Map(activities.map((each) => [each.id, each])),
    links: new Map(links.map((each) => [pair(each.activityId, each.competencyId), each])),
  };
}

/** Every link of the map's framework that this form leaves open and no earlier answer is about, as still so. */
async function restOf(scope: Scope, { course, links }: Standing, answers: readonly AnswerGiven[]): Promise<AnswerGiven[]> {
  const known = new Set((await mappedCompetencies(scope)).map(({ id }) => id));
  const given = new Set(answers.map(({ activityId, competencyId }) => pair(activityId, competencyId)));
  const before = await answersOf(scope, course);
  return [...links.values()].flatMap((link) => {
    const { activityId, competencyId } = link;
    const key = pair(activityId, competencyId);
    const { level, extent } = link;
    const earlier = before.get(key);
    const isHeard = earlier !== undefined && isAbout(earlier, link);
    if (given.has(key) || !known.has(competencyId) || isHeard) return [];
    return [{ activityId, competencyId, answer: 'still', extent, seenLevel: level, seenExtent: extent, words: null } as const];
  });
}

/** Answers that take back what this director missed before: nobody else said it, so no lead has to settle it. */
async function ownAdditions(scope: Scope, course: OwnCourse, answers: readonly AnswerGiven[]): Promise<AnswerGiven[]> {
  const before = await answersOf(scope, course);
  return answers.filter(
    ({ activityId, competencyId, answer }) => answer === 'not' && before.get(pair(activityId, competencyId))?.answer === 'missed',
  );
}

async function answersOf({ actor, tx }: Scope, { courseStableId }: OwnCourse) {
  const rows = await tx
    .selectFrom('directorAnswer')
    .selectAll()
    .where('schoolId', '=', ownSchool(actor).id)
    .where('courseStableId', '=', courseStableId)
    .execute();
  return new Map(rows.map((row) => [pair(row.activityId, row.competencyId), row]));
}

async function keepAnswers(scope: Scope, { course, activities, links }: Standing, answers: readonly AnswerGiven[]): Promise<EditedRow[]> {
  const before = await answersOf(scope, course);
  const rows: EditedRow[] = [];
  for (const given of answers) {
    const { activityId, competencyId, answer, extent, seenLevel, seenExtent, words } = given;
    const activity = activities.get(activityId);
    // What is not there any more needs no withdrawal: it was taken back with this form, or taken away meanwhile.
    if (answer === 'not' && !links.has(pair(activityId, competencyId))) continue;
    if (!activity) throw missing('This activity');
    const link = links.get(pair(activityId, competencyId));
    const earlier = before.get(pair(activityId, competencyId));
    const isSame =
      earlier?.answer === answer &&
      earlier.extent === extent &&
      earlier.words === words &&
      link?.level === earlier.level &&
      earlier.settled !== 'removed';
    if (isSame && (answer === 'still' ? link?.extent === extent : true)) continue;
    if (link?.level !== seenLevel || link.extent !== seenExtent)
      throw conflict(
        `Somebody changed what is said of “${activity.title}” while you were answering. Look at it again below; the rest of your answers waits here and is not saved yet.`,
      );
    // The author of an addition stays its author: another extent of it is another addition, not a yes to a mapper.
    const kept = {
      answer: earlier?.answer === 'missed' && answer === 'still' ? ('missed' as const) : answer,
      level: seenLevel,
      extent: answer === 'not' ? seenExtent : extent,
    };
    await keepAnswer(scope, course, { ...kept, activityId, competencyId, seenLevel, seenExtent, words });
    await append(scope, {
      verb: 'answer',
      activityId,
      before: { level: seenLevel, extent: seenExtent },
      after: { competencyId, ...kept, words },
    });
    if (answer === 'still' && extent !== link.extent) rows.push(...rowsBetween('competency_link', [link], [{ ...link, extent }]));
  }
  return rows;
}

type KeptAnswer = Pick<AnswerGiven, 'activityId' | 'competencyId' | 'extent' | 'words'> & {
  readonly answer: 'still' | 'not' | 'missed';
  readonly level: Level;
  readonly seenLevel: Level | null;
  readonly seenExtent: Extent | null;
};

async function keepAnswer(
  { actor, tx }: Scope,
  { courseStableId }: OwnCourse,
  { activityId, competencyId, ...said }: KeptAnswer,
): Promise<void> {
  const schoolId = ownSchool(actor).id;
  const hit = await tx
    .selectFrom('competencyLink as l')
    .innerJoin('hit as h', (join) => join.onRef('h.schoolId', '=', 'l.schoolId').onRef('h.id', '=', 'l.hitId'))
    .select('h.sentence')
    .where('l.schoolId', '=', schoolId)
    .where('l.activityId', '=', activityId)
    .where('l.competencyId', '=', competencyId)
    .executeTakeFirst();
  const unsettled = { settled: null, settledWords: null, settledBy: null, settledAt: null };
  const values = { ...said, ...unsettled, seenSentence: hit?.sentence ?? null, answeredBy: actor.personId, answeredAt: new Date() };
  await tx
    .insertInto('directorAnswer')
    .values({ schoolId, courseStableId, activityId, competencyId, ...values })
    .onConflict((same) => same.columns(['schoolId', 'courseStableId', 'activityId', 'competencyId']).doUpdateSet(values))
    .execute();
}

async function keepHours(scope: Scope, { course, activities }: Standing, hours: readonly HoursGiven[]): Promise<EditedRow[]> {
  const rows: EditedRow[] = [];
  for (const { activityId, seenMinutes, minutes, words } of hours) {
    const activity = activities.get(activityId);
    if (!activity) throw missing('This activity');
    if (activity.learnerMinutes === minutes && activity.learnerMinutesMost === null) continue;
    if (activity.learnerMinutes !== seenMinutes)
      throw conflict(
        `Somebody changed the hours of “${activity.title}” while you were answering. Look at them below, then save yours again.`,
      );
    const values = { seenMinutes, minutes, words, answeredBy: scope.actor.personId, answeredAt: new Date() };
    await scope.tx
      .insertInto('directorHours')
      .values({ schoolId: activity.schoolId, courseStableId: course.courseStableId, activityId, ...values })
      .onConflict((same) => same.columns(['schoolId', 'courseStableId', 'activityId']).doUpdateSet(values))
      .execute();
    await append(scope, { verb: 'correct', activityId, before: { minutes: seenMinutes }, after: { minutes, words } });
    rows.push(...rowsBetween('activity', [activity], [{ ...activity, learnerMinutes: minutes, learnerMinutesMost: null }]));
  }
  return rows;
}

async function keepMissed(
  scope: Scope,
  { course, activities, links }: Standing,
  missed: MissedGiven & { activityId: string },
): Promise<EditedRow[]> {
  const { activityId, competencyId, level, extent, words } = missed;
  const activity = activities.get(activityId);
  if (!activity) throw missing('This activity');
  await assertMapped(scope, competencyId);
  const link = links.get(pair(activityId, competencyId));
  if (
    link?.level === level &&
    link.extent === extent &&
    (await answersOf(scope, course)).get(pair(activityId, competencyId))?.answer === 'missed'
  )
    return [];
  if (link) throw invalid(`“${activity.title}” is linked to this already. Answer the question about it above instead.`);
  await keepAnswer(scope, course, { activityId, competencyId, answer: 'missed', level, extent, seenLevel: null, seenExtent: null, words });
  await append(scope, { verb: 'miss', activityId, after: { competencyId, level, extent, words } });
  return rowsBetween(
    'competency_link',
    [],
    [{ activityId, competencyId, level, extent, linkedBy: scope.actor.personId, linkedAt: new Date() }],
  );
}

/** Teaching that no activity stands for becomes an estimate in the course; the director's word on it is kept as for an activity. */
async function keepEstimate(scope: Scope, course: OwnCourse, missed: MissedGiven & { activityId: null }): Promise<void> {
  const { actor, tx } = scope;
  const { competencyId, level, extent, words, title, least, most, entry } = missed;
  await assertMapped(scope, competencyId);
  const estimate: Estimate = {
    ...{ year: course.year, entry, kind: 'other', title, description: words, courseId: course.courseId, isRequired: true },
    ...{ learner: { least, most }, delivered: null, source: ownSource, by: actor.name, links: [{ competencyId, level, extent }] },
  };
  await enterEstimate(scope, estimate, mayAnswerAsDirector);
  const { id } = await tx
    .selectFrom('activity')
    .select('id')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', course.year)
    .where('sourceId', '=', `hand:${entry}:1`)
    .executeTakeFirstOrThrow();
  await keepAnswer(scope, course, {
    activityId: id,
    competencyId,
    answer: 'missed',
    level,
    extent,
    seenLevel: null,
    seenExtent: null,
    words,
  });
  await append(scope, { verb: 'miss', activityId: id, after: { competencyId, level, extent, words, title, least, most } });
}

async function assertMapped(scope: Scope, competencyId: string): Promise<void> {
  if (!(await mappedCompetencies(scope)).some(({ id }) => id === competencyId))
    throw invalid('Choose one of the competencies that your school maps against.');
}

async function keepDone(scope: Scope, course: OwnCourse, { words, isDone }: CourseAnswers): Promise<void> {
  const { actor, tx } = scope;
  const { courseStableId, year, mail } = course;
  if (words === course.words && !isDone) return;
  const schoolId = ownSchool(actor).id;
  // Whoever answers before being asked is asked by that, with a fortnight for the rest.
  await sql`insert into director_question (school_id, year, course_stable_id, mail, due_on, mailed_at, words, done_at)
    values (${schoolId}, ${year}, ${courseStableId}, ${mail}, current_date + 14, now(), ${words}, ${isDone ? sql`now()` : null})
    on conflict (school_id, year, course_stable_id, mail) do update
    set words = excluded.words, done_at = coalesce(director_question.done_at, excluded.done_at)`.execute(tx);
  await appendSchoolEvent(scope, schoolId, {
    verb: isDone ? 'finish' : 'say',
    subject: 'director_question',
    subjectId: courseStableId,
    before: { words: course.words },
    after: { year, words },
  });
}

function append(
  scope: Scope,
  { verb, activityId, before, after }: { verb: string; activityId: string; before?: Kept; after?: Kept },
): Promise<void> {
  return appendSchoolEvent(scope, ownSchool(scope.actor).id, { verb, subject: 'director_answer', subjectId: activityId, before, after });
}
