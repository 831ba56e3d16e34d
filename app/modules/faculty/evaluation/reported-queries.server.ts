import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReadNeeds } from '../rules.ts';
import { ReportedFigure } from './reported.ts';
import { mayReport, whoMayEvaluate } from './rules.ts';

/** What programmes elsewhere, or of the past, reported of themselves, the newest first, each with its source and with what in it does not agree. */
export async function reportedOutcomes({ actor, tx }: Scope) {
  if (!mayReadNeeds(actor)) throw forbidden('read what programmes reported', whoMayEvaluate.read);
  const rows = await tx
    .selectFrom('reportedOutcome as r')
    .leftJoin('school', 'school.id', 'r.bySchoolId')
    .select(['r.id', 'programme', 'what', 'years', 'figure', 'contradictions', 'keptBecause', 'kirkpatrick', 'source', 'url'])
    .select(['addedAt', 'r.isSample', 'r.bySchoolId', 'school.name as bySchool'])
    .orderBy('addedAt', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
  return rows.map(({ figure, bySchoolId, ...row }) => ({
    ...row,
    figure: ReportedFigure.parse(figure),
    isOwn: mayReport(actor) && (bySchoolId === (actor.school?.id ?? null) || actor.school === null),
  }));
}
export type Reported = Awaited<ReturnType<typeof reportedOutcomes>>[number];

/** One of them; missing where there is none. */
export async function reportedOutcome(scope: Scope, id: string): Promise<Reported> {
  const found = (await reportedOutcomes(scope)).find((each) => each.id === id);
  if (!found) throw missing('This outcome');
  return found;
}
