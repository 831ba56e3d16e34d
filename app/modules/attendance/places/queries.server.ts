import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hold } from '#app/platform/secret-link.server.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import { joinLinkOf, type Occasion, occasionOf } from '../queries.server.ts';
import { type PlaceSearch, placePageSize } from './schema.ts';

const columns = [
  'id',
  'occasionId',
  'state',
  'personId',
  'name',
  'mail',
  'organisation',
  'needs',
  'timeZone',
  'madeAt',
  'confirmedAt',
  'cancelledAt',
  'cancelledBy',
  'cancelledBecause',
  'claim',
  'claimedAt',
  'erasedAt',
] as const;

/**
 * What a secret link opens: an ask that waits for its confirmation, or a place with its occasion and, when it is confirmed, the link to join. Missing when it opens nothing. From here on
 * the scope sees what is the holder's.
 */
export async function heldBy(scope: Scope, token: string) {
  const { tx } = scope;
  const tokenHash = await hold(scope, token);
  const place = await tx
    .selectFrom('place')
    .select(columns)
    .where('id', 'in', (link) => link.selectFrom('placeLink').select('placeId').where('tokenHash', '=', tokenHash))
    .executeTakeFirst();
  if (place) {
    const occasion = await occasionOf(scope, place.occasionId);
    return { kind: 'place' as const, place, occasion, link: place.state === 'confirmed' ? await joinLinkOf(scope, occasion.id) : null };
  }
  const ask = await tx
    .selectFrom('placeAsk')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', new Date())
    .executeTakeFirst();
  if (!ask) throw missing('What this link led to');
  return { kind: 'ask' as const, ask, occasion: await occasionOf(scope, ask.occasionId) };
}
/** A place as its holder meets it. */
export type HeldPlace = Extract<Awaited<ReturnType<typeof heldBy>>, { kind: 'place' }>;

/** The place that a link opens; missing where it opens none. */
export async function placeHeldBy(scope: Scope, token: string): Promise<HeldPlace> {
  const held = await heldBy(scope, token);
  if (held.kind !== 'place') throw missing('What this link led to');
  return held;
}

function found({ tx }: Scope, occasionId: string, { q, state }: Pick<PlaceSearch, 'q' | 'state'>) {
  const words = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return tx
    .selectFrom('place')
    .where('place.occasionId', '=', occasionId)
    .$if(state !== '', (query) => query.where('place.state', '=', state as 'confirmed'))
    .$if(q !== '', (query) =>
      query.where(({ eb, or }) => or([eb('name', 'ilike', words), eb('mail', 'ilike', words), eb('organisation', 'ilike', words)])),
    );
}

/** One page of an occasion's places, in their order, with how many there are. For those who run it; nobody else finds any. */
export async function placesOf(scope: Scope, occasion: Pick<Occasion, 'id'>, search: PlaceSearch) {
  // Counted on the way, since looking for words twice takes twice as long.
  const pageAt = (page: number) =>
    found(scope, occasion.id, search)
      .select(['id', 'state', 'name', 'mail', 'organisation', 'needs', 'madeAt', 'confirmedAt', 'cancelledAt', 'cancelledBy', 'erasedAt'])
      .select(({ fn }) => fn.countAll<number>().over().as('total'))
      .orderBy('position')
      .limit(placePageSize)
      .offset((page - 1) * placePageSize)
      .execute();
  const asked = await pageAt(search.page);
  const isPast = asked.length === 0 && search.page > 1;
  const { total: inAll } = isPast
    ? await found(scope, occasion.id, search)
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
    : { total: asked[0]?.total ?? 0 };
  const total = Number(inAll);
  const page = pageWithin(search.page, total, placePageSize);
  const rows = isPast ? await pageAt(page) : asked;
  return { rows: rows.map(({ total: _, ...row }) => row), page, total };
}

/** All places of an occasion for a file. */
export function allPlaces(scope: Scope, occasion: Pick<Occasion, 'id'>) {
  return found(scope, occasion.id, { q: '', state: '' })
    .leftJoin('presence', 'presence.placeId', 'place.id')
    .select(['place.id', 'state', 'name', 'mail', 'organisation', 'needs', 'place.timeZone', 'madeAt', 'confirmedAt', 'cancelledAt'])
    .select(['presence.came', 'presence.minutes'])
    .orderBy('position')
    .execute();
}
/** A place as a file has it. */
export type WrittenPlace = Awaited<ReturnType<typeof allPlaces>>[number];

/** The place that somebody registered with an address, for those who run the occasion. */
export async function placeWith({ tx }: Scope, occasionId: string, mail: string): Promise<{ id: string; personId: string | null }> {
  const place = await tx
    .selectFrom('place')
    .select(['id', 'personId'])
    .where('occasionId', '=', occasionId)
    .where('mail', '=', mail)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  if (!place) throw conflict('Nobody registered with this address. Look for it in the list of who comes.');
  return place;
}

/** The actor's own place at an occasion that is not cancelled, or null. */
export async function ownPlaceAt({ actor, tx }: Scope, occasionId: string) {
  if (actor.personId === null) return null;
  const found = await tx
    .selectFrom('place')
    .select(['id', 'state'])
    .where('occasionId', '=', occasionId)
    .where('personId', '=', actor.personId)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  return found ?? null;
}
