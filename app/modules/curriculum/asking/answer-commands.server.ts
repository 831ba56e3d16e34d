import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { makeEdit } from '../editing/commands.server.ts';
import { type EditedRow, rowsBetween } from '../editing/edit.ts';
import { mappedCompetencies } from '../queries.server.ts';
import { mayAnswerAsDirector, whoMay } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { appendAnswer, keepAnswer, pair, type Standing, standingOf } from './answer.server.ts';
import type { AnswerGiven, CourseAnswers, HoursGiven } from './answer-form.ts';
import { isAbout } from './confirmation.ts';
import { keepEstimate, keepMissed, ownAdditions, ownSource } from './missed.server.ts';
import { type OwnCourse, ownCourse } from './own-course-queries.server.ts';
import { tellAsking } from './progress.server.ts';

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
  await appendAnswer(scope, { verb: 'take-back', activityId, before: { competencyId, level: gone.level, extent: gone.extent } });
  await tellAsking(scope, course.year);
}

/** Every link of the map's framework that this form leaves open and no earlier answer is about, as still so. */
async function restOf(scope: Scope, { links, answers: before }: Standing, answers: readonly AnswerGiven[]): Promise<AnswerGiven[]> {
  const known = new Set((await mappedCompetencies(scope)).map(({ id }) => id));
  const given = new Set(answers.map(({ activityId, competencyId }) => pair(activityId, competencyId)));
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

async function keepAnswers(
  scope: Scope,
  { course, activities, links, answers: before }: Standing,
  answers: readonly AnswerGiven[],
): Promise<EditedRow[]> {
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
    await appendAnswer(scope, {
      verb: 'answer',
      activityId,
      before: { level: seenLevel, extent: seenExtent },
      after: { competencyId, ...kept, words },
    });
    if (answer === 'still' && extent !== link.extent) rows.push(...rowsBetween('competency_link', [link], [{ ...link, extent }]));
  }
  return rows;
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
    await appendAnswer(scope, { verb: 'correct', activityId, before: { minutes: seenMinutes }, after: { minutes, words } });
    rows.push(...rowsBetween('activity', [activity], [{ ...activity, learnerMinutes: minutes, learnerMinutesMost: null }]));
  }
  return rows;
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
