import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf } from './day.ts';

const Day = dayOf('Write a day');

test('a day of people’s work is one; what the database could not keep, and a slip of the finger, is told once', () => {
  for (const day of ['1900-01-01', '2026-02-28', '2028-02-29', '2199-12-31']) assert.equal(Day.parse(day), day);
  for (const none of ['0000-01-01', '0001-01-01', '9999-12-31', '20260-01-01', '2026-02-30', 'NaN', '', undefined])
    assert.deepEqual(
      Day.safeParse(none).error?.issues.map(({ message }) => message),
      ['Write a day'],
      String(none),
    );
});
