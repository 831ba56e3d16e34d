import { appendEvent } from '#app/platform/events.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { ReportedForm } from './reported.ts';
import { reportedOutcome } from './reported-queries.server.ts';
import { mayReport, whoMayEvaluate } from './rules.ts';

/** Enters what a programme reported of itself, with its source; answers its id. What contradicts itself was refused at the door unless it is said why it is kept. */
export async function enterReported(scope: Scope, said: ReportedForm, { isSample = false }: { isSample?: boolean } = {}): Promise<string> {
  const { actor, tx } = scope;
  if (!mayReport(actor)) throw forbidden('enter what a programme reported', whoMayEvaluate.report);
  const { id } = await tx
    .insertInto('reportedOutcome')
    .values({ ...said, figure: JSON.stringify(said.figure), bySchoolId: actor.school?.id ?? null, addedBy: actor.personId, isSample })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'enter', subject: 'reported_outcome', subjectId: id, after: said });
  return id;
}

/** Takes a reported outcome out again, and with it the evidence of needs that rests on it. By the school that entered it, or whoever convenes. */
export async function dropReported(scope: Scope, id: string): Promise<void> {
  const before = await reportedOutcome(scope, id);
  if (!before.isOwn) throw forbidden('take this out', 'The school that entered it, and whoever convenes, may.');
  await scope.tx.deleteFrom('reportedOutcome').where('id', '=', id).execute();
  await appendEvent(scope, {
    verb: 'drop',
    subject: 'reported_outcome',
    subjectId: id,
    before: { programme: before.programme, what: before.what },
  });
}
