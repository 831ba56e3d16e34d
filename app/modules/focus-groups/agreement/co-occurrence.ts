import { elementary, lengthOf, mergedSpans, piecesIn, type Span } from '#app/maths/spans.ts';
import type { Coding } from './comparison.ts';

/** A stretch with its code; who coded it does not matter here. */
export type CodedSpan = Pick<Coding, 'code' | 'start' | 'end'>;

/**
 * Two codes seen together. `turns`: turns in which both are; `characters`: on which both lie; `overlaps`: stretches where they do. `ofTurns` and `ofCharacters`
 * are those as a share of what either has (Jaccard; null when neither has any).
 */
export type CoOccurrence = {
  readonly one: string;
  readonly other: string;
  readonly turns: number;
  readonly ofTurns: number | null;
  readonly characters: number;
  readonly ofCharacters: number | null;
  readonly overlaps: readonly Span[];
};

/** Every pair of codes that share a turn or a character, in the order of the codes; the turns stand in order and none overlaps. */
export function coOccurrences(turns: readonly Span[], codings: readonly CodedSpan[], codes: readonly string[]): CoOccurrence[] {
  const byCode = Map.groupBy(codings, ({ code }) => code);
  const seen = codes.map((code) => {
    const spans = mergedSpans(byCode.get(code) ?? []);
    const inTurns = piecesIn(
      turns,
      spans.map((span) => ({ ...span, lines: 1 })),
    );
    return { code, spans, length: lengthOf(spans), turns: new Set(inTurns.map(({ frame }) => frame)) };
  });
  return seen.flatMap((one, at) =>
    seen.slice(at + 1).flatMap((other): CoOccurrence[] => {
      const overlaps = elementary([one.spans, other.spans]).flatMap(({ start, end, lines }) => (lines === 3 ? [{ start, end }] : []));
      const [shared, characters] = [[...one.turns].filter((turn) => other.turns.has(turn)).length, lengthOf(overlaps)];
      if (shared === 0 && characters === 0) return [];
      const ofTurns = share(shared, one.turns.size + other.turns.size);
      return [
        {
          one: one.code,
          other: other.code,
          turns: shared,
          ofTurns,
          characters,
          ofCharacters: share(characters, one.length + other.length),
          overlaps,
        },
      ];
    }),
  );
}

function share(both: number, sum: number): number | null {
  return sum === 0 ? null : both / (sum - both);
}
