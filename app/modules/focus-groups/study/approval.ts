/** What a board decided for a site: days as `2026-05-31`, null where nothing is decided or no end is set. */
export type Approval = { readonly determination: string | null; readonly approvedOn: string | null; readonly expiresOn: string | null };
/** How far an approval covers a day. `days`: until its last day, counted from today. */
export type ApprovalState =
  | { readonly state: 'none' | 'later' | 'expired' }
  | { readonly state: 'covers'; readonly days: number | null }
  | { readonly state: 'expiring'; readonly days: number };

/** Warn so many days before the last one: continuing review takes a board weeks. */
const warnBefore = 60;

/** What an approval says of a day: whether anything may come in, and whether to warn. The last day itself is covered. */
export function approvalState({ approvedOn, expiresOn }: Approval, today: string): ApprovalState {
  if (approvedOn === null) return { state: 'none' };
  if (approvedOn > today) return { state: 'later' };
  if (expiresOn === null) return { state: 'covers', days: null };
  const days = Math.round((Date.parse(expiresOn) - Date.parse(today)) / 86_400_000);
  if (days < 0) return { state: 'expired' };
  return { state: days <= warnBefore ? 'expiring' : 'covers', days };
}

/** What somebody has to hear of a site's approval, as a sentence without its end; null while there is nothing to say. `lastDay` in words. */
export function approvalWarning({ name, approval }: { name: string; approval: ApprovalState }, lastDay: string): string | null {
  if (approval.state === 'none') return `${name} has no approval yet: nothing can come in for it`;
  if (approval.state === 'expired') return `The approval of ${name} has expired: nothing comes in any more`;
  return approval.state === 'expiring' ? `The approval of ${name} ends on ${lastDay}` : null;
}

/** True when something may come in for a site on that day. */
export function isCovered(approval: Approval, today: string): boolean {
  const { state } = approvalState(approval, today);
  return state === 'covers' || state === 'expiring';
}
