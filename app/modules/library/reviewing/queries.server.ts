import type { Scope } from '#app/platform/scope.server.ts';
import { mayBeginItem } from '../rules.ts';
import { reviewStage } from './clock.ts';

/** What reviewers said of an item, the newest first, as far as the reader may see it: suggestions are for whoever keeps it. */
export function reviewsOf({ tx }: Scope, itemId: string) {
  return tx
    .selectFrom('libraryReview as r')
    .leftJoin('school as s', 's.id', 'r.bySchoolId')
    .select(['r.id', 'r.number', 'r.outcome', 'r.words', 'r.reviewer', 'r.reviewedAt', 's.name as school'])
    .where('r.itemId', '=', itemId)
    .orderBy('r.id', 'desc')
    .execute();
}
export type Review = Awaited<ReturnType<typeof reviewsOf>>[number];

/** The items of the shelf acted for whose review is a matter now, the longest due first; none for whoever does not keep it. */
export async function reviewsWaiting({ actor, tx }: Scope, now: Date) {
  if (!mayBeginItem(actor)) return [];
  const items = await tx
    .selectFrom('libraryItem')
    .select(['slug', 'title', 'reviewedAt'])
    .where('forSchoolId', 'is not distinct from', actor.school?.id ?? null)
    .where('publishedNumber', 'is not', null)
    .where('withdrawnAt', 'is', null)
    .orderBy('reviewedAt')
    .execute();
  return items.flatMap(({ slug, title, reviewedAt }) => {
    const stage = reviewedAt === null ? 'fresh' : reviewStage(reviewedAt, now);
    return stage === 'fresh' || reviewedAt === null ? [] : [{ slug, title, stage, reviewedAt }];
  });
}
