import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';

/** The links of every version that stands, but those that their authors answered for, the longest not looked behind first. For jobs. */
export function standingLinks({ tx }: Pick<Scope, 'tx'>) {
  return tx
    .selectFrom('libraryLink as l')
    .innerJoin('libraryItem as i', (join) => join.onRef('i.id', '=', 'l.itemId').onRef('i.publishedNumber', '=', 'l.number'))
    .select(['l.itemId', 'l.number', 'l.url', 'l.lookedAt', 'l.brokenSince', 'l.isBroken'])
    .where('i.withdrawnAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('libraryAnswer as a')
            .select('a.finding')
            .whereRef('a.itemId', '=', 'l.itemId')
            .whereRef('a.number', '=', 'l.number')
            .where('a.finding', '=', sql<string>`'link:' || l.url`),
        ),
      ),
    )
    .orderBy('l.lookedAt')
    .limit(2000)
    .execute();
}
export type StandingLink = Awaited<ReturnType<typeof standingLinks>>[number];

/** What stands with links that are broken, each with who keeps it. For jobs. */
export async function brokenLinks({ tx }: Pick<Scope, 'tx'>) {
  const rows = await tx
    .selectFrom('libraryLink as l')
    .innerJoin('libraryItem as i', (join) => join.onRef('i.id', '=', 'l.itemId').onRef('i.publishedNumber', '=', 'l.number'))
    .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'l.itemId').onRef('v.number', '=', 'l.number'))
    .leftJoin('school as s', 's.id', 'i.forSchoolId')
    .select(['l.itemId', 'l.url', 'l.words', 'i.slug', 'i.forSchoolId', 's.slug as shelf', 'v.title', 'v.publishedBy'])
    .where('l.isBroken', '=', true)
    .where('i.withdrawnAt', 'is', null)
    .orderBy('l.url')
    .execute();
  return [...Map.groupBy(rows, ({ itemId }) => itemId).values()].map((those) => {
    const { url: _url, words: _words, ...item } = those[0]!;
    return { ...item, links: those.map(({ url, words }) => ({ url, words })) };
  });
}
export type BrokenItem = Awaited<ReturnType<typeof brokenLinks>>[number];

/** The links of a published version that are known to lead nowhere, for whoever may read it. */
export async function brokenIn({ tx }: Scope, { itemId, number }: { itemId: string; number: number }): Promise<string[]> {
  const rows = await tx
    .selectFrom('libraryLink')
    .select('url')
    .where('itemId', '=', itemId)
    .where('number', '=', number)
    .where('isBroken', '=', true)
    .orderBy('url')
    .execute();
  return rows.map(({ url }) => url);
}
