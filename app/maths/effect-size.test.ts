import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hedgesCorrection, pairedEffects } from './effect-size.ts';

const near = (found: number | null, expected: number, within: number) =>
  assert.ok(found !== null && Math.abs(found - expected) <= within, `${found} is not ${expected}`);

/** Student's sleep data, as R prints them (`?sleep`). */
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
const sleep = first.map((one, at) => [one, second[at]!] as const);

test('the sleep data of R give each d by its own name, and the t test that R prints', () => {
  const { n, df, t, p, r, meanDifference, sdDifference, dz, dav, drm, gz } = pairedEffects(sleep);
  assert.deepEqual([n, df], [10, 9]);
  near(meanDifference.value, 1.58, 1e-12);
  near(sdDifference, 1.229995, 5e-7);
  near(r, 0.79517, 5e-7);
  near(t, 4.0621, 5e-5);
  near(p, 0.002833, 5e-7);
  near(meanDifference.lower, 0.7001142, 5e-7);
  near(meanDifference.upper, 2.4598858, 5e-7);
  near(dz.value, 1.284558, 5e-7);
  near(dav.value, 0.832181, 5e-7);
  near(drm.value, 0.822177, 5e-7);
  near(hedgesCorrection(9), 0.914286, 5e-7);
  near(gz.value, 1.174453, 1e-6);
  near(dz.lower, 0.4146278, 5e-7); // SciPy 1.17, the roots of its noncentral t
  near(dz.upper, 2.1180165, 5e-7);
});
test('what cannot be computed says why, and is never zero', () => {
  const one = pairedEffects([[2, 4]]);
  assert.deepEqual([one.meanDifference.value, one.dz.value, one.p], [2, null, null]);
  assert.match(one.dz.why!, /two pairs/);
  assert.match(pairedEffects([]).meanDifference.why!, /no pair/);
  const two = pairedEffects([
    [1, 2],
    [1, 3],
  ]);
  near(two.dz.value, 3 / Math.SQRT2, 1e-12);
  assert.equal(two.gz.value, null);
  assert.match(two.gz.why!, /two pairs/);
  const alike = pairedEffects([
    [1, 2],
    [2, 3],
    [4, 5],
  ]);
  assert.match(alike.dz.why!, /same amount/);
  assert.deepEqual([alike.dav.lower, alike.t, alike.gz.value], [null, null, null]);
  near(alike.dav.value, 1 / Math.sqrt(7 / 3), 1e-12);
  const same = pairedEffects([
    [3, 3],
    [3, 3],
  ]);
  assert.match(same.dav.why!, /said the same/);
  assert.match(
    pairedEffects([
      [0.1, 0.3],
      [0.2, 0.4],
      [0.7, 0.9],
    ]).dz.why!,
    /same amount/,
  ); // 0.2 each, whatever floating point leaves
  assert.match(
    pairedEffects([
      [3, 4],
      [3, 5],
      [3, 3],
    ]).drm.why!,
    /said the same/,
  );
});
test('turned round every effect changes its sign; moved or stretched it stays; its interval holds it', () => {
  const values = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }), (pairs, moved, stretched) => {
      const found = pairedEffects(pairs);
      const turned = pairedEffects(pairs.map(([one, other]) => [other, one]));
      const carried = pairedEffects(pairs.map(([one, other]) => [one * stretched + moved, other * stretched + moved]));
      for (const name of ['dz', 'dav', 'drm', 'gz'] as const) {
        const { value, lower, upper, why } = found[name];
        assert.equal(value === null, turned[name].value === null);
        if (value === null) assert.ok(why);
        else {
          near(turned[name].value, -value, 1e-9);
          near(carried[name].value, value, 1e-9);
          if (lower !== null) {
            assert.ok(lower <= value + 1e-9 && value <= upper! + 1e-9);
            near(turned[name].upper, -lower, 1e-6);
          }
        }
      }
      if (found.p !== null) near(turned.p, found.p, 1e-9);
    }),
    { numRuns: 25 },
  );
});
