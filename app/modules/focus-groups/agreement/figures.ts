import { pooledKappa } from '#app/maths/agreement.ts';
import { alphaOf, type Pattern, type PresenceFigures, presenceChance, presenceDisagreement, presenceFigures } from '#app/maths/presence.ts';
import type { Measure } from '#app/maths/ratings.ts';
import type { UnitizingFigures } from '#app/maths/unitizing.ts';
import { type Comparison, type Level, levels } from './comparison.ts';
import { askedAt, prepared, presencesOf, sweep } from './presences.ts';
import { unitizingOf } from './unitizing-figures.ts';

/** The figures at one level, and a warning where they say less than they seem to. */
export type LevelFigures = PresenceFigures & { readonly warning: string | null };

/** One code at every level, and alpha for unitising, which sees the borders. */
export type CodeFigures = { readonly code: string; readonly unitizing: UnitizingFigures } & Readonly<Record<Level, LevelFigures>>;

/** How far the coders agree. `pooled`: over all codes, by De Vries' pooled kappa and joint alphas. */
export type AgreementFigures = {
  readonly coders: readonly string[];
  /** `cohen` of two coders, `fleiss` of more. */
  readonly kappa: 'cohen' | 'fleiss';
  readonly codes: readonly CodeFigures[];
  readonly pooled: { readonly unitizing: Measure } & Readonly<Record<Level, LevelFigures>>;
};

/** Below this share of coded answers kappa and alpha swing with single codings. */
export const rarePrevalence = 0.05;

/** Every figure of agreement, per code and pooled, at every level. Throws a `RangeError` for what cannot be compared. */
export function agreementFigures(comparison: Comparison): AgreementFigures {
  const ready = prepared(comparison);
  const { coders, codes } = comparison;
  const asked = askedAt(ready);
  const { byCode, joint } = unitizingOf(ready, codes);
  const patterns = codes.map((code) => presencesOf(ready, asked, sweep(ready, code)));
  const figures = (own: Record<Level, Pattern[]>) => eachLevel((level) => warned(presenceFigures(own[level], coders.length)));
  return {
    coders,
    kappa: coders.length === 2 ? 'cohen' : 'fleiss',
    codes: codes.map((code, at) => ({ code, unitizing: byCode[at]!, ...figures(patterns[at]!) })),
    pooled: {
      unitizing: joint,
      ...eachLevel((level) =>
        pooled(
          patterns.map((own) => own[level]),
          coders.length,
        ),
      ),
    },
  };
}

function eachLevel<T>(of: (level: Level) => T): Record<Level, T> {
  return Object.fromEntries(levels.map((level) => [level, of(level)])) as Record<Level, T>;
}

function warned(figures: PresenceFigures): LevelFigures {
  const { prevalence } = figures;
  const isRare = prevalence !== null && prevalence > 0 && prevalence < rarePrevalence;
  const share = ((prevalence ?? 0) * 100).toFixed(1);
  return {
    ...figures,
    warning: isRare
      ? `Coded in ${share} % only. When a code is this rare, percent is high whatever the coders do, and a single coding moves kappa and alpha far: read the differences themselves.`
      : null,
  };
}

function pooled(byCode: readonly (readonly Pattern[])[], coders: number): LevelFigures {
  return {
    ...warned(presenceFigures(byCode.flat(), coders)),
    kappa: pooledKappa(byCode.map((patterns) => presenceChance(patterns, coders))),
    alpha: alphaOf(byCode.map(presenceDisagreement)),
  };
}
