import { sql } from 'kysely';
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

/**
 * The public pages that somebody began and nobody can read yet, for whoever convenes; for others drafts and plans do not exist. First what is planned, the earliest first, then the drafts, the
 * newest first; what was taken back on purpose does not wait.
 */
export function pagesWaiting({ tx }: Scope) {
  return tx
    .selectFrom('sitePage as p')
    .innerJoin('siteRevision as r', (on) =>
      on
        .onRef('r.pageId', '=', 'p.id')
        .on('r.number', '=', sql<number>`(select max(n.number) from site_revision n where n.page_id = p.id)`),
    )
    .leftJoin('sitePlan as s', 's.pageId', 'p.id')
    .leftJoin('person as w', 'w.id', 'r.writtenBy')
    .select(['p.id', 'r.title', 'r.writtenAt', 'w.name as writtenBy', 's.publishAt'])
    .select(({ eb }) => eb('p.publishedNumber', 'is not', null).as('isPublic'))
    .where(({ eb, or, ref }) =>
      or([eb('s.publishAt', 'is not', null), eb('p.firstPublishedAt', 'is', null), eb('p.publishedNumber', '<', ref('r.number'))]),
    )
    .orderBy('s.publishAt', (order) => order.asc().nullsLast())
    .orderBy('r.writtenAt', 'desc')
    .execute();
}
export type PageWaiting = Awaited<ReturnType<typeof pagesWaiting>>[number];
