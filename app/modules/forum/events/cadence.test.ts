import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Cadence, cadenceWords, nextDay } from './cadence.ts';

const secondThursday: Cadence = { nth: 2, weekday: 4, everyMonths: 1 };

test('the second Thursdays of 2026 and 2027 are proposed one after the other', () => {
  const days = ['2026-10-08', '2026-11-12', '2026-12-10', '2027-01-14', '2027-02-11', '2027-03-11', '2027-04-08'];
  let last: string | null = null;
  for (const day of days) {
    last = nextDay(secondThursday, { after: last ?? '2026-10-01', last });
    assert.equal(last, day);
  }
  assert.equal(nextDay(secondThursday, { after: '2027-10-14', last: '2027-10-14' }), '2027-11-11');
});
test('a month that was passed over is not proposed again, and a day that was moved does not move the series', () => {
  assert.equal(nextDay(secondThursday, { after: '2027-01-20', last: '2026-10-08' }), '2027-02-11');
  assert.equal(nextDay(secondThursday, { after: '2026-11-13', last: '2026-11-13' }), '2026-12-10');
});
test('the last Friday of every third month', () => {
  const quarterly: Cadence = { nth: 5, weekday: 5, everyMonths: 3 };
  assert.equal(nextDay(quarterly, { after: '2026-10-30', last: '2026-10-30' }), '2027-01-29');
  assert.equal(cadenceWords(quarterly), 'last Friday of every third month');
  assert.equal(cadenceWords(secondThursday), 'second Thursday of every month');
});
