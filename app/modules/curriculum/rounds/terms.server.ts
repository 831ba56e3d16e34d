import type { Scope } from '#app/platform/scope.server.ts';
import { figureGroups, type TermsFigures } from './figure-group.ts';

/** The one write that beginning a round and proposing other terms share. */
export async function addTerms(
  { actor, tx }: Scope,
  { roundId, version, reason, figures }: { roundId: string; version: number; reason: string | null; figures: TermsFigures },
): Promise<void> {
  const { id } = await tx
    .insertInto('roundTerms')
    .values({ roundId, version, reason, proposedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('roundTermsFigure')
    .values(figureGroups.map((figure) => ({ termsId: id, figure, ...figures[figure] })))
    .execute();
}
