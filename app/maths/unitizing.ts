import { alphaOf, type Disagreement } from './presence.ts';
import { type Measure, unmeasured } from './ratings.ts';

/** A unit that a coder marked out on a continuum, in whole positions. One coder's units of one category must not overlap. */
export type MarkedUnit = { readonly coder: string; readonly category: string; readonly start: number; readonly length: number };
/** What was there to be marked, from `begin`. `coders`: also those who marked nothing. */
export type Continuum = { readonly begin: number; readonly length: number; readonly coders: readonly string[] };

/** The alpha of one category and its parts; the parts are null where there is only one coder. */
export type UnitizingFigures = { readonly observed: number | null; readonly expected: number | null; readonly alpha: Measure };

/**
 * Krippendorff's alpha for unitising, by category and joint over all (1 − the sum of what is observed / the sum of what is expected): do coders mark the same
 * stretches? Krippendorff K. Content analysis, 2nd edition 2004, section 11.6 (his joint example prints 0.8591; from his own data it is 0.8587).
 * Throws a `RangeError` for a unit that is not in the continuum or overlaps another of the same coder and category.
 */
export function unitizingAlpha(
  units: readonly MarkedUnit[],
  continuum: Continuum,
): { byCategory: Map<string, UnitizingFigures>; joint: Measure } {
  const byCategory = new Map<string, UnitizingFigures>();
  const parts: (Disagreement | string)[] = [];
  for (const [category, marked] of Map.groupBy(units, (unit) => unit.category)) {
    const part = categoryDisagreement(marked, continuum);
    parts.push(part);
    const isText = typeof part === 'string';
    byCategory.set(category, { observed: isText ? null : part.observed, expected: isText ? null : part.expected, alpha: alphaOf([part]) });
  }
  return { byCategory, joint: units.length === 0 ? unmeasured('nobody marked anything') : alphaOf(parts) };
}

type Stretch = { readonly start: number; readonly end: number };

function categoryDisagreement(marked: readonly MarkedUnit[], { begin, length, coders }: Continuum): Disagreement | string {
  const byCoder = Map.groupBy(marked, ({ coder }) => coder);
  const names = [...new Set([...coders, ...byCoder.keys()])];
  const lines = names.map((name) => inOrder(byCoder.get(name) ?? [], begin, length));
  if (names.length < 2) return 'alpha for unitising is for two coders or more';
  let observed = 0;
  for (const [at, line] of lines.entries()) for (const other of lines.slice(at + 1)) observed += 2 * distance(line, other);
  const pairs = names.length * (names.length - 1);
  return { observed: observed / (pairs * length * length), expected: expectedDisagreement(lines, begin, length) };
}

function inOrder(units: readonly MarkedUnit[], begin: number, length: number): Stretch[] {
  const line = units.map((unit) => ({ start: unit.start, end: unit.start + unit.length })).sort((a, b) => a.start - b.start);
  for (const [at, { start, end }] of line.entries()) {
    if (!Number.isInteger(start) || !Number.isInteger(end) || end <= start || start < begin || end > begin + length)
      throw new RangeError(`A unit of [${start}, ${end}) is not in the continuum of [${begin}, ${begin + length}).`);
    const before = line[at - 1];
    if (before && before.end > start)
      throw new RangeError(`Units [${before.start}, ${before.end}) and [${start}, ${end}) of one coder and category overlap.`);
  }
  return line;
}

/** The squared distances of one coder's units and another's: of those that meet, how far both ends are apart; of one in a gap, its length. */
function distance(line: readonly Stretch[], other: readonly Stretch[]): number {
  const met = new Set<Stretch>();
  let [sum, from] = [0, 0];
  for (const unit of line) {
    while (from < other.length && other[from]!.end <= unit.start) from++;
    let at = from;
    for (; at < other.length && other[at]!.start < unit.end; at++) {
      met.add(other[at]!);
      sum += (unit.start - other[at]!.start) ** 2 + (unit.end - other[at]!.end) ** 2;
    }
    if (at === from) sum += (unit.end - unit.start) ** 2;
  }
  for (const unit of other) if (!met.has(unit)) sum += (unit.end - unit.start) ** 2;
  return sum;
}

/** The mean squared distance of every unit from every place where another, or a gap that holds it, could lie. */
function expectedDisagreement(lines: readonly (readonly Stretch[])[], begin: number, length: number): number {
  const units = lines.flat().map(({ start, end }) => end - start);
  const gaps = lines.flatMap((line) => {
    const borders = [begin, ...line.flatMap(({ start, end }) => [start, end]), begin + length];
    return borders.flatMap((border, at) => (at % 2 === 0 ? borders[at + 1]! - border : []));
  });
  gaps.sort((a, b) => b - a);
  const sums = [0];
  for (const gap of gaps) sums.push(sums.at(-1)! + gap);
  let held = gaps.length;
  let sum = 0;
  for (const unit of units.sort((a, b) => a - b)) {
    // Gaps stand longest first and units shortest first, so that fewer and fewer gaps hold a unit.
    while (held > 0 && gaps[held - 1]! < unit) held--;
    sum += ((units.length - 1) / 3) * (2 * unit ** 3 - 3 * unit ** 2 + unit) + unit ** 2 * (sums[held]! - held * (unit - 1));
  }
  const all = lines.length * length;
  const places = all * (all - 1) - units.reduce((total, unit) => total + unit * (unit - 1), 0);
  return places === 0 ? 0 : ((2 / length) * sum) / places;
}
