import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName } from './file-name.ts';

test('a name for a file holds no sign that ends a header or a folder, and keeps its ending however long it is', () => {
  assert.equal(fileName('Ärzte "2"\r\n/x.csv'), '-rzte-2-x.csv');
  const long = fileName(`framework-${'1'.repeat(100_000)}.csv`);
  assert.ok(long.length <= 200 && long.startsWith('framework-1') && long.endsWith('.csv'), long);
});
