import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attributedMinutes, compareShares } from './shares.ts';

test('an hour shared among three competencies gives each exactly a third, and three thirds are the hour', () => {
  const third = { among: 3, minutes: 60 };
  assert.equal(attributedMinutes([third]), 20);
  assert.equal(compareShares([third, third, third], [{ among: 1, minutes: 60 }]), 0);
});

test('shares that differ by less than a double can tell are still told apart', () => {
  const a = [{ among: 3, minutes: 9_007_199_254_740_991 }];
  const b = [...a, { among: 1_000_003, minutes: 1 }];
  assert.equal(attributedMinutes(a), attributedMinutes(b));
  assert.equal(compareShares(a, b), -1);
  assert.equal(compareShares(b, a), 1);
});

test('no shares are no minutes', () => {
  assert.equal(attributedMinutes([]), 0);
});

test('as many shares as an activity has links are the whole activity, whatever the number', () => {
  const links = fc.integer({ min: 1, max: 80 });
  const property = fc.property(links, fc.integer({ min: 0, max: 100_000 }), (among, minutes) => {
    const shares = Array.from({ length: among }, () => ({ among, minutes }));
    assert.equal(attributedMinutes(shares), minutes);
  });
  fc.assert(property, { seed: 41 });
});
