import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { schoolPhases, yearOrNewest } from '../queries.server.ts';
import { mayBringIn } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import type { CoursePhase, CourseSeats, LevelPhases } from './schema.ts';

/**
 * Gives levels of a year to the school's phases (null: to none). Levels that are not named stay as they are; what stands already is not written again.
 * Returns how many changed. Missing when the year or a level is not the school's, invalid when a phase is not, conflict when the year is submitted.
 */
export async function givePhases(scope: Scope, { year, levels }: LevelPhases): Promise<number> {
  const { actor, tx } = scope;
  if (!mayBringIn(actor)) throw forbidden('say which levels make a phase');
  const schoolId = ownSchool(actor).id;
  await yearOrNewest(scope, year);
  await refuseForeignPhases(scope, Object.values(levels));
  await refuseSubmitted(scope, year);
  const standing = await tx
    .selectFrom('academicLevel')
    .select(['number', 'phaseId'])
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .orderBy('number')
    .forUpdate()
    .execute();
  const phaseOfLevel = new Map(standing.map(({ number, phaseId }) => [number, phaseId]));
  const changed = Object.entries(levels)
    .map(([number, phaseId]) => ({ number: Number(number), phaseId }))
    .filter(({ number, phaseId }) => {
      if (!phaseOfLevel.has(number)) throw missing(`Level ${number} of ${year}`);
      return phaseOfLevel.get(number) !== phaseId;
    });
  if (changed.length === 0) return 0;
  for (const { number, phaseId } of changed) {
    const level = tx.updateTable('academicLevel').set({ phaseId }).where('schoolId', '=', schoolId).where('year', '=', year);
    await level.where('number', '=', number).execute();
  }
  await appendSchoolEvent(scope, schoolId, {
    verb: 'give-phases',
    subject: 'academic_level',
    subjectId: year,
    before: Object.fromEntries(changed.map(({ number }) => [number, phaseOfLevel.get(number)])),
    after: Object.fromEntries(changed.map(({ number, phaseId }) => [number, phaseId])),
  });
  return changed.length;
}

/** Says which phase a course belongs to whatever its levels say; null takes the word back. Returns whether that changed anything. Errors as for `givePhases`. */
export async function giveCoursePhase(scope: Scope, { courseId, phaseId }: CoursePhase): Promise<boolean> {
  const { actor, tx } = scope;
  if (!mayBringIn(actor)) throw forbidden('say which phase a course belongs to');
  const schoolId = ownSchool(actor).id;
  await refuseForeignPhases(scope, [phaseId]);
  const course = await courseToChange(scope, courseId);
  if (course.phaseId === phaseId) return false;
  await tx.updateTable('course').set({ phaseId }).where('schoolId', '=', schoolId).where('id', '=', courseId).execute();
  await appendSchoolEvent(scope, schoolId, {
    verb: 'give-phase',
    subject: 'course',
    subjectId: courseId,
    before: { phaseId: course.phaseId },
    after: { phaseId },
  });
  return true;
}

/** Says how many students a course can take and how many took it this year; null is not said. Returns whether that changed anything. Errors as for `givePhases`. */
export async function keepSeats(scope: Scope, { courseId, seats, enrolled }: CourseSeats): Promise<boolean> {
  const { actor, tx } = scope;
  if (!mayBringIn(actor)) throw forbidden('say how many students a course can take');
  const schoolId = ownSchool(actor).id;
  const course = await courseToChange(scope, courseId);
  const before = { seats: course.seats, enrolled: course.enrolled };
  if (before.seats === seats && before.enrolled === enrolled) return false;
  const after = { seats, enrolled };
  await tx.updateTable('course').set(after).where('schoolId', '=', schoolId).where('id', '=', courseId).execute();
  await appendSchoolEvent(scope, schoolId, { verb: 'keep-seats', subject: 'course', subjectId: courseId, before, after });
  return true;
}

async function courseToChange(scope: Scope, courseId: string) {
  const own = scope.tx
    .selectFrom('course')
    .select(['year', 'phaseId', 'seats', 'enrolled'])
    .where('schoolId', '=', ownSchool(scope.actor).id)
    .where('id', '=', courseId);
  const found = await own.executeTakeFirst();
  if (!found) throw missing('This course');
  // Before the course's row, as every other command does.
  await refuseSubmitted(scope, found.year);
  return own.forUpdate().executeTakeFirstOrThrow();
}

async function refuseForeignPhases(scope: Scope, phaseIds: readonly (string | null)[]): Promise<void> {
  const own = new Set((await schoolPhases(scope)).map(({ id }) => id));
  if (phaseIds.some((id) => id !== null && !own.has(id))) throw invalid('Choose one of your school’s phases.');
}
