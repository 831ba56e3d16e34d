import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from './sheet.ts';
import { cellOfIsoDate, cellOfNumber, numberFormat } from './xlsx-format.ts';

const shown: [string, number, Cell][] = [
  // dates, in the formats of several languages
  ['yyyy-mm-dd', 45901, { date: '2025-09-01' }],
  ['dd/mm/yyyy', 45901.75, { date: '2025-09-01' }],
  ['d. mmmm yyyy', 45901, { date: '2025-09-01' }],
  ['[$-409]mmm-yy;@', 45901, { date: '2025-09-01' }],
  ['[$-F800]dddd, mmmm dd, yyyy', 45901, { date: '2025-09-01' }],
  ['yyyy"年"m"月"d"日"', 45901, { date: '2025-09-01' }],
  ['mmm', 45901, { date: '2025-09-01' }],
  ['m/d/yy h:mm', 45901.75, { date: '2025-09-01T18:00' }],
  ['dd.mm.yyyy hh:mm:ss', 45901.999999, { date: '2025-09-02T00:00' }],
  ['[Red]dd\\-mm\\-yy', 45901, { date: '2025-09-01' }],
  // the edges of the calendar: a day that never was, the first and the last
  ['yyyy-mm-dd', 1, { date: '1900-01-01' }],
  ['yyyy-mm-dd', 59, { date: '1900-02-28' }],
  ['yyyy-mm-dd', 60, { date: '1900-02-28' }],
  ['yyyy-mm-dd', 61, { date: '1900-03-01' }],
  ['yyyy-mm-dd', 2958465, { date: '9999-12-31' }],
  ['yyyy-mm-dd', 2958466, 2958466],
  ['yyyy-mm-dd', -1, -1],
  ['yyyy-mm-dd', 0, '0:00'],
  // times and durations
  ['h:mm', 0.395833333333333, '9:30'],
  ['h:mm AM/PM', 0.75, '18:00'],
  ['hh:mm:ss', 0.5 + 1 / 86400, '12:00:01'],
  ['[h]:mm', 1.5625, '37:30'],
  ['[hh]:mm:ss', 1.5625, '37:30'],
  ['[mm]', 0.0625, 90],
  ['[mm]:ss', 0.0625, '1:30'],
  ['mm:ss', 0.0625, '1:30'],
  ['[h]:mm', -0.0625, '-1:30'],
  // percentages, codes, and what is just a number
  ['0%', 0.5, '50%'],
  ['0.00%', 0.1 + 0.2, '30%'],
  ['0.00', 1.1, '1.10'],
  ['0.00', 1.234, 1.234],
  ['000', 7, '007'],
  ['000', 1234, 1234],
  ['0', 7, 7],
  ['General', 1.1, 1.1],
  ['#,##0.00', 1.1, 1.1],
  ['"Year "0', 2, 2],
  ['0.00E+00', 12345, 12345],
  ['0.0" d"', 2, '2.0'],
  ['@', 3, 3],
  ['_-* #,##0.00 "€"_-;-* #,##0.00 "€"_-;_-* "-"?? "€"_-;_-@_-', 3, 3],
];
for (const [code, value, cell] of shown)
  test(`${value} as ${code} is ${JSON.stringify(cell)}`, () => {
    assert.deepEqual(cellOfNumber(value, numberFormat(164, code), false), cell);
  });

test('a workbook that counts from 1904 has its own first day', () => {
  const date = numberFormat(14, undefined);
  assert.deepEqual(cellOfNumber(0, date, true), { date: '1904-01-01' });
  assert.deepEqual(cellOfNumber(44439, date, true), { date: '2025-09-01' });
  assert.deepEqual(cellOfNumber(45901, date, false), { date: '2025-09-01' });
});

test('the numbers that stand for formats without a code', () => {
  const kinds = [0, 1, 2, 9, 10, 14, 20, 22, 46, 49, 99].map((id) => numberFormat(id, undefined).kind);
  assert.deepEqual(kinds, [
    'number',
    'number',
    'digits',
    'percent',
    'percent',
    'date',
    'time',
    'date-time',
    'duration',
    'number',
    'number',
  ]);
});

test('a date that a file writes as text is cut to the minute, and other text stays', () => {
  assert.deepEqual(['2025-09-01', '2025-09-01T00:00:00', '2025-09-01T08:15:30.5Z', 'soon'].map(cellOfIsoDate), [
    { date: '2025-09-01' },
    { date: '2025-09-01' },
    { date: '2025-09-01T08:15' },
    'soon',
  ]);
});
