/** Months after its last review when the keepers hear of it, when it is due, and when readers are warned (POGOe's rule: three years, notice three months before, six months to act). */
const months = { notice: 33, due: 36, caution: 42 } as const;

/** How old an item's last review is: nothing to do, soon due, due, or so late that readers are told. */
export type ReviewStage = 'fresh' | 'notice' | 'due' | 'caution';

/** The days on which a review becomes a matter, from the last one. */
export function reviewDays(reviewedAt: Date): { readonly notice: Date; readonly due: Date; readonly caution: Date } {
  return {
    notice: monthsAfter(reviewedAt, months.notice),
    due: monthsAfter(reviewedAt, months.due),
    caution: monthsAfter(reviewedAt, months.caution),
  };
}

/** Where an item stands at a moment. */
export function reviewStage(reviewedAt: Date, now: Date): ReviewStage {
  const days = reviewDays(reviewedAt);
  if (now >= days.caution) return 'caution';
  if (now >= days.due) return 'due';
  return now >= days.notice ? 'notice' : 'fresh';
}

/** The same day so many months later; the last of the month where it has no such day. */
function monthsAfter(from: Date, count: number): Date {
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const midnight = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(from.getUTCDate(), last));
  return new Date(midnight + (from.getTime() - Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate())));
}
