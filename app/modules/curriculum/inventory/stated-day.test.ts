import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cell } from '#app/platform/sheet.ts';
import { dateOrderIn, readTime } from './stated-day.ts';

/** Cell, day, minutes since midnight, minutes of the end; the month first. */
const cases: [Cell, string | null, number | null, number | null][] = [
  ['2025-03-04', '2025-03-04', null, null],
  ['2025-03-04T09:30', '2025-03-04', 570, null],
  ['2025-03-04 09:30:00', '2025-03-04', 570, null],
  ['2014-09-15T15:00:00+00:00', '2014-09-15', 900, null],
  [{ date: '2025-03-04' }, '2025-03-04', null, null],
  [{ date: '2025-03-04T09:30' }, '2025-03-04', 570, null],
  [{ date: '1899-12-30T09:30' }, null, 570, null],
  ['3/4/2025', '2025-03-04', null, null],
  ['3/4/25', '2025-03-04', null, null],
  ['4.3.2025', '2025-03-04', null, null],
  ['2025/3/4', '2025-03-04', null, null],
  ['4 March 2025', '2025-03-04', null, null],
  ['4-Mar-25', '2025-03-04', null, null],
  ['Mar 4, 2025', '2025-03-04', null, null],
  ['March 4th, 2025', '2025-03-04', null, null],
  ['Tue, 3/4/2025', '2025-03-04', null, null],
  ['3/4/2025 9:00 AM', '2025-03-04', 540, null],
  ['3/4/2025 1:00 p.m.', '2025-03-04', 780, null],
  ['9:00', null, 540, null],
  ['9am', null, 540, null],
  ['12:15 pm', null, 735, null],
  ['12:15 am', null, 15, null],
  ['1330', null, 810, null],
  ['9:00-10:30', null, 540, 630],
  ['9 - 10:30 am', null, 540, 630],
  ['11-1 pm', null, 660, 780],
  ['3/4/2025 9:00–10:30', '2025-03-04', 540, 630],
  ['TBD', null, null, null],
  ['', null, null, null],
];
for (const [cell, day, time, until] of cases)
  test(`${JSON.stringify(cell)} is ${[day, time, until].filter((value) => value !== null).join(' ') || 'not said'}`, () => {
    const read = readTime(cell, 'month-first');
    assert.deepEqual([read.day, read.time, read.until, read.problem], [day, time, until, null]);
  });

test('the order of the sheet counts, and a day that only the other order can be is read so and said', () => {
  assert.equal(readTime('3/4/2025', 'day-first').day, '2025-04-03');
  const other = readTime('25/3/2025', 'month-first');
  assert.equal(other.day, '2025-03-25');
  assert.match(other.problem ?? '', /day comes first/);
});

test('what is no day of the calendar is not moved to another', () => {
  for (const cell of ['2/30/2025', '2025-02-30', '31 June 2025', '13/13/2025', 'March', 'Week 3', '45720', '25:00', '9:75'])
    assert.equal(readTime(cell, 'month-first').day, null, cell);
  assert.match(readTime(45_720, 'month-first').problem ?? '', /which calendar/);
});

test('an order is seen where only one can be meant', () => {
  const seen = ['3/4/2025', '13/4/2025', '4/13/2025', '4/4/2025', '2025-03-04', '3.4.2025'].map(dateOrderIn);
  assert.deepEqual(seen, ['open', 'day-first', 'month-first', null, null, null]);
});

test('every day comes back from every way of writing it', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10);
      const [year, month, number] = day.split('-').map(Number) as [number, number, number];
      const name = date.toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
      for (const written of [
        day,
        `${month}/${number}/${year}`,
        `${number}.${month}.${year}`,
        `${number} ${name} ${year}`,
        `${name.slice(0, 3)} ${number}, ${year}`,
      ])
        assert.equal(readTime(written, 'month-first').day, day, written);
      assert.equal(readTime(`${number}/${month}/${year}`, 'day-first').day, day);
    }),
  );
});
