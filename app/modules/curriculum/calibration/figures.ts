import { type Chance, cohenChance, fleissChance, kappaOf, percentAgreement, pooledKappa } from '#app/maths/agreement.ts';
import type { Measure, Ratings } from '#app/maths/ratings.ts';

/** One answer of one coder, by ids. `coder` is any name that keeps coders apart. */
export type Rated = {
  readonly coder: string;
  readonly activityId: string;
  readonly competencyId: string;
  readonly extent: string;
  readonly level: string | null;
};

/** How far the answers to one question agree: the share of alike pairs, and the kappa with its reason where it is not defined. */
export type Agreement = { readonly percent: number | null; readonly kappa: number | null; readonly why: string | null };
/** The agreement on how fully and on how far, for one competency or (null) for all together. */
export type FigureLine = { readonly competencyId: string | null; readonly extent: Agreement; readonly level: Agreement };
/** The figures of a rating. `statistic` says which kappa it is: Cohen's of two coders, Fleiss' of more; null with fewer than two. */
export type CalibrationFigures = {
  readonly coders: number;
  readonly activities: number;
  readonly statistic: 'Cohen' | 'Fleiss' | null;
  readonly lines: readonly FigureLine[];
};

/** Percent and kappa of these answers per competency, and pooled (percent over all pairs; kappa of the mean agreements, De Vries 2008). */
export function calibrationFigures(
  rated: readonly Rated[],
  { activityIds, competencyIds }: { activityIds: readonly string[]; competencyIds: readonly string[] },
): CalibrationFigures {
  const coders = [...new Set(rated.map(({ coder }) => coder))].sort();
  const at = new Map(rated.map((each) => [`${each.coder} ${each.activityId} ${each.competencyId}`, each]));
  const ratings = (competencyId: string, of: 'extent' | 'level'): Ratings =>
    coders.map((coder) =>
      activityIds.map((activityId) => {
        const answer = at.get(`${coder} ${activityId} ${competencyId}`);
        return answer ? (answer[of] ?? 'none') : null;
      }),
    );
  const chanceOf = coders.length === 2 ? cohenChance : fleissChance;
  const one = (competencyId: string, of: 'extent' | 'level') => {
    const table = ratings(competencyId, of);
    return agreement(percentAgreement(table), kappaOf(chanceOf(table)));
  };
  const pooled = (of: 'extent' | 'level') => {
    const tables = competencyIds.map((id) => ratings(id, of));
    const chances: (Chance | string)[] = tables.map(chanceOf);
    const all = coders.map((_, coder) => tables.flatMap((table) => table[coder]!));
    return agreement(percentAgreement(all), pooledKappa(chances));
  };
  return {
    coders: coders.length,
    activities: activityIds.length,
    statistic: coders.length < 2 ? null : coders.length === 2 ? 'Cohen' : 'Fleiss',
    lines: [
      ...competencyIds.map((competencyId) => ({ competencyId, extent: one(competencyId, 'extent'), level: one(competencyId, 'level') })),
      { competencyId: null, extent: pooled('extent'), level: pooled('level') },
    ],
  };
}

function agreement(percent: Measure, kappa: Measure): Agreement {
  return { percent: percent.value, kappa: kappa.value, why: kappa.why ?? percent.why ?? null };
}
