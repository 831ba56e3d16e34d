/**
 * The chance that a variable of Student's distribution is at most `t`; with a noncentrality, of the noncentral one, (Z + noncentrality) / √(χ²/df). It is the integral of
 * Φ(t·s − noncentrality) over the density of s = √(χ²/df) (Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, 2nd edition 1995, 31.5), by Simpson's rule;
 * right to about eight places.
 */
export function studentBelow(t: number, df: number, noncentrality = 0): number {
  const spread = 10 / Math.sqrt(2 * df);
  const [from, to] = [Math.max(0, 1 - spread), 1 + spread + 2 / df];
  const scale = Math.log(2) + (df / 2) * Math.log(df / 2) - logGamma(df / 2);
  const density = (s: number) => (s === 0 ? (df === 1 ? Math.exp(scale) : 0) : Math.exp(scale + (df - 1) * Math.log(s) - (df * s * s) / 2));
  const steps = df < 5 ? 2400 : 800;
  const width = (to - from) / steps;
  let sum = 0;
  for (let at = 0; at <= steps; at++) {
    const s = from + at * width;
    sum += (at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2) * density(s) * normalBelow(t * s - noncentrality);
  }
  return Math.min(1, Math.max(0, (sum * width) / 3));
}

/** The value that a variable of Student's distribution stays below with this chance, found by halving. */
export function studentQuantile(chance: number, df: number): number {
  return whereFalling((t) => chance - studentBelow(t, df), [-2, 2]);
}

/** The noncentrality under which a variable stays below `t` with this chance, found by halving: it falls as the noncentrality rises. */
export function noncentralityFor(t: number, df: number, chance: number): number {
  return whereFalling((noncentrality) => studentBelow(t, df, noncentrality) - chance, [t - 2, t + 2]);
}

/** Where a falling function is zero. */
function whereFalling(f: (x: number) => number, [first, last]: [number, number]): number {
  let [low, high] = [first, last];
  for (let reach = 2; f(low) < 0; reach *= 2) low -= reach;
  for (let reach = 2; f(high) > 0; reach *= 2) high += reach;
  for (let step = 0; step < 200 && high - low > 1e-12 * Math.max(1, Math.abs(low)); step++) {
    const half = (low + high) / 2;
    if (f(half) > 0) low = half;
    else high = half;
  }
  return (low + high) / 2;
}

/** Φ by the series of Marsaglia, Evaluating the normal distribution, J Stat Softw 2004;11(4):1-11. */
export function normalBelow(x: number): number {
  if (Math.abs(x) > 8) return x < 0 ? 0 : 1;
  let [sum, before, term] = [x, 0, x];
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum;
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - 0.9189385332046728);
}

/** log Γ of a positive number: the sum of Lanczos, J SIAM Numer Anal B 1964;1:86-96, with the coefficients for g = 7. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
    9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const series = coefficients.reduce((sum, each, at) => sum + each / (x + at), 0.99999999999980993);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(series);
}
