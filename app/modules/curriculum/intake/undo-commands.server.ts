import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { tellMapped } from '../rounds/mapped.server.ts';
import { mayBringIn } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { holdYear, restoreBefore } from './before.server.ts';
import { undoStanding } from './undo-queries.server.ts';
import { whyNotWords } from './undo-words.ts';

/**
 * Takes an import out again: every row of its year is exactly what it was before, in the caller's one transaction. Conflict when it is not in, not the
 * latest of its year, or when people have built on it since; it says what, how many, who and when.
 */
export async function undoImport(scope: Scope, importId: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayBringIn(actor)) throw forbidden('take an import out again');
  const schoolId = ownSchool(actor).id;
  await sql`set local statement_timeout = '15min'`.execute(tx); // as for the merge that it undoes
  const found = await tx
    .selectFrom('curriculumImport')
    .select('year')
    .where('schoolId', '=', schoolId)
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw missing('This import');
  const { year } = found;
  await refuseSubmitted(scope, year);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`curriculum ${schoolId} ${year}`}, 0))`.execute(tx);
  await holdYear(scope, { schoolId, year });
  const standing = await undoStanding(scope, importId);
  if (standing.why !== null) throw conflict(whyNotWords(standing.why, { year, acts: standing.builtOn }));
  await restoreBefore(scope, { schoolId, importId, year });
  await tx
    .updateTable('curriculumImport')
    .set({ status: 'undone', undoneBy: actor.personId, undoneAt: sql`now()` })
    .where('schoolId', '=', schoolId)
    .where('id', '=', importId)
    .execute();
  const { added, returning, isWholeYear } = standing;
  await appendSchoolEvent(scope, schoolId, {
    verb: 'undo',
    subject: 'curriculum_import',
    subjectId: importId,
    before: { status: 'imported' },
    after: { status: 'undone', year, added, returning, isWholeYear },
  });
  await tellMapped(scope, year);
}
