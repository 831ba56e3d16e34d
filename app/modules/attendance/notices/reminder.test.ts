import assert from 'node:assert/strict';
import { test } from 'node:test';
import { momentAt, momentDue } from './reminder.ts';

const starts = new Date('2026-10-08T16:00:00Z');
const before = (minutes: number) => new Date(starts.getTime() - minutes * 60_000);

test('a reminder is due a week, a day and an hour before, and none once it begins', () => {
  const due = [10_081, 10_080, 1441, 1440, 61, 60, 1, 0, -5].map((minutes) => momentDue(starts, before(minutes)));
  assert.deepEqual(due, [null, 'week', 'week', 'day', 'day', 'hour', 'hour', null, null]);
});
test('a moment is so many minutes before, whatever clocks do in between', () => {
  assert.equal(momentAt(new Date('2026-11-05T17:00:00Z'), 'week').toISOString(), '2026-10-29T17:00:00.000Z');
});
