import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wilsonInterval } from './intervals.ts';

test('the four examples that Newcombe (1998, table I, method 3) prints come out to their four places', () => {
  const printed = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [successes, tried, lower, upper] of printed) {
    const found = wilsonInterval(successes, tried)!;
    assert.deepEqual([found.lower.toFixed(4), found.upper.toFixed(4)], [lower.toFixed(4), upper.toFixed(4)]);
  }
});

test('nothing tried is not known, and counts that cannot be are refused', () => {
  assert.equal(wilsonInterval(0, 0), null);
  assert.throws(() => wilsonInterval(3, 2), RangeError);
});
