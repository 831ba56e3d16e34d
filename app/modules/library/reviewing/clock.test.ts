import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reviewDays, reviewStage } from './clock.ts';

const reviewed = new Date('2023-05-31T14:00:00Z');

test('the keepers hear of a review at 33 months, it is due at 36, and readers are warned after 42', () => {
  const { notice, due, caution } = reviewDays(reviewed);
  assert.deepEqual(
    [notice, due, caution].map((day) => day.toISOString()),
    ['2026-02-28T14:00:00.000Z', '2026-05-31T14:00:00.000Z', '2026-11-30T14:00:00.000Z'],
  );
  const at = (moment: string) => reviewStage(reviewed, new Date(moment));
  assert.equal(at('2026-02-28T13:59:59Z'), 'fresh');
  assert.equal(at('2026-02-28T14:00:00Z'), 'notice');
  assert.equal(at('2026-05-31T13:59:59Z'), 'notice');
  assert.equal(at('2026-05-31T14:00:00Z'), 'due');
  assert.equal(at('2026-11-30T13:59:59Z'), 'due');
  assert.equal(at('2026-11-30T14:00:00Z'), 'caution');
});
test('a review on the 29th of February is due on a day that exists', () => {
  assert.equal(reviewDays(new Date('2024-02-29T00:00:00Z')).due.toISOString(), '2027-02-28T00:00:00.000Z');
});
