import { type LikePair, likePairs } from '#app/modules/curriculum/likeness/pairing.ts';
import { bulkFrom, proposedFrom } from '#app/modules/curriculum/likeness/thresholds.ts';
import { type Edit, shares, type YearPair, yearPair } from './year-pair.ts';

const n = 16_000;

/**
 * Pairing 16,000 activities with the next year's, no id in common, on a pair of years made from a seed with known edits; the limit is 5 s. Precision: what
 * share of the pairs is right. Recall: what share of the pairs that exist was found. Both where pairs are accepted in bulk and where they are proposed.
 * Reference: reading the same texts once (folding and splitting into words).
 */
export async function* run() {
  for (const hasTexts of [true, false]) {
    const pair = yearPair({ n, seed: 20260701, hasTexts });
    const referenceMs = timed(() => {
      for (const { title, text, objectives } of [...pair.old, ...pair.fresh])
        `${title} ${text ?? ''} ${objectives.join(' ')}`
          .normalize('NFKD')
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u);
    }).ms;
    const { ms, result } = timed(() => whole(likePairs(pair.old, pair.fresh)));
    yield {
      bench: 'curriculum/likeness',
      n,
      of: pair.fresh.length,
      files: hasTexts ? 'titles, texts, objectives' : 'titles alone, with course and minutes',
      ms,
      reference: 'folding and splitting the same texts',
      referenceMs,
      ratio: Number((ms / referenceMs).toFixed(2)),
      shares,
      bulk: { from: bulkFrom, ...measured(pair, result, bulkFrom) },
      proposed: { from: proposedFrom, ...measured(pair, result, proposedFrom) },
    };
  }
}

function timed<T>(work: () => T): { ms: number; result: T } {
  const start = performance.now();
  const result = work();
  return { ms: Math.round(performance.now() - start), result };
}

function whole<T>(steps: Generator<number, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Precision and recall of the pairs from a likeness up, overall and by what was done to the activity. */
function measured({ truth }: YearPair, pairs: readonly LikePair[], from: number) {
  const edits = new Map(truth.map(({ old, new: fresh, edit }) => [`${old} ${fresh}`, edit]));
  const found = pairs.filter(({ likeness }) => likeness >= from);
  const right = found.filter((pair) => edits.has(`${pair.old} ${pair.new}`));
  const byEdit: Partial<Record<Edit, number | null>> = {};
  for (const edit of new Set(edits.values())) {
    const all = truth.filter((each) => each.edit === edit).length;
    byEdit[edit] = share(right.filter((pair) => edits.get(`${pair.old} ${pair.new}`) === edit).length, all);
  }
  return {
    pairs: found.length,
    precision: share(right.length, found.length),
    recall: share(right.length, truth.length),
    recallByEdit: byEdit,
  };
}

function share(part: number, all: number): number | null {
  return all === 0 ? null : Number((part / all).toFixed(4));
}
