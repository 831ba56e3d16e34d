import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { openClaims } from './claim-queries.server.ts';
import { assertMayRecord } from './commands.server.ts';
import type { ClaimAnswer } from './schema.ts';

/** The holder of a place says that they were there, and how. It waits for a person's answer; one that says other words waits anew. */
export async function claimPresence(scope: Scope, token: string, claim: string): Promise<void> {
  const { place, occasion } = await placeHeldBy(scope, token);
  if (place.erasedAt !== null || place.state !== 'confirmed' || !occasion.recordsAttendance || occasion.startsAt > new Date())
    throw forbidden('say that you were there', 'Whoever has a place may, where attendance is recorded, once it has begun.');
  await scope.tx.updateTable('place').set({ claim, claimedAt: new Date() }).where('id', '=', place.id).execute();
  await appendEvent(scope, { verb: 'claim', subject: 'place', subjectId: place.id });
}

/** A person who runs the occasion answers what somebody says of themselves. With a yes it is recorded that they were there, with their words as the reason; with a no, why not, for them to read. */
export async function answerClaim(scope: Scope, occasionId: string, { place, answer, minutes, because }: ClaimAnswer): Promise<void> {
  const { actor, tx } = scope;
  await assertMayRecord(scope, occasionId);
  const claim = await openClaims(scope, occasionId).where('place.id', '=', place).executeTakeFirst();
  if (!claim) throw conflict('This was answered meanwhile, or they are recorded as having been there.');
  const isAccepted = answer === 'yes';
  const said = { isAccepted, because, answeredBy: actor.personId, answeredAt: new Date() };
  await tx
    .insertInto('claimAnswer')
    .values({ placeId: place, occasionId, ...said })
    .onConflict((on) => on.column('placeId').doUpdateSet(said))
    .execute();
  if (isAccepted) {
    const reason = [`Said so themselves: “${claim.claim}”`, because].filter(Boolean).join('. ').slice(0, 500);
    const presence = { minutes: minutes ?? 0, came: true, reason, changedBy: actor.personId, changedAt: new Date() };
    await tx
      .insertInto('presence')
      .values({ occasionId, placeId: place, ...presence })
      .onConflict((on) => on.column('placeId').doUpdateSet(presence))
      .execute();
  }
  await appendEvent(scope, { verb: 'answer', subject: 'claim_answer', subjectId: place, after: { isAccepted, minutes } });
}
