import { sql } from 'kysely';
import { conflict, forbidden, invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { count } from '#app/ui/count.ts';
import { correctActivities } from '../editing/correction-commands.server.ts';
import { courseNamed } from '../editing/correction-queries.server.ts';
import { mayCorrect } from '../rules.ts';
import { askedWords, type BulkForm, correctionAsked } from './bulk.ts';
import { type Chosen, chosenIds } from './bulk-queries.server.ts';

/**
 * Changes many activities in one act that can be undone. `expected` is how many the person saw: conflict when the list holds another number by now. Returns the
 * edit's id, or null when all of them are so already. Invalid when the form asks for nothing, or names no course of the year.
 */
export async function changeMany(
  scope: Scope,
  { chosen, form, expected }: { chosen: Chosen; form: BulkForm; expected: number },
): Promise<string | null> {
  if (!mayCorrect(scope.actor)) throw forbidden('correct this curriculum');
  const { now } = (await sql<{ now: Date }>`select now() as now`.execute(scope.tx)).rows[0]!;
  const correction = correctionAsked(form, await courseNamed(scope, chosen.year, form.course), now);
  if (correction === null) throw invalid('Say what is to change: every field is empty.');
  const ids = await chosenIds(scope, chosen);
  if (ids.length !== expected)
    throw conflict(
      `The list holds ${count(ids.length, 'activity', 'activities')} now, and you saw ${expected.toLocaleString('en')}. Look at the changes again.`,
    );
  const title = `Changed ${count(ids.length, 'activity', 'activities')}: ${askedWords(form)}`;
  return correctActivities(scope, { year: chosen.year, ids, correction, act: 'bulk-edit', title });
}
