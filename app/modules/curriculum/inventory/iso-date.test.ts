import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDate } from './iso-date.ts';

test('a day of the calendar is read, also with a time zone, and nothing else is', () => {
  assert.equal(readDate('2026-06-30'), '2026-06-30');
  assert.equal(readDate('2024-02-29'), '2024-02-29');
  assert.equal(readDate('2026-06-30Z'), '2026-06-30');
  assert.equal(readDate('2026-06-30T00:00:00+01:00'), '2026-06-30');
  for (const text of ['2014-02-30', '2025-02-29', '30/06/2015', '2026-13-01', '2026-00-10', '2026-01-00', '', '2026-6-30', '2026-06-301'])
    assert.equal(readDate(text), null, text);
});
