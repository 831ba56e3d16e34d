import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, dayAndSpan, dayAndTime, dayIn } from './date.ts';

const eastern = 'America/New_York';

test('a day is written with its month in words and no leading zero', () => {
  assert.equal(day('2024-06-25'), '25 June 2024');
  assert.equal(day('2026-01-05'), '5 January 2026');
});

test('a day that no calendar has is refused', () => {
  for (const wrong of ['2026-02-30', '2026-13-01', '25 June', '']) assert.throws(() => day(wrong), RangeError);
});

test('an instant falls on the day of its zone, not of the machine', () => {
  const lateEvening = new Date('2026-03-02T03:30:00Z');
  assert.equal(dayIn(lateEvening, eastern), '1 March 2026');
  assert.equal(dayIn(lateEvening, 'Europe/Zurich'), '2 March 2026');
});

test('a time says its zone, in summer and in winter', () => {
  assert.equal(dayAndTime(new Date('2026-07-01T16:05:00Z'), eastern), '1 July 2026, 12:05 Eastern Time');
  assert.equal(dayAndTime(new Date('2026-12-01T17:05:00Z'), eastern), '1 December 2026, 12:05 Eastern Time');
});

test('midnight is 00:00 of the day that begins', () => {
  assert.equal(dayAndTime(new Date('2026-07-01T04:00:00Z'), eastern), '1 July 2026, 00:00 Eastern Time');
});

test('a span names its day once, and both days when it goes over midnight', () => {
  const start = new Date('2026-10-08T16:00:00Z');
  assert.equal(dayAndSpan(start, new Date('2026-10-08T17:00:00Z'), eastern), '8 October 2026, 12:00 to 13:00 Eastern Time');
  assert.match(dayAndSpan(start, new Date('2026-10-09T16:00:00Z'), eastern), /^8 October .* to 9 October/);
});
