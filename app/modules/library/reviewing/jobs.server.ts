import * as z from 'zod';
import { ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';
import { tellOnce } from '../jobs.server.ts';
import { keepersToTell } from '../keeper-queries.server.ts';
import { reviewStage } from './clock.ts';
import { reviewMail } from './review-mail.ts';

/** Once a day, and at every start. */
const clock: Job<Record<string, never>> = {
  name: 'library-reviews',
  schema: z.object({}).strict(),
  every: '20 11 * * *',
  unfinished: async () => [{}],
  run: async () => {
    await tellOfReviews(new Date());
  },
};

/** The background work of reviews, for the host. */
export const libraryReviewJobs: readonly Job[] = [clock];

/** Tells the keepers of every item whose review is near, due or late, once for each stage. Answers how many mails were sent. */
export async function tellOfReviews(now: Date): Promise<number> {
  const base = ownAddress();
  const items = await asSystem(({ tx }) =>
    tx
      .selectFrom('libraryItem as i')
      .leftJoin('school as s', 's.id', 'i.forSchoolId')
      .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'i.id').onRef('v.number', '=', 'i.publishedNumber'))
      .select(['i.id', 'i.slug', 'v.title', 'i.reviewedAt', 'i.forSchoolId', 's.slug as shelf', 'v.publishedBy'])
      .where('i.withdrawnAt', 'is', null)
      .execute(),
  );
  let sent = 0;
  for (const { id: itemId, slug, title, reviewedAt, forSchoolId, shelf, publishedBy } of items) {
    const stage = reviewedAt === null ? 'fresh' : reviewStage(reviewedAt, now);
    if (stage === 'fresh' || reviewedAt === null) continue;
    const about = `review ${stage} ${isoDayIn(reviewedAt, 'UTC')}`;
    for (const to of await asSystem((scope) => keepersToTell(scope, forSchoolId, publishedBy))) {
      const address = `${base}/w/library/${shelf ?? 'collaborative'}/${slug}#review`;
      if (await tellOnce(clock.name, { itemId, to, abouts: [about] }, () => reviewMail(to, { title, reviewedAt, stage, address }, zone)))
        sent += 1;
    }
  }
  return sent;
}
