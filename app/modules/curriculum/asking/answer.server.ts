import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { MapRows } from '../editing/edit.ts';
import type { Extent, Level } from '../link.ts';
import type { AnswerGiven } from './answer-form.ts';
import { coveredCourses } from './covered-queries.server.ts';
import type { OwnCourse } from './own-course-queries.server.ts';

/** What a course director answers about; links and answers by `pair`. */
export type Standing = {
  readonly course: OwnCourse;
  readonly activities: ReadonlyMap<string, MapRows['activity']>;
  readonly links: ReadonlyMap<string, MapRows['competency_link']>;
  readonly answers: Awaited<ReturnType<typeof answersOf>>;
};

/** The key of an activity and a competency. */
export function pair(activityId: string, competencyId: string): string {
  return `${activityId} ${competencyId}`;
}

/** The course's activities and their links, held until this ends, so that a mapper who links them waits; and what the directors answered before. */
export async function standingOf(scope: Scope, course: OwnCourse): Promise<Standing> {
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
    answers: await answersOf(scope, course),
  };
}

/** What the directors of a course answered, by `pair`. */
export async function answersOf({ actor, tx }: Scope, { courseStableId }: OwnCourse) {
  const rows = await tx
    .selectFrom('directorAnswer')
    .selectAll()
    .where('schoolId', '=', ownSchool(actor).id)
    .where('courseStableId', '=', courseStableId)
    .execute();
  return new Map(rows.map((row) => [pair(row.activityId, row.competencyId), row]));
}

type KeptAnswer = Pick<AnswerGiven, 'activityId' | 'competencyId' | 'extent' | 'words'> & {
  readonly answer: 'still' | 'not' | 'missed';
  readonly level: Level;
  readonly seenLevel: Level | null;
  readonly seenExtent: Extent | null;
};

/** Keeps one answer, with the link as it was seen, in place of the one before; a lead's word on that one is over. */
export async function keepAnswer(
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

type Said = { readonly [part: string]: unknown };

/** The record of an answer, by its activity. */
export function appendAnswer(
  scope: Scope,
  { verb, activityId, before, after }: { verb: string; activityId: string; before?: Said; after?: Said },
): Promise<void> {
  return appendSchoolEvent(scope, ownSchool(scope.actor).id, { verb, subject: 'director_answer', subjectId: activityId, before, after });
}
