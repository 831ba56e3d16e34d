import type { Measure } from '#app/maths/ratings.ts';
import { mergedSpans, type Span } from '#app/maths/spans.ts';
import { type MarkedUnit, type UnitizingFigures, unitizingAlpha } from '#app/maths/unitizing.ts';
import type { Prepared } from './presences.ts';

/**
 * Alpha for unitising of every code, and joint. The continuum is the turns that every coder was asked for, laid end to end; a coder's codings of one code that
 * overlap are one unit, those that only touch are two.
 */
export function unitizingOf(
  { coders, turns, linesOf }: Prepared,
  codes: readonly string[],
): { byCode: UnitizingFigures[]; joint: Measure } {
  const everybody = 2 ** coders.length - 1;
  const place = placesIn(turns.spans.filter((_, at) => turns.asked[at] === everybody));
  const length = place(Number.MAX_SAFE_INTEGER);
  const units = codes.flatMap((category) =>
    linesOf(category).flatMap((spans, coder): MarkedUnit[] =>
      mergedSpans(spans, 'apart').flatMap((span) => {
        const [start, end] = [place(span.start), place(span.end)];
        return end > start ? [{ coder: coders[coder]!, category, start, length: end - start }] : [];
      }),
    ),
  );
  const { byCategory, joint } = unitizingAlpha(units, { begin: 0, length, coders });
  const unused: UnitizingFigures = {
    observed: null,
    expected: null,
    alpha: { value: null, why: 'nobody used it in turns that everybody was asked for' },
  };
  return { byCode: codes.map((code) => byCategory.get(code) ?? unused), joint };
}

/** Where a position of the text stands when only these stretches are left, end to end. */
function placesIn(spans: readonly Span[]): (position: number) => number {
  const before = [0];
  for (const { start, end } of spans) before.push(before.at(-1)! + end - start);
  return (position) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle]!.end <= position) low = middle + 1;
      else high = middle;
    }
    return before[low]! + Math.max(0, position - (spans[low]?.start ?? position));
  };
}
