import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { meanInconsistency, peopleInconsistency, shareInconsistency, sumInconsistency } from './inconsistency.ts';

test('1,031 of 1,477 is not 88.1 %: it is flagged with the digits that changed places; the two beside it pass', () => {
  const found = shareInconsistency({ count: 1031, of: 1477, percent: '88.1' })!;
  assert.match(found.says, /^1,031 of 1,477 is 69\.8 %, not 88\.1 %\./);
  assert.match(found.says, /1,301 as the count would agree/);
  assert.equal(shareInconsistency({ count: 1301, of: 1477, percent: '88.1' }), null);
  assert.equal(shareInconsistency({ count: 141, of: 1477, percent: '9.5' }), null);
  assert.equal(shareInconsistency({ count: 8, of: 1477, percent: '0.5' }), null);
});
test('other published shares pass: 71 of 98 is 72 %, 48 of 71 is 67.6 %, 14 of 18 is 78 %, 73 of 79 is 92 %', () => {
  for (const [count, of, percent] of [
    [71, 98, '72'],
    [48, 71, '67.6'],
    [14, 18, '78'],
    [73, 79, '92'],
    [47, 51, '92'],
  ] as const)
    assert.equal(shareInconsistency({ count, of, percent }), null, `${count} of ${of}`);
  assert.match(shareInconsistency({ count: 5, of: 4, percent: '125' })!.says, /more than all/);
  assert.match(shareInconsistency({ count: 0, of: 0, percent: '0' })!.says, /of how many/);
});
test('29 trainers are 18 and 14 without the 3 who were in both; no other number is', () => {
  assert.equal(peopleInconsistency({ cohorts: [18, 14], inSeveral: 3, total: 29 }), null);
  assert.match(peopleInconsistency({ cohorts: [18, 14], inSeveral: 3, total: 32 })!.says, /18 \+ 14 − 3 is 29, not 32/);
  assert.match(peopleInconsistency({ cohorts: [18, 14], inSeveral: 0, total: 33 })!.says, /more than 18 \+ 14 = 32/);
  assert.match(peopleInconsistency({ cohorts: [18, 14], inSeveral: 14, total: 17 })!.says, /fewer than one cohort alone, 18/);
  assert.equal(peopleInconsistency({ cohorts: [5, 5, 5], inSeveral: 2, total: 12 }), null); // one of the two was in all three
});
test('a mean outside its scale and parts that do not add up are flagged', () => {
  assert.equal(meanInconsistency({ mean: 4.69, least: 1, most: 5 }), null);
  assert.match(meanInconsistency({ mean: 5.2, least: 1, most: 5 })!.says, /outside its scale from 1 to 5/);
  assert.equal(sumInconsistency({ parts: [55, 42, 25], total: 122 }), null);
  assert.equal(sumInconsistency({ parts: [0.1, 0.2], total: 0.3 }), null);
  assert.match(sumInconsistency({ parts: [55, 42, 25], total: 121 })!.says, /55 \+ 42 \+ 25 is 122, not 121/);
});
test('whatever is counted and rounded as people do passes at every number of places', () => {
  const share = fc
    .integer({ min: 1, max: 100_000 })
    .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of), fc.integer({ min: 0, max: 3 })));
  fc.assert(
    fc.property(share, ([count, of, places]) => {
      const percent = ((100 * count) / of).toFixed(places);
      assert.equal(shareInconsistency({ count, of, percent }), null);
      const other = (Number(percent) + 2 * 10 ** -places).toFixed(places);
      assert.notEqual(shareInconsistency({ count, of, percent: other }), null);
    }),
  );
});
