/** People of one school with the roles they hold, and those who have begun to answer a rating, each with whether they finished. */
export type Calibrating = {
  readonly roles: readonly { readonly personId: string; readonly role: string }[];
  readonly turns: readonly { readonly personId: string; readonly finishedAt: Date | null }[];
};

/**
 * How far a school is with a rating, in tenths: of what its mappers (only its leads, where nobody maps) and whoever else began have to answer, how much is
 * answered. Ten is all of it, and one is a beginning.
 */
export function calibratedTenths({ roles, turns }: Calibrating): number {
  const mappers = roles.filter(({ role }) => role === 'mapper');
  const expected = new Set([...(mappers.length > 0 ? mappers : roles), ...turns].map(({ personId }) => personId));
  const finished = turns.filter(({ finishedAt }) => finishedAt !== null).length;
  if (finished >= expected.size) return turns.length > 0 ? 10 : 0;
  return Math.min(9, Math.floor((10 * finished) / expected.size) || (turns.length > 0 ? 1 : 0));
}
