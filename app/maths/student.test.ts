import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { noncentralityFor, normalBelow, studentBelow, studentQuantile } from './student.ts';

const near = (found: number, expected: number, within = 1e-8) =>
  assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);

test('values of tables come out: the central distribution, its quantiles, and the noncentral one as SciPy 1.17 has it', () => {
  near(studentBelow(-1, 1), 0.25);
  near(studentBelow(0.5, 2), 2 / 3);
  for (const [df, quantile] of [
    [1, 12.706204736],
    [2, 4.30265273],
    [9, 2.262157163],
    [49, 2.009575237],
  ] as const)
    near(studentQuantile(0.975, df), quantile, 1e-5);
  const noncentral = [
    [2, 3, 1, 0.7436298684],
    [4.0621, 9, 2, 0.9241687972],
    [-1, 1, 0.5, 0.1309258734],
    [30, 99, 28, 0.7924118006],
    [0.5, 2, -3, 0.9996187261],
    [12, 4, 9, 0.6861659102],
  ] as const;
  for (const [t, df, noncentrality, expected] of noncentral) near(studentBelow(t, df, noncentrality), expected);
  near(normalBelow(1.959963984540054), 0.975, 1e-14);
});
test('it rises from 0 to 1, mirrors at zero, and the noncentrality is found again', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -8, max: 8, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: -5, max: 5, noNaN: true }),
      (t, df, noncentrality) => {
        near(studentBelow(t, df, noncentrality) + studentBelow(-t, df, -noncentrality), 1);
        assert.ok(studentBelow(t + 0.5, df, noncentrality) >= studentBelow(t, df, noncentrality));
        const chance = studentBelow(t, df, noncentrality);
        if (chance > 0.001 && chance < 0.999) near(noncentralityFor(t, df, chance), noncentrality, 1e-4);
      },
    ),
    { numRuns: 40 },
  );
});
