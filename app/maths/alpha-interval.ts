import { krippendorffAlpha, type Metric } from './alpha.ts';
import { type BootstrapInterval, bootstrapInterval, type Resampling } from './bootstrap.ts';
import { answersByUnit, noPair, type Ratings } from './ratings.ts';

/** The bootstrap interval of Krippendorff's alpha on any metric: units that can be paired are drawn again, and alpha is taken anew with its margins. See `bootstrapInterval`. */
export function krippendorffInterval(ratings: Ratings, metric: Metric, resampling: Resampling): BootstrapInterval {
  const units = answersByUnit(ratings).filter((answers) => answers.length > 1);
  const alpha = krippendorffAlpha(ratings, metric);
  if (alpha.value === null) return { lower: null, upper: null, resamples: 0, without: 0, why: alpha.why ?? noPair };
  const most = units.reduce((longest, answers) => Math.max(longest, answers.length), 0);
  return bootstrapInterval(
    units.map(() => 1),
    (drawn) => {
      const again = units.flatMap((answers, at) => Array.from({ length: drawn[at]! }, () => answers));
      return krippendorffAlpha(
        Array.from({ length: most }, (_, coder) => again.map((answers) => answers[coder] ?? null)),
        metric,
      );
    },
    resampling,
  );
}
