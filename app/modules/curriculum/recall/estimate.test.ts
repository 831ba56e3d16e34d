import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bestOf, competencyEstimate, recallEstimate } from './estimate.ts';

const rounded = (estimate: { value: number; lower: number; upper: number } | null) =>
  estimate && [estimate.value, estimate.lower, estimate.upper].map((each) => Number(each.toFixed(4)));

test('what was missed and the recall follow the sample, with Wilson’s ends', () => {
  // Newcombe 1998, table I, 15 of 148: 0.0624 to 0.1605 by method 3. Drawn from a million that is 62,400 to 160,500 but for what the draw without replacement takes off.
  const { missed, recall } = recallEstimate({ unhit: 1e6, read: 148, addressing: 15, found: 1e5 });
  assert.deepEqual(
    rounded(missed)?.map((each) => Math.round(each / 1000)),
    [101, 62, 160],
  );
  assert.deepEqual(
    rounded(recall)?.map((share) => Number(share.toFixed(2))),
    [0.5, 0.38, 0.62],
  );
});

test('a sample that finds nothing still leaves room for what was missed', () => {
  const { missed, recall } = recallEstimate({ unhit: 1200, read: 60, addressing: 0, found: 50 });
  assert.equal(missed?.value, 0);
  assert.ok(missed!.upper > 67 && missed!.upper < 70, 'under 6 % of 1,200');
  assert.deepEqual([recall?.value, recall?.upper], [1, 1]);
  assert.equal(recall!.lower.toFixed(3), '0.421');
  assert.equal(bestOf(60, 1200).toFixed(3), '0.057');
});

test('when everything was read nothing is left to guess at', () => {
  const { missed } = recallEstimate({ unhit: 20, read: 20, addressing: 3, found: 9 });
  assert.deepEqual(rounded(missed), [3, 3, 3]);
});

test('before anything is read, or without a found activity, recall is not known, which is not zero', () => {
  assert.deepEqual(recallEstimate({ unhit: 20, read: 0, addressing: 0, found: 9 }), { missed: null, recall: null });
  assert.equal(recallEstimate({ unhit: 20, read: 10, addressing: 1, found: 0 }).recall, null);
});

test('for any counts the value lies within its interval, and missed is at least what was seen', () => {
  const counts = fc
    .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(1000), fc.nat(1000), fc.nat(2000))
    .map(([unhit, read, addressing, found]) => ({
      unhit,
      read: Math.min(read, unhit),
      addressing: Math.min(addressing, read, unhit),
      found,
    }));
  fc.assert(
    fc.property(counts, (each) => {
      const { missed, recall } = recallEstimate(each);
      for (const estimate of [missed, recall])
        if (estimate) assert.ok(estimate.lower <= estimate.value + 1e-9 && estimate.value <= estimate.upper + 1e-9);
      if (missed) assert.ok(missed.lower >= each.addressing && missed.upper <= each.unhit);
    }),
  );
});

test('for one competency nothing is said before thirty are read, unless there are fewer', () => {
  assert.deepEqual(competencyEstimate({ unhit: 90, read: 29, addressing: 2, found: 5 }), { missed: null, recall: null });
  assert.notEqual(competencyEstimate({ unhit: 90, read: 30, addressing: 2, found: 5 }).recall, null);
  assert.notEqual(competencyEstimate({ unhit: 9, read: 9, addressing: 2, found: 5 }).recall, null);
});
