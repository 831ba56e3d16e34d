type OfRound = {
  readonly id: string;
  readonly title: string;
  readonly kind: 'open' | 'blind' | 'consensus';
  readonly ofRound: string | null;
  readonly openedAt: Date | null;
};

/** The rounds that figures are made of: those that everybody of the study may see, and of one that was settled, its consensus alone. So a figure is the same for each reader. */
export function countedRounds<Round extends OfRound>(rounds: readonly Round[]): Round[] {
  const settled = new Set(rounds.flatMap(({ ofRound }) => (ofRound === null ? [] : [ofRound])));
  return rounds.filter(({ id, kind, openedAt }) => !settled.has(id) && (kind !== 'blind' || openedAt !== null));
}
