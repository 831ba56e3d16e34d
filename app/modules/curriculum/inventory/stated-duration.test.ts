import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cell } from '#app/platform/sheet.ts';
import { readDuration } from './stated-duration.ts';

const minutes = { unit: 'minutes', decimal: 'point' } as const;
const hours = { unit: 'hours', decimal: 'point' } as const;

/** Cell, minutes, most, times; in a column of hours. */
const cases: [Cell, number | null, number | null, number | null][] = [
  [1.5, 90, null, null],
  ['1.5', 90, null, null],
  ['90 min', 90, null, null],
  ['90 mins.', 90, null, null],
  ["45'", 45, null, null],
  ['1:30', 90, null, null],
  ['01:30:00', 90, null, null],
  ['1h30', 90, null, null],
  ['1 h 30 min', 90, null, null],
  ['1 hour and 30 minutes', 90, null, null],
  ['2 hrs', 120, null, null],
  ['1½ h', 90, null, null],
  ['½ hour', 30, null, null],
  ['1 1/2 hours', 90, null, null],
  ['PT90M', 90, null, null],
  ['~3 h', 180, null, null],
  ['2-3 hours', 120, 180, null],
  ['2–3', 120, 180, null],
  ['60 to 90 min', 60, 90, null],
  ['45 min - 1 h', 45, 60, null],
  ['2-2 h', 120, null, null],
  ['8 x 1 h', 60, null, 8],
  ['8×60 min', 60, null, 8],
  ['1 h x 8', 60, null, 8],
  ['4 x 1-2 h', 60, 120, 4],
  ['1 x 2 h', 120, null, null],
  ['0', 0, null, null],
  [{ date: '1899-12-30T01:30' }, 90, null, null],
  [{ date: '1899-12-31T02:00' }, 1560, null, null],
  ['', null, null, null],
  ['TBD', null, null, null],
  ['n/a', null, null, null],
];
for (const [cell, least, most, times] of cases)
  test(`in a column of hours ${JSON.stringify(cell)} is ${least ?? 'unknown'}${most ? ` to ${most}` : ''} minutes`, () => {
    const read = readDuration(cell, hours);
    assert.deepEqual([read.minutes, read.most, read.times, read.problem], [least, most, times, null]);
  });

for (const [cell, problem] of [
  ['soon', /no length/],
  ['2 weeks', /days or weeks/],
  ['3 days', /days or weeks/],
  ['-2', /negative/],
  [-2, /negative/],
  ['3-2 h', /below/],
  ['99999999', /longer/],
  ['1:75', /no length/],
  [{ date: '2025-02-03' }, /makes one of 2-3/],
  [`${'9'.repeat(50)}-${'9'.repeat(5000)}`, /no length/],
] as const)
  test(`a length is not guessed from ${JSON.stringify(cell).slice(0, 40)}`, () => {
    const read = readDuration(cell, hours);
    assert.equal(read.minutes, null);
    assert.match(read.problem ?? '', problem);
  });

test('a third of an hour is a way of writing minutes, a third of a minute is odd', () => {
  assert.deepEqual([readDuration('1.33', hours).minutes, readDuration('1.33', hours).problem], [80, null]);
  assert.match(readDuration('1.33', minutes).problem ?? '', /whole number/);
});

test('a decimal comma is read where the sheet writes one, and where nothing else can be meant', () => {
  assert.equal(readDuration('1,5', hours).minutes, 90);
  assert.equal(readDuration('1,500', { unit: 'minutes', decimal: 'point' }).minutes, 1500);
  assert.equal(readDuration('1,500', { unit: 'hours', decimal: 'comma' }).minutes, 90);
});

test('whole minutes come back from every way of writing them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (length) => {
      const [whole, rest] = [Math.floor(length / 60), length % 60];
      const two = String(rest).padStart(2, '0');
      for (const written of [
        `${length} min`,
        `${length} minutes`,
        `${whole}:${two}`,
        `${whole} h ${rest} min`,
        `${whole}h${two}`,
        `PT${length}M`,
      ])
        assert.equal(readDuration(written, hours).minutes, length, written);
      assert.equal(readDuration(length, minutes).minutes, length);
    }),
  );
});

test('no text takes long, and what is read is never negative nor upside down', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .,:-–x×hmindays½/~'), maxLength: 200 }), (text) => {
      const start = performance.now();
      const { minutes: least, most } = readDuration(text, hours);
      assert.ok(performance.now() - start < 100);
      assert.ok(least === null || (Number.isInteger(least) && least >= 0 && (most === null || most > least)));
    }),
  );
});
