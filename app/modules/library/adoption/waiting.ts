/** Days after which somebody who wanted to decide later is asked again. */
const daysLater = 30;

/** What a school chose when a version came. */
export type Choice = { readonly number: number; readonly choice: 'take' | 'stay' | 'later' | 'leave'; readonly chosenAt: Date };

/** Whether a school is to be asked about the version that stands: it uses an earlier one and has not decided, or put it off long enough ago. */
export function isAsked(
  used: number | null,
  standing: number | null,
  { choices, now }: { choices: readonly Choice[]; now: Date },
): boolean {
  if (used === null || standing === null || used >= standing) return false;
  return isOpen(
    choices.filter(({ number }) => number === standing),
    now,
  );
}

/** Whether a school is to be asked about an item that was withdrawn while it used it. */
export function isAskedOfWithdrawal(withdrawnAt: Date | null, { choices, now }: { choices: readonly Choice[]; now: Date }): boolean {
  return (
    withdrawnAt !== null &&
    isOpen(
      choices.filter(({ chosenAt }) => chosenAt >= withdrawnAt),
      now,
    )
  );
}

/** True without a choice, and long enough after one that put it off. */
function isOpen(choices: readonly Choice[], now: Date): boolean {
  const [last] = choices.toSorted((one, other) => other.chosenAt.getTime() - one.chosenAt.getTime());
  if (!last) return true;
  return last.choice === 'later' && now.getTime() - last.chosenAt.getTime() >= daysLater * 86_400_000;
}
