import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnLetter } from './sheet.ts';

test('columns have the letters of a spreadsheet', () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnLetter), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
