import type { Scope } from '#app/platform/scope.server.ts';

/** The most claims that the page shows at once; answering some brings the others. */
const mostShown = 50;

/** What registrants say of themselves and nobody answered: of an occasion, by when they said it. Who is recorded as having been there needs no answer. */
export function openClaims({ tx }: Scope, occasionId: string) {
  return tx
    .selectFrom('place')
    .leftJoin('presence', 'presence.placeId', 'place.id')
    .leftJoin('claimAnswer', 'claimAnswer.placeId', 'place.id')
    .select(['place.id', 'name', 'mail', 'claim', 'claimedAt', 'presence.minutes'])
    .where('place.occasionId', '=', occasionId)
    .where('state', '=', 'confirmed')
    .where('claim', 'is not', null)
    .where(({ eb, or }) => or([eb('presence.came', 'is', null), eb('presence.came', '=', false)]))
    .where(({ eb, or }) => or([eb('answeredAt', 'is', null), eb('answeredAt', '<', eb.ref('claimedAt'))]))
    .orderBy('claimedAt')
    .orderBy('place.id');
}

/** The first of those that wait, with how many there are. */
export async function claimsRead(scope: Scope, occasionId: string) {
  const { total } = await openClaims(scope, occasionId)
    .clearSelect()
    .clearOrderBy()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { waiting: await openClaims(scope, occasionId).limit(mostShown).execute(), total: Number(total) };
}

/** What was answered to the holder of a place; null while nobody answered their newest words. */
export async function answerToClaim({ tx }: Scope, placeId: string): Promise<{ isAccepted: boolean; because: string } | null> {
  const found = await tx
    .selectFrom('claimAnswer')
    .innerJoin('place', 'place.id', 'claimAnswer.placeId')
    .select(['isAccepted', 'because'])
    .where('claimAnswer.placeId', '=', placeId)
    .whereRef('answeredAt', '>=', 'claimedAt')
    .executeTakeFirst();
  return found ?? null;
}
