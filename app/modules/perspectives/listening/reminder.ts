/** What decides whether a speaker is reminded. Days are instants, `remindDays` and `remindMost` are the round's. */
export type Reminding = {
  readonly status: 'draft' | 'open' | 'closed';
  /** The round's last day, over at its end; null: none. */
  readonly closesOn: string | null;
  readonly remindDays: number;
  readonly remindMost: number;
  readonly hasAnswered: boolean;
  readonly hasDeclined: boolean;
  readonly wantsReminders: boolean;
  readonly askedAt: Date | null;
  readonly reminders: number;
  readonly remindedAt: Date | null;
};

const dayLong = 86_400_000;

/**
 * The mail that is due to a speaker: the first that asks, a reminder, or none. Reminders stop with an answer, with a no, with an opt-out, after so many, and with the
 * round's last day. `today` is the day where the collaborative is.
 */
export function mailDue(of: Reminding, { now, today }: { now: Date; today: string }): 'ask' | 'remind' | null {
  if (of.status !== 'open' || (of.closesOn !== null && of.closesOn < today)) return null;
  if (of.hasAnswered || of.hasDeclined || !of.wantsReminders) return null;
  if (of.askedAt === null) return 'ask';
  if (of.reminders >= of.remindMost) return null;
  const last = of.remindedAt ?? of.askedAt;
  return now.getTime() - last.getTime() >= of.remindDays * dayLong ? 'remind' : null;
}
