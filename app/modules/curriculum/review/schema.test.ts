import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReviewSearch } from './schema.ts';

test('a competency in the address of the queue is a code that the database can look for, or none', () => {
  assert.equal(ReviewSearch.parse({ competency: '1.10' }).competency, '1.10');
  for (const competency of ['\0', '1\0', '', 'x'.repeat(21)]) assert.equal(ReviewSearch.parse({ competency }).competency, undefined);
});
