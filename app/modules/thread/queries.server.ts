import { curriculumYears } from '#app/modules/curriculum/queries.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReview } from '../curriculum/rules.ts';

/** How many suggestions of the newest year wait at the school acted for; 0 for whoever does not answer them. */
export async function suggestionsWaiting(scope: Scope): Promise<number> {
  const { actor, tx } = scope;
  if (!actor.school || !mayReview(actor)) return 0;
  const [year] = await curriculumYears(scope);
  if (year === undefined) return 0;
  const { open } = await tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('hit.schoolId', '=', actor.school.id)
    .where('hit.answer', 'is', null)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return open;
}
