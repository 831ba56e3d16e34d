import { ownSchool } from '#app/platform/actor.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCorrect } from '../rules.ts';
import { makeEdit } from './commands.server.ts';
import { type Correction, correctedRows } from './correction.ts';
import { standingOf } from './correction-queries.server.ts';
import { type MapRows, rowsBetween } from './edit.ts';

/** A correction of one or many activities of a year. `act` is its verb in the record, `title` says it in plain words. */
export type Correcting = {
  readonly year: string;
  readonly ids: readonly string[];
  readonly correction: Correction;
  readonly act: 'edit' | 'bulk-edit';
  readonly title: string;
};

/**
 * Makes a correction true of activities in one act that can be undone; null when all of them are so already. Missing when one of them is not the school's or
 * not of this year, or the course is not.
 */
export async function correctActivities(scope: Scope, { year, ids, correction, act, title }: Correcting): Promise<string | null> {
  const { actor, tx } = scope;
  if (!mayCorrect(actor)) throw forbidden('correct this curriculum');
  const { place } = correction;
  if (place) {
    const course = tx.selectFrom('course').select('id').where('schoolId', '=', ownSchool(actor).id).where('id', '=', place.courseId);
    if (!(await course.where('year', '=', year).where('removedAt', 'is', null).executeTakeFirst())) throw missing('This course');
  }
  const standing = await standingOf(scope, ids, true);
  if (standing.length < new Set(ids).size) throw missing('One of these activities');
  return makeEdit(scope, { year, act, title, rows: correctedRows(standing, correction) });
}

/** What of a course a person corrects; what is left out stays as it is. */
export type CourseCorrection = Partial<
  Pick<MapRows['course'], 'title' | 'description' | 'requirement' | 'startLevel' | 'endLevel' | 'removedAt'>
>;

/** Makes a correction true of a course; null when it is so already. `seen` is when it was last edited as far as the person saw: conflict when that is not so any more. */
export async function correctCourse(
  scope: Scope,
  { courseId, correction, seen }: { courseId: string; correction: CourseCorrection; seen?: string },
): Promise<string | null> {
  const { actor, tx } = scope;
  if (!mayCorrect(actor)) throw forbidden('correct this curriculum');
  const course = await tx
    .selectFrom('course')
    .selectAll()
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', courseId)
    .forUpdate()
    .executeTakeFirst();
  if (!course) throw missing('This course');
  if (seen !== undefined && seen !== (course.editedAt?.toISOString() ?? '')) throw overtaken(course.title);
  if (correction.title === '') throw invalid('A course needs a title.');
  const rows = rowsBetween('course', [course], [{ ...course, ...correction }]);
  return makeEdit(scope, { year: course.year, act: 'edit', title: `Corrected the course “${correction.title ?? course.title}”`, rows });
}

/** Corrects one activity, unless somebody edited it since the person saw it (`seen`). Errors as for `correctActivities`. */
export async function correctActivity(
  scope: Scope,
  { activityId, correction, seen }: { activityId: string; correction: Correction; seen?: string },
): Promise<string | null> {
  const { actor, tx } = scope;
  if (!mayCorrect(actor)) throw forbidden('correct this curriculum');
  const activity = await tx
    .selectFrom('activity')
    .select(['year', 'title', 'editedAt'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('id', '=', activityId)
    .forUpdate()
    .executeTakeFirst();
  if (!activity) throw missing('This activity');
  if (seen !== undefined && seen !== (activity.editedAt?.toISOString() ?? '')) throw overtaken(activity.title);
  const title = `Corrected “${correction.title ?? activity.title}”`;
  return correctActivities(scope, { year: activity.year, ids: [activityId], correction, act: 'edit', title });
}

function overtaken(title: string) {
  return conflict(
    `Somebody changed “${title}” while you were writing. What they wrote stands below in its history; look at it, then save yours again.`,
  );
}
