import type { Scope } from '#app/platform/scope.server.ts';

function published({ tx }: Scope) {
  return tx
    .selectFrom('sitePage as p')
    .innerJoin('siteRevision as r', (on) => on.onRef('r.pageId', '=', 'p.id').onRef('r.number', '=', 'p.publishedNumber'))
    .leftJoin('sitePicture as i', 'i.id', 'r.pictureId')
    .leftJoin('stream as s', 's.id', 'r.streamId')
    .select(['p.id', 'p.slug', 'p.publishedAt', 'p.firstPublishedAt', 'p.isSample', 'r.title', 'r.summary', 'r.body'])
    .select(['r.sourceTitle', 'r.sourceUrl', 'r.pictureId', 'i.words as pictureWords'])
    .select(['r.competencyId', 'r.publicationId', 's.title as stream'])
    .select(({ ref }) => ref('p.dated').$notNull().as('dated'))
    .where('p.kind', '=', 'update');
}

/** The updates that stand in public, the newest first by the day or month they are about; all of them, or some. */
export function publishedUpdates(scope: Scope, { limit, offset = 0 }: { limit?: number; offset?: number } = {}) {
  return published(scope)
    .orderBy('p.dated', 'desc')
    .orderBy('p.firstPublishedAt', 'desc')
    .orderBy('p.id')
    .$if(limit !== undefined, (query) => query.limit(limit!).offset(offset))
    .execute();
}
export type PublishedUpdate = Awaited<ReturnType<typeof publishedUpdates>>[number];

/** One of them; null when none stands at this address. */
export async function publishedUpdate(scope: Scope, slug: string): Promise<PublishedUpdate | null> {
  return (await published(scope).where('p.slug', '=', slug).executeTakeFirst()) ?? null;
}

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
