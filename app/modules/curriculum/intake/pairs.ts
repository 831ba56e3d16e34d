import * as z from 'zod';
import { type LikePair, likePairs } from '../likeness/pairing.ts';
import { bulkFrom } from '../likeness/thresholds.ts';
import type { Likable } from '../likeness/words.ts';

/** What is compared at the end of a check: the file's activities of unknown ids, and whom they may be. Keys: source ids of the file, ids of activities. */
export type Compared = {
  readonly fresh: readonly Likable[];
  /** Of the same year, and not named by the file. */
  readonly sameYear: readonly Likable[];
  /** Of the year before, and without a counterpart in the file or the year. */
  readonly yearBefore: readonly Likable[];
};

/**
 * The pairs to propose: with activities of the same year first, and what finds none there with those of the year before. Yields now and then, so that
 * the caller can let others work.
 */
export function* proposals({ fresh, sameYear, yearBefore }: Compared): Generator<number, LikePair[]> {
  if (fresh.length === 0) return [];
  const here = sameYear.length > 0 ? yield* likePairs(sameYear, fresh) : [];
  const found = new Set(here.map((pair) => pair.new));
  const left = fresh.filter(({ key }) => !found.has(key));
  const before = left.length > 0 && yearBefore.length > 0 ? yield* likePairs(yearBefore, left) : [];
  return [...here, ...before];
}

/** Which pairs a page shows: one by one (`pair` names the one, by its place), or all of one kind in a list. */
export const PairSearch = z.object({
  view: z.enum(['one', 'list']).catch('one'),
  show: z.enum(['open', 'same', 'different', 'all']).catch('open'),
  at: z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type PairSearch = z.infer<typeof PairSearch>;

/** What a person says of a pair, or of all pairs that are alike enough. `activity` and `source` name the pair. */
export const PairAct = z.discriminatedUnion('act', [
  z.object({
    act: z.enum(['same', 'different', 'skip', 'back']),
    activity: z.uuid(),
    source: z.string().min(1).max(600),
    at: z.coerce.number().int(),
  }),
  z.object({ act: z.literal('accept-alike'), from: z.coerce.number().int().min(bulkFrom).max(100) }),
  z.object({ act: z.literal('undo-alike') }),
  z.object({ act: z.literal('undo') }),
]);
export type PairAct = z.infer<typeof PairAct>;

/** Who answers a pair how: null takes the answer back. */
export type PairAnswer = { readonly sourceId: string; readonly activityId: string; readonly answer: 'same' | 'different' | null };
