import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import type { CreditForm } from './schema.ts';

async function assertMayAsk(scope: Scope, token: string) {
  const { place, occasion } = await placeHeldBy(scope, token);
  if (place.erasedAt !== null || place.state !== 'confirmed') throw forbidden('ask for credit', 'Whoever has a place may.');
  if (occasion.creditBy === '') throw conflict('No credit is given for this event.');
  return place;
}

/** The holder of a place asks for credit, and says what the provider may have; again, to change it. */
export async function askForCredit(scope: Scope, token: string, said: CreditForm): Promise<void> {
  const place = await assertMayAsk(scope, token);
  await scope.tx
    .insertInto('creditRequest')
    .values({ placeId: place.id, occasionId: place.occasionId, ...said })
    .onConflict((on) => on.column('placeId').doUpdateSet(said))
    .execute();
  await appendEvent(scope, { verb: 'ask-for-credit', subject: 'place', subjectId: place.id });
}

/** Takes it back: what was written is erased here. A file that was sent before is the provider's. */
export async function takeBackCredit(scope: Scope, token: string): Promise<void> {
  const { place } = await placeHeldBy(scope, token);
  const gone = await scope.tx.deleteFrom('creditRequest').where('placeId', '=', place.id).returning('placeId').executeTakeFirst();
  if (!gone) throw forbidden('take back what was not asked for');
  await appendEvent(scope, { verb: 'take-back-credit', subject: 'place', subjectId: place.id });
}
