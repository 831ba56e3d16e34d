import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intervalWords } from './interval.ts';
import { dueTerms, termName, termOf } from './term.ts';

test('an interval says where a number lies, open at its top, and that too few tell nothing', () => {
  const of = { atLeast: 40, atMost: 49 };
  assert.equal(intervalWords({ atLeast: 0, atMost: 9 }, of), 'Fewer than 10');
  assert.equal(intervalWords({ atLeast: 20, atMost: 29 }, of), '20 to 29');
  assert.equal(intervalWords({ atLeast: 30, atMost: 49 }, of), '30 or more');
  assert.equal(intervalWords({ atLeast: 0, atMost: 19 }, { atLeast: 10, atMost: 19 }), 'Not told: too few');
});

test('a half-year is due two weeks after its end, and no sooner', () => {
  assert.equal(termOf('2026-06'), '2026-01-01');
  assert.equal(termOf('2026-07-01'), '2026-07-01');
  assert.equal(termName('2026-07-01'), 'July to December 2026');
  assert.deepEqual(dueTerms('2025-03', new Date('2026-01-14T23:59:59Z')), ['2025-01-01']);
  assert.deepEqual(dueTerms('2025-03', new Date('2026-01-15T00:00:00Z')), ['2025-01-01', '2025-07-01']);
});
