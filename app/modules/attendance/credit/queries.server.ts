import type { Scope } from '#app/platform/scope.server.ts';
import type { Occasion } from '../queries.server.ts';

/** Who asked for credit, by name, with what is recorded of them (`came` null: nothing); for those who run the occasion. Whoever gave their place back is not among them. */
export function creditRequests({ tx }: Scope, { id }: Pick<Occasion, 'id'>) {
  return tx
    .selectFrom('creditRequest')
    .innerJoin('place', 'place.id', 'creditRequest.placeId')
    .leftJoin('presence', 'presence.placeId', 'creditRequest.placeId')
    .select(['creditRequest.placeId as id', 'firstName', 'lastName', 'degree', 'profession', 'mail', 'came', 'minutes'])
    .where('creditRequest.occasionId', '=', id)
    .where('state', '=', 'confirmed')
    .orderBy('lastName')
    .orderBy('firstName')
    .orderBy('place.id')
    .execute();
}
/** Somebody who asked for credit. */
export type CreditRow = Awaited<ReturnType<typeof creditRequests>>[number];

/** What the holder of a place let the provider have; null when they did not ask. */
export async function ownCredit({ tx }: Scope, placeId: string) {
  const found = await tx
    .selectFrom('creditRequest')
    .select(['firstName', 'lastName', 'degree', 'profession'])
    .where('placeId', '=', placeId)
    .executeTakeFirst();
  return found ?? null;
}
