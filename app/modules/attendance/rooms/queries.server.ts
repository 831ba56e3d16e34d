import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import type { Occasion } from '../queries.server.ts';

/** The code that a room shows now and for how many milliseconds yet, by the clock that it is checked with; how many people noted that they were there. For those who run the occasion; null before it is opened and once it is closed. */
export type ShownRoom = {
  readonly code: string;
  readonly msLeft: number;
  readonly isTime: boolean;
  readonly noted: number;
  readonly shownAt: Date;
};

/** What the room of an occasion shows. `isTime`: whether a code counts now. */
export async function roomShown({ tx }: Scope, { id }: Pick<Occasion, 'id'>): Promise<ShownRoom | null> {
  const { rows } = await sql<ShownRoom>`
    select m.letters || room_digits(m.secret, w.at) as code, is_room_time(o.starts_at, o.ends_at) as is_time, clock_timestamp() as shown_at,
      ceil((w.at + 1) * 30000 - extract(epoch from clock_timestamp()) * 1000)::int as ms_left, (select count(*)::int from room_claim c where c.occasion_id = o.id) as noted
    from occasion_room m join occasion o on o.id = m.occasion_id, (select room_window() as at) w
    where o.id = ${id} and m.closed_at is null`.execute(tx);
  return rows[0] ?? null;
}

/** The occasion that a pass is for, while it holds; null when it does not, or has noted a place. */
export async function roomOfPass({ tx }: Scope, pass: string): Promise<string | null> {
  const { rows } = await sql<{ occasion: string | null }>`select room_of_pass(${hexOf(pass)}) as occasion`.execute(tx);
  return rows[0]?.occasion ?? null;
}

/** What somebody in the room may read of its event; null where it is a school's own and they have not signed in. */
export async function occasionInRoom({ tx }: Scope, id: string) {
  const found = await tx
    .selectFrom('occasion')
    .select(['title', 'startsAt', 'endsAt', 'timeZone', 'minimumMinutes', 'takesRegistration', 'audience'])
    .where('id', '=', id)
    .executeTakeFirst();
  return found ?? null;
}

/** When the holder of a place was in the room, by codes; and when somebody there wrote their address and they have not answered. In a scope that holds the place's link, or is its person's. */
export async function inRoom({ tx }: Scope, placeId: string) {
  const claim = await tx.selectFrom('roomClaim').select(['firstAt', 'lastAt']).where('placeId', '=', placeId).executeTakeFirst();
  const ask = await tx
    .selectFrom('roomAsk')
    .select('at')
    .where('placeId', '=', placeId)
    .where('askedAt', '>', sql<Date>`now() - interval '2 hours'`)
    .executeTakeFirst();
  return { claim: claim ?? null, askedAt: ask?.at ?? null };
}
