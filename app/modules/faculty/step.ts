/** The steps of a programme's path, in their order. */
export const steps = ['learner', 'co-facilitator', 'facilitator', 'trainer'] as const;
export type Step = (typeof steps)[number];
/** What a step is called on pages. */
export const stepWords: Readonly<Record<Step, string>> = {
  learner: 'Learner',
  'co-facilitator': 'Observed co-facilitator',
  facilitator: 'Facilitator',
  trainer: 'Trainer',
};
/** The steps that a certificate is given for: those that let somebody teach. */
export const certifiedSteps: readonly Step[] = ['facilitator', 'trainer'];

/** True for a step that stands on a day (`2026-05-31`): not ended, and not over. */
export function stands({ endedAt, until }: { endedAt: Date | null; until: string | null }, today: string): boolean {
  return endedAt === null && (until === null || until >= today);
}

/** The highest of some steps; null of none. */
export function highest(some: readonly Step[]): Step | null {
  return steps.findLast((step) => some.includes(step)) ?? null;
}
