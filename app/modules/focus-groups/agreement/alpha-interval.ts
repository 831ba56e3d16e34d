import { type BootstrapInterval, bootstrapIntervals, type Resampling } from '#app/maths/bootstrap.ts';
import { alphaOf, bitCount } from '#app/maths/presence.ts';
import { noPair, unmeasured } from '#app/maths/ratings.ts';
import type { Comparison, Level } from './comparison.ts';
import { type Frames, type Prepared, prepared, sweep } from './presences.ts';

/** What one code adds to a turn or unit: answers that say coded, and Krippendorff's off-diagonal coincidences. */
type Share = { readonly frame: number; readonly coded: number; readonly apart: number };

/** The interval of alpha of one code or (without `code`) pooled over all; see `alphaIntervals`. */
export function alphaInterval(
  comparison: Comparison,
  { level, code }: { readonly level: Level; readonly code?: string },
  resampling: Resampling,
): BootstrapInterval {
  const codes = code === undefined ? comparison.codes : [code];
  const { byCode, pooled } = intervalsOf(prepared(comparison), { level, codes }, resampling);
  return code === undefined ? pooled : byCode[0]!;
}

/**
 * The bootstrap intervals of alpha at one level, of every code in their order and pooled. Turns are what is drawn, at the level of characters too, since
 * the characters of one turn are not independent of each other; at that of units the units are, as they were found. See `bootstrapInterval`.
 */
export function alphaIntervals(
  comparison: Comparison,
  level: Level,
  resampling: Resampling,
): { byCode: BootstrapInterval[]; pooled: BootstrapInterval } {
  return intervalsOf(prepared(comparison), { level, codes: comparison.codes }, resampling);
}

function intervalsOf(
  ready: Prepared,
  { level, codes }: { readonly level: Level; readonly codes: readonly string[] },
  resampling: Resampling,
): { byCode: BootstrapInterval[]; pooled: BootstrapInterval } {
  const frames = level === 'unit' ? ready.units : ready.turns;
  const answers = frames.spans.map(({ start, end }, at) => {
    const all = bitCount(frames.asked[at]!);
    if (all < 2 || end <= start) return 0;
    return level === 'character' ? all * (end - start) : all;
  });
  const shares = codes.map((code) => sharesOf(ready, code, level));
  const intervals = bootstrapIntervals(
    answers.map((count) => (count > 0 ? 1 : 0)),
    (drawn) => {
      const total = answers.reduce((sum, count, at) => sum + count * drawn[at]!, 0);
      if (total === 0) return [...shares, null].map(() => unmeasured(noPair));
      const parts = shares.map((own) => {
        let [coded, apart] = [0, 0];
        for (const share of own) {
          coded += share.coded * drawn[share.frame]!;
          apart += share.apart * drawn[share.frame]!;
        }
        return { observed: apart / total, expected: (coded * (total - coded)) / (total * (total - 1)) };
      });
      return [...parts.map((part) => alphaOf([part])), alphaOf(parts)];
    },
    resampling,
  );
  return { byCode: intervals.slice(0, -1), pooled: intervals.at(-1)! };
}

function sharesOf(ready: Prepared, code: string, level: Level): Share[] {
  const found = sweep(ready, code);
  if (level === 'character')
    return found.pieces.flatMap(({ frame, lines, start, end }) => shareOf(ready.turns, frame, [lines, end - start]));
  if (level === 'unit') return found.units.flatMap(({ frame, any }) => shareOf(ready.units, frame, [any, 1]));
  return found.turns.flatMap((turn) => shareOf(ready.turns, turn.frame, [turn[level], 1]));
}

function shareOf({ asked }: Frames, frame: number, [coded, weight]: readonly [number, number]): Share[] {
  const all = bitCount(asked[frame]!);
  if (all < 2) return [];
  const yes = bitCount(coded & asked[frame]!);
  return [{ frame, coded: weight * yes, apart: (weight * yes * (all - yes)) / (all - 1) }];
}
