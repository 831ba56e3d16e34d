import { beginConsensus, settle } from '../app/modules/focus-groups/agreement/commands.server.ts';
import { type Contested, comparedRound, contestedIn, type Stand } from '../app/modules/focus-groups/agreement/compared-round.ts';
import { figuresToKeep } from '../app/modules/focus-groups/agreement/figure-table.ts';
import { comparisonRead } from '../app/modules/focus-groups/agreement/round-queries.server.ts';
import type { AsWorker } from './voices.ts';

/** How many differences the coders settled in their first meeting; the others wait for a visitor. */
const settledSoFar = 12;

/** Keeps the agreement of the blind round as it was, begins its consensus and settles the first differences: by majority, and together where all three read differently. */
export async function settleSample(asWorker: AsWorker, roundId: string): Promise<void> {
  const { round: _, ...read } = await asWorker('Amara Voss', (scope, study) => comparisonRead(scope, study, { roundId }));
  const compared = comparedRound(read);
  const contested = contestedIn(compared);
  const agreed = contested.filter(({ isAgreed }) => isAgreed);
  const figures = figuresToKeep(compared);
  await asWorker('Amara Voss', (scope, study) => beginConsensus(scope, study, { roundId, figures, agreed }));
  const second = read.coders.find(({ name }) => name === 'Omar Finley')!.key;
  for (const difference of contested.filter(({ isAgreed }) => !isAgreed).slice(0, settledSoFar)) {
    const { textId, codeId, begins, ends } = difference;
    const said = { textId, codeId, begins, ends, words: '', ...decided(difference) };
    const withId = said.decision === 'all' ? second : null;
    await asWorker('Della Roth', (scope, study) => settle(scope, study, { roundId, said: { ...said, withId } }));
  }
}

function decided({ stands }: Contested): { decision: string; reason: string } {
  const alike = Map.groupBy(stands, drawn);
  const most = [...alike.values()].find(({ length }) => length > 1)?.[0];
  if (!most) return { decision: 'all', reason: 'We read it aloud together: the sentence before belongs to it.' };
  if (most.spans.length === 0) return { decision: 'none', reason: 'The definition does not carry it.' };
  return { decision: most.coder, reason: '' };
}

function drawn({ spans }: Stand): string {
  return spans.map(({ start, end }) => `${start}-${end}`).join();
}
