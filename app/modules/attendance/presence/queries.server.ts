import type { Scope } from '#app/platform/scope.server.ts';
import type { Occasion } from '../queries.server.ts';
import type { Span } from './minutes.ts';

/** The most rows of a report that a page shows at once. */
const shownRows = 100;

/** Who was there, for those who run the occasion: the reports, whom nobody was found for yet, what registrants say, and how many came. */
export async function presenceRead({ tx }: Scope, { id }: Pick<Occasion, 'id'>) {
  const imports = await tx
    .selectFrom('presenceImport')
    .select(({ selectFrom, fn }) => [
      'id',
      'source',
      'fileName',
      'timeZone',
      'broughtAt',
      'undoneAt',
      selectFrom('presenceRow')
        .select(fn.countAll<number>().as('n'))
        .whereRef('presenceRow.importId', '=', 'presenceImport.id')
        .as('people'),
    ])
    .where('occasionId', '=', id)
    .orderBy('broughtAt')
    .execute();
  const rows = await tx
    .selectFrom('presenceRow')
    .innerJoin('presenceImport', 'presenceImport.id', 'presenceRow.importId')
    .select(['presenceRow.id', 'name', 'mail', 'joins', 'minutes', 'state'])
    .where('presenceRow.occasionId', '=', id)
    .where('undoneAt', 'is', null)
    .where('state', 'in', ['open', 'nobody', 'settled'])
    .orderBy('presenceRow.id')
    .execute();
  const claims = await tx
    .selectFrom('place')
    .leftJoin('presence', 'presence.placeId', 'place.id')
    .select(['place.id', 'name', 'mail', 'claim'])
    .where('place.occasionId', '=', id)
    .where('claim', 'is not', null)
    .where(({ eb, or }) => or([eb('presence.came', 'is', null), eb('presence.came', '=', false)]))
    .orderBy('claimedAt')
    .limit(shownRows)
    .execute();
  const came = await tx
    .selectFrom('presence')
    .innerJoin('place', 'place.id', 'presence.placeId')
    .select(['place.id', 'name', 'mail', 'minutes', 'came', 'reason'])
    .where('presence.occasionId', '=', id)
    .orderBy('name')
    .execute();
  const open = rows.filter(({ state }) => state === 'open');
  return {
    imports,
    open: open.slice(0, shownRows).map((row) => ({ ...row, joins: row.joins as Span[] })),
    openInAll: open.length,
    settled: rows.filter(({ state }) => state !== 'open').slice(0, shownRows),
    claims,
    came,
  };
}

/** What the holder of a place (its id, in a scope that holds its link) reads of their attendance; null while nothing is recorded. */
export async function presenceOfPlace({ tx }: Scope, placeId: string): Promise<{ minutes: number; came: boolean } | null> {
  return (await tx.selectFrom('presence').select(['minutes', 'came']).where('placeId', '=', placeId).executeTakeFirst()) ?? null;
}
