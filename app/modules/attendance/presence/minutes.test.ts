import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minutesOf, minutesWithin } from './minutes.ts';

const hour = [0, 3600] as const;

test('joins that overlap count once, and what lies before and after does not count', () => {
  assert.equal(
    minutesWithin(
      [
        [0, 1800],
        [600, 1200],
        [1700, 2400],
      ],
      hour,
    ),
    40,
  );
  assert.equal(
    minutesWithin(
      [
        [-900, 600],
        [3000, 9000],
      ],
      hour,
    ),
    20,
  );
  assert.equal(minutesWithin([[0, 59]], hour), 0);
  assert.equal(minutesWithin([[2400, 1200]], hour), 0);
});
test('the same report brought twice, or two reports of one meeting, count once', () => {
  const row = { joins: [[0, 1800]] as const, minutes: 30 };
  assert.equal(
    minutesOf(
      [
        { ...row, importId: 'a' },
        { ...row, importId: 'b' },
      ],
      hour,
    ),
    30,
  );
  const total = { joins: [], minutes: 50 };
  assert.equal(
    minutesOf(
      [
        { ...total, importId: 'a' },
        { ...total, importId: 'b' },
      ],
      hour,
    ),
    50,
  );
  assert.equal(
    minutesOf(
      [
        { ...total, importId: 'a' },
        { ...total, importId: 'a' },
      ],
      hour,
    ),
    60,
  );
});
