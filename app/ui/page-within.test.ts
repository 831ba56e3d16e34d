import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastPage, pageOf } from './page-within.ts';

test('a page of a list holds its rows and no others; a page behind the last is the last, and an empty list has one', () => {
  const rows = Array.from({ length: 41 }, (_, at) => at);
  assert.deepEqual(pageOf(rows, 1, 40), { rows: rows.slice(0, 40), page: 1, total: 41 });
  assert.deepEqual(pageOf(rows, 2, 40), { rows: [40], page: 2, total: 41 });
  assert.deepEqual(pageOf(rows, 99, 40), { rows: [40], page: 2, total: 41 });
  assert.deepEqual([pageOf([], 1, 40), lastPage(0, 40)], [{ rows: [], page: 1, total: 0 }, 1]);
});
