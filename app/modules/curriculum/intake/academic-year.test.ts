import assert from 'node:assert/strict';
import { test } from 'node:test';
import { academicYearAt } from './academic-year.ts';

test('an academic year begins in July and is written with both its years', () => {
  assert.equal(academicYearAt(new Date('2025-06-30T23:59:59Z')), '2024-25');
  assert.equal(academicYearAt(new Date('2025-07-01T00:00:00Z')), '2025-26');
  assert.equal(academicYearAt(new Date('2099-12-31T00:00:00Z')), '2099-00');
});
