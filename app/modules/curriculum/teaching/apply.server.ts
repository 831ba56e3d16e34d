import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { EditedRow } from '../editing/edit.ts';
import { stored, writeRows } from '../editing/write.server.ts';
import { marksOf, taughtYear } from './taught-queries.server.ts';
import { type TaughtYear, teachingPlan } from './teaching-plan.ts';
import { movesOf, teachingRows } from './teaching-rows.ts';

/**
 * Applies what the school answered about its courses to a year that was just merged, in the merge's own transaction: next year's course begins with the
 * answer of the course with its stable id, and every learner and delivered minute is derived from `file_minutes` again. Call it when courses, activities and
 * placements are written. It counts on this: `same_as` names another activity only while the file has the row.
 */
export async function applyTeaching(scope: Scope, { schoolId, year }: { schoolId: string; year: string }): Promise<void> {
  await sql`update course c set teaching = known.teaching, groups = known.groups
    from (select distinct on (stable_id) stable_id, teaching, groups from course
      where school_id = ${schoolId}::uuid and year < ${year} and teaching is not null order by stable_id, year desc) known
    where c.school_id = ${schoolId}::uuid and c.year = ${year} and c.stable_id = known.stable_id and c.teaching is null and c.edited_at is null`.execute(
    scope.tx,
  );
  const standing = await taughtYear(scope, { schoolId, year });
  const rows = await derivedRows(scope, schoolId, standing);
  // An import is not a person's correction, so nothing is said to be edited.
  await writeRows(scope, rows.map(stored), sql`t.edited_at`);
}

/** What the answers of a year make of it, as the rows that change. */
export async function derivedRows(scope: Scope, schoolId: string, year: TaughtYear): Promise<EditedRow[]> {
  const plan = teachingPlan(year);
  const moves = movesOf(plan);
  const marks = await marksOf(scope, schoolId, [...moves.keys(), ...moves.values()]);
  const { rows } = await sql<{ now: Date }>`select now()`.execute(scope.tx);
  return teachingRows({ year, plan, marks, now: rows[0]!.now });
}
