import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, fileSize, listed } from './count.ts';

test('one is one, and none and many are many', () => {
  assert.deepEqual(
    [0, 1, 1284].map((number) => count(number, 'activity', 'activities')),
    ['0 activities', '1 activity', '1,284 activities'],
  );
});
test('words in a row end with an and', () => {
  assert.deepEqual([[], ['Mo'], ['Mo', 'Ada'], ['Mo', 'Ada', 'Rea']].map(listed), ['', 'Mo', 'Mo and Ada', 'Mo, Ada and Rea']);
});
test('the size of a file is said in the unit that suits it', () => {
  assert.deepEqual([1, 999, 12_400, 3_440_000, 1_200_000_000].map(fileSize), ['1 byte', '999 bytes', '12 kB', '3.4 MB', '1,200 MB']);
});
