import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposedNumber } from './version-number.ts';

for (const [taken, proposed] of [
  [[], '1'],
  [['1'], '2'],
  [['2', '1'], '3'],
  [['1.0'], '1.1'],
  [['1.10', '1.9'], '1.11'],
  [['2018'], '2026'],
  [['2026', '2018'], '2027'],
  [['v2 draft'], 'v3 draft'],
  [['spring'], 'spring 2'],
  [['1', '2'], '3'],
] as const)
  test(`after ${taken.join(', ') || 'nothing'} comes ${proposed}`, () => assert.equal(proposedNumber(taken, 2026), proposed));
