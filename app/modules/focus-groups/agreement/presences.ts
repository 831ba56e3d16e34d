import type { Pattern } from '#app/maths/presence.ts';
import { elementary, mergedSpans, type Piece, piecesIn, type Span } from '#app/maths/spans.ts';
import { type Comparison, checkComparison, type Level } from './comparison.ts';

/** Stretches that are judged one by one (turns or units), each with who was asked, as bits in the order of the coders. */
export type Frames = { readonly spans: readonly Span[]; readonly asked: readonly number[] };

/** A comparison made ready once for all its codes: per code, each coder's codings. */
export type Prepared = {
  readonly coders: readonly string[];
  readonly turns: Frames;
  readonly units: Frames;
  linesOf(code: string): readonly (readonly Span[])[];
};

/** Sorts the codings by code and coder, and finds the units. Throws a `RangeError` for what cannot be compared. */
export function prepared(comparison: Comparison): Prepared {
  checkComparison(comparison);
  const { coders, codes, codings } = comparison;
  const bits = new Map(coders.map((coder, at) => [coder, at]));
  const everybody = 2 ** coders.length - 1;
  const asked = comparison.turns.map(
    (turn) => turn.coders?.reduce((sum, coder) => sum | (bits.has(coder) ? 1 << bits.get(coder)! : 0), 0) ?? everybody,
  );
  const turns = { spans: comparison.turns, asked };
  const lines = new Map(codes.map((code) => [code, coders.map((): Span[] => [])]));
  for (const coding of codings) {
    const coder = bits.get(coding.coder);
    if (coder !== undefined) lines.get(coding.code)?.[coder]?.push(coding);
  }
  return {
    coders,
    turns,
    units: unitsIn(turns, comparison.units ?? mergedSpans([...lines.values()].flat(2), 'apart')),
    linesOf: (code) => lines.get(code) ?? coders.map(() => []),
  };
}

/** The units that lie in turns, with who was asked for all of the turns that they touch. */
function unitsIn(turns: Frames, given: readonly Span[]): Frames {
  const units = given.toSorted((a, b) => a.start - b.start);
  const asked = new Map<number, number>();
  for (const { frame, lines } of piecesIn(
    turns.spans,
    units.map((unit, at) => ({ ...unit, lines: at })),
  ))
    asked.set(lines, (asked.get(lines) ?? ~0) & turns.asked[frame]!);
  const inside = [...asked.keys()];
  return { spans: inside.map((at) => units[at]!), asked: inside.map((at) => asked.get(at)!) };
}

/** A frame in which somebody coded: by whom at all, and by whom half of it or more, as bits. */
export type CodedFrame = { readonly frame: number; readonly any: number; readonly half: number };

/** What one code looks like: stretches coded in turns, and the turns and units in which it was coded. */
export type CodeSweep = {
  readonly pieces: readonly Piece[];
  readonly turns: readonly CodedFrame[];
  readonly units: readonly CodedFrame[];
};

/** One sweep over one code's borders, each once; the length of the text does not matter. */
export function sweep({ coders, turns, units, linesOf }: Prepared, code: string): CodeSweep {
  const covered = elementary(linesOf(code).map((spans) => mergedSpans(spans)));
  const pieces = piecesIn(turns.spans, covered);
  return {
    pieces,
    turns: codedFrames(turns, pieces, coders.length),
    units: codedFrames(units, piecesIn(units.spans, covered), coders.length),
  };
}

function codedFrames(frames: Frames, pieces: readonly Piece[], coders: number): CodedFrame[] {
  const coded: CodedFrame[] = [];
  const lengths = Array.from({ length: coders }, () => 0);
  for (let at = 0; at < pieces.length; ) {
    const { frame } = pieces[at]!;
    lengths.fill(0);
    for (; pieces[at]?.frame === frame; at++) {
      const { lines, start, end } = pieces[at]!;
      for (let coder = 0; coder < coders; coder++) if (lines & (1 << coder)) lengths[coder]! += end - start;
    }
    const whole = frames.spans[frame]!.end - frames.spans[frame]!.start;
    let [any, half] = [0, 0];
    for (let coder = 0; coder < coders; coder++) {
      if (lengths[coder]! > 0) any |= 1 << coder;
      if (lengths[coder]! * 2 >= whole) half |= 1 << coder;
    }
    coded.push({ frame, any, half });
  }
  return coded;
}

/** Weights by pattern: only what somebody coded is put in; nobody's is what is left of all that was asked. */
function patternsOf(all: ReadonlyMap<number, number>, coded: Iterable<{ asked: number; coded: number; weight: number }>): Pattern[] {
  const weights = new Map([...all.keys()].map((asked) => [asked, new Map<number, number>()]));
  for (const { asked, coded: bits, weight } of coded) {
    const own = weights.get(asked)!;
    own.set(bits & asked, (own.get(bits & asked) ?? 0) + weight);
  }
  return [...weights].flatMap(([answered, own]) => {
    const nobody = all.get(answered)! - [...own].reduce((sum, [bits, weight]) => sum + (bits === 0 ? 0 : weight), 0);
    own.set(0, nobody);
    return [...own].map(([bits, weight]) => ({ answered, coded: bits, weight }));
  });
}

/** How much was asked of whom: the sum of the frames' sizes by who was asked. */
export function askedOf({ spans, asked }: Frames, size: (span: Span) => number): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [at, span] of spans.entries()) if (span.end > span.start) sums.set(asked[at]!, (sums.get(asked[at]!) ?? 0) + size(span));
  return sums;
}

/** All that was asked at every level; the same for each code. */
export type Asked = Readonly<Record<Level, ReadonlyMap<number, number>>>;

/** All that was asked at every level. */
export function askedAt({ turns, units }: Prepared): Asked {
  const whole = askedOf(turns, () => 1);
  return { character: askedOf(turns, ({ start, end }) => end - start), any: whole, half: whole, unit: askedOf(units, () => 1) };
}

/** The patterns of one code at every level. */
export function presencesOf({ turns, units }: Prepared, asked: Asked, found: CodeSweep): Record<Level, Pattern[]> {
  const framed = (frames: Frames, level: 'any' | 'half', coded: readonly CodedFrame[]) =>
    coded.map((each) => ({ asked: frames.asked[each.frame]!, coded: each[level], weight: 1 }));
  const characters = found.pieces.map(({ frame, lines, start, end }) => ({
    asked: turns.asked[frame]!,
    coded: lines,
    weight: end - start,
  }));
  return {
    character: patternsOf(asked.character, characters),
    any: patternsOf(asked.any, framed(turns, 'any', found.turns)),
    half: patternsOf(asked.half, framed(turns, 'half', found.turns)),
    unit: patternsOf(asked.unit, framed(units, 'any', found.units)),
  };
}
