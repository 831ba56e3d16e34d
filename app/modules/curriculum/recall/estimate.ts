import { finiteInterval } from '#app/maths/intervals.ts';

/** A number of activities with the ends of its interval. */
export type Estimate = { readonly value: number; readonly lower: number; readonly upper: number };
/** What a reading of a sample says of a list. Both are null where nothing can be said of them. */
export type RecallEstimate = {
  /** Unhit activities that address a competency. */
  readonly missed: Estimate | null;
  /** The share, 0..1, of the activities that address a competency which the list found. */
  readonly recall: Estimate | null;
};

/**
 * What was missed and the recall, from a simple random sample of the unhit activities: `unhit` of them, `read` drawn and read, `addressing` found to address a competency;
 * `found` activities were linked from a hit. Missed is unhit times the share (the elusion of Grossman and Cormack, "Glossary of technology-assisted review", Federal Courts Law
 * Review 7 (2013) 1-34) with the 95 % score interval of that share in a draw without replacement (`finiteInterval`); at the ends never fewer than were seen, nor more
 * than all that were not seen to address none. Recall is found / (found + missed). Throws a `RangeError` for counts that cannot be.
 */
export function recallEstimate({
  unhit,
  read,
  addressing,
  found,
}: Record<'unhit' | 'read' | 'addressing' | 'found', number>): RecallEstimate {
  const share = finiteInterval(addressing, read, unhit);
  if (share === null) return { missed: null, recall: null };
  const missed = {
    value: unhit * share.share,
    lower: Math.max(addressing, unhit * share.lower),
    upper: Math.min(unhit - (read - addressing), unhit * share.upper),
  };
  const recallFor = (left: number) => found / (found + left);
  const recall =
    found + missed.upper === 0 || found === 0
      ? null
      : { value: recallFor(missed.value), lower: recallFor(missed.upper), upper: recallFor(missed.lower) };
  return { missed, recall };
}

/** Below so many read, nothing is estimated for one competency, unless all were read: none among 30 of many still leaves room for 11 %. */
export const fewestForOne = 30;

/** As `recallEstimate`, for one competency: null before enough was read. */
export function competencyEstimate(counts: Parameters<typeof recallEstimate>[0]): RecallEstimate {
  const isEnough = counts.read >= Math.min(fewestForOne, counts.unhit);
  return isEnough ? recallEstimate(counts) : { missed: null, recall: null };
}

/** The most that the list can have missed, as a share 0..1 of the unhit activities, when a sample of this size (at most all of them) finds nothing: what a reading can say at best. */
export function bestOf(size: number, unhit: number): number {
  return finiteInterval(0, size, unhit)?.upper ?? 1;
}
