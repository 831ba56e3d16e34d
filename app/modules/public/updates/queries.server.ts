import type { Scope } from '#app/platform/scope.server.ts';

/** Updates on one page of their list. */
export const updatesOnPage = 20;

/** The updates that stand in public, the newest first by the day or month they are about; all of them, or some. */
export function publishedUpdates({ tx }: Scope, { limit, offset = 0 }: { limit?: number; offset?: number } = {}) {
  return tx
    .selectFrom('sitePage as p')
    .innerJoin('siteRevision as r', (on) => on.onRef('r.pageId', '=', 'p.id').onRef('r.number', '=', 'p.publishedNumber'))
    .leftJoin('sitePicture as i', 'i.id', 'r.pictureId')
    .leftJoin('stream as s', 's.id', 'r.streamId')
    .select([
      'p.id',
      'p.slug',
      'p.publishedAt',
      'p.firstPublishedAt',
      'p.isSample',
      'r.title',
      'r.summary',
      'r.body',
      'r.sourceTitle',
      'r.sourceUrl',
    ])
    .select(['r.pictureId', 'i.words as pictureWords', 'r.competencyId', 'r.publicationId', 's.title as stream'])
    .select(({ fn }) => fn.coalesce('p.dated', 'r.dated').$notNull().as('dated'))
    .where('p.kind', '=', 'update')
    .orderBy('p.dated', 'desc')
    .orderBy('p.firstPublishedAt', 'desc')
    .orderBy('p.id')
    .$if(limit !== undefined, (query) => query.limit(limit!).offset(offset))
    .execute();
}
export type PublishedUpdate = Awaited<ReturnType<typeof publishedUpdates>>[number];

/** How many updates stand in public. */
export async function updateCount({ tx }: Scope): Promise<number> {
  const { count } = await tx
    .selectFrom('sitePage')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'update')
    .where('publishedNumber', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
