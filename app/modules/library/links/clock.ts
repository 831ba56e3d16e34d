const hour = 3_600_000;

/** What is known of a link of a published version. `brokenSince`: the first of the looks in a row that found nothing; `isBroken`: a later look found the same. */
export type KnownLink = { readonly lookedAt: Date; readonly brokenSince: Date | null; readonly isBroken: boolean };

/** Whether a link is to be looked behind again: every week, and a day after a look that found nothing, so that one bad hour of a machine is not told. */
export function isLookDue({ lookedAt, brokenSince, isBroken }: KnownLink, now: Date): boolean {
  const wait = brokenSince !== null && !isBroken ? 20 * hour : 7 * 24 * hour;
  return now.getTime() - lookedAt.getTime() >= wait;
}

/** What a look makes of it. Who did not answer, or where we do not go, changes nothing that was known. */
export function afterLook(before: KnownLink, outcome: 'works' | 'broken' | 'refused' | 'unanswered', now: Date): KnownLink {
  if (outcome === 'works') return { lookedAt: now, brokenSince: null, isBroken: false };
  if (outcome !== 'broken') return { ...before, lookedAt: now };
  const brokenSince = before.brokenSince ?? now;
  return { lookedAt: now, brokenSince, isBroken: before.isBroken || now.getTime() - brokenSince.getTime() >= 20 * hour };
}
