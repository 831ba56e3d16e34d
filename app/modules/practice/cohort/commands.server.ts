import { appendEvent } from '#app/platform/events.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayRemoveSampleTerms } from './rules.ts';

/** Removes the half-years that sample classes were counted in; the schools take their own figures along. */
export async function removeSampleTerms(scope: Scope): Promise<void> {
  if (!mayRemoveSampleTerms(scope.actor)) throw forbidden('remove the sample');
  await scope.tx.deleteFrom('practiceTerm').where('isSample', '=', true).execute();
  await appendEvent(scope, { verb: 'remove', subject: 'practice_term', subjectId: null });
}
