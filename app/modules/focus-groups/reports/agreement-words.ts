import type { Measure } from '#app/maths/ratings.ts';
import type { LevelFigures } from '../agreement/figures.ts';

/** Figures of agreement as they are kept when a consensus begins: the pooled line of each level has no code. */
export type KeptFigures = {
  readonly coders: readonly string[];
  readonly kappa: 'cohen' | 'fleiss';
  readonly levels: {
    readonly any: readonly (Pick<LevelFigures, 'n' | 'percent' | 'kappa' | 'alpha'> & { readonly codeId: string | null })[];
  };
};

/** Kept figures of a round in words, for turns of which any part is coded and all codes pooled; what is not defined says so. */
export function agreementWords(round: string, { coders, kappa, levels }: KeptFigures): string {
  const pooled = levels.any.find(({ codeId }) => codeId === null);
  const name = kappa === 'cohen' ? 'Cohen’s kappa' : 'Fleiss’ kappa';
  if (!pooled) return `${round}: nothing was compared`;
  const { n, percent, kappa: measured, alpha } = pooled;
  const figures = `${percentWords(percent)} of answers alike, pooled ${name} ${valueWords(measured)}, Krippendorff’s alpha ${valueWords(alpha)}`;
  return `${round} (${coders.length} coders, ${n.toLocaleString('en')} judged turns over all codes): ${figures}`;
}

function percentWords({ value }: Measure): string {
  return value === null ? 'an undefined share' : `${Math.round(value * 100)} %`;
}

function valueWords({ value }: Measure): string {
  return value === null ? 'not defined' : value.toFixed(2);
}
