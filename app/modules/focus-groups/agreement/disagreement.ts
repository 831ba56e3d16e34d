import { bitCount } from '#app/maths/presence.ts';
import type { Span } from '#app/maths/spans.ts';
import type { Comparison, Level } from './comparison.ts';
import { type Prepared, prepared, sweep } from './presences.ts';

/** A stretch that some who were asked coded and others did not. `turn`: the position of its turn in the comparison; null for a unit. */
export type Disagreement = Span & {
  readonly code: string;
  readonly turn: number | null;
  readonly coded: readonly string[];
  readonly uncoded: readonly string[];
};

/**
 * What stands behind a number: at the level of characters the elementary intervals (so that their lengths add up to what is coded by some only), at those of
 * turns the turns, at that of units the units; by code, in the order of the text.
 */
export function disagreements(comparison: Comparison, level: Level): Disagreement[] {
  const ready = prepared(comparison);
  return comparison.codes.flatMap((code) =>
    judged(ready, code, level).flatMap(({ start, end, turn, coded: bits, asked }) => {
      const coded = bits & asked;
      if (bitCount(asked) < 2 || coded === 0 || coded === asked) return [];
      const named = (those: number) => ready.coders.filter((_, at) => those & (1 << at));
      return [{ start, end, code, turn, coded: named(coded), uncoded: named(asked & ~coded) }];
    }),
  );
}

type Judged = Span & { readonly turn: number | null; readonly coded: number; readonly asked: number };

function judged(ready: Prepared, code: string, level: Level): Judged[] {
  const found = sweep(ready, code);
  if (level === 'character')
    return found.pieces.map(({ start, end, lines, frame }) => ({
      start,
      end,
      turn: frame,
      coded: lines,
      asked: ready.turns.asked[frame]!,
    }));
  const [frames, coded] = level === 'unit' ? [ready.units, found.units] : [ready.turns, found.turns];
  return coded.map(({ frame, any, half }) => {
    const { start, end } = frames.spans[frame]!;
    return { start, end, turn: level === 'unit' ? null : frame, coded: level === 'half' ? half : any, asked: frames.asked[frame]! };
  });
}
