import { mostCoders } from '#app/maths/presence.ts';
import type { Span } from '#app/maths/spans.ts';

/** One coder's code on a stretch [start, end) of the text. */
export type Coding = Span & { readonly coder: string; readonly code: string };

/** A turn that is compared; `coders`: who was asked to code it, where that is not everybody. */
export type ComparedTurn = Span & { readonly coders?: readonly string[] };

/**
 * What is compared: who, which codes, and where. Only what lies in the turns counts (those drawn for double coding, say); they stand in the order of the text and
 * none overlaps. A coder against herself later is two coders here: give each time a name of its own. `units`: excerpts to be judged whole; without them
 * codings of any code and coder that overlap make one.
 */
export type Comparison = {
  readonly coders: readonly string[];
  readonly codes: readonly string[];
  readonly turns: readonly ComparedTurn[];
  readonly codings: readonly Coding[];
  readonly units?: readonly Span[];
};

/** What is counted: characters; turns in which anything is coded; turns of which half or more is; units (excerpts) in which anything is. */
export const levels = ['character', 'any', 'half', 'unit'] as const;
export type Level = (typeof levels)[number];

/** Several texts one behind the other, as one to compare: positions of each are moved by its `shift`, which stands in the answer in their order. */
export function endToEnd(
  texts: readonly Pick<Comparison, 'turns' | 'codings'>[],
): Pick<Comparison, 'turns' | 'codings'> & { shifts: number[] } {
  const shifts: number[] = [];
  const [turns, codings]: [ComparedTurn[], Coding[]] = [[], []];
  let shift = 0;
  for (const text of texts) {
    shifts.push(shift);
    const moved = <S extends Span>(span: S): S => ({ ...span, start: span.start + shift, end: span.end + shift });
    const own = text.turns.map(moved);
    const marked = text.codings.map(moved);
    turns.push(...own);
    codings.push(...marked);
    // A position apart, so that nothing of one text touches the next.
    for (const { end } of [...own, ...marked]) if (end >= shift) shift = end + 1;
  }
  return { turns, codings, shifts };
}

/** Refuses what cannot be compared: more coders than patterns hold, a coder named twice, turns out of order. Throws a `RangeError` that says which. */
export function checkComparison({ coders, turns }: Comparison): void {
  if (coders.length > mostCoders) throw new RangeError(`At most ${mostCoders} coders can be compared, and there are ${coders.length}.`);
  if (new Set(coders).size < coders.length) throw new RangeError('A coder is named twice: give each of their times a name of its own.');
  for (const [at, { start, end }] of turns.entries()) {
    const before = turns[at - 1];
    if (end < start || (before && before.end > start))
      throw new RangeError(`The turn at ${start} is out of order or overlaps the one before.`);
  }
}
