import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approaches, approachWords, isOn } from './approach.ts';
import { approvalState, isCovered } from './approval.ts';

const approval = { determination: 'expedited', approvedOn: '2026-01-10', expiresOn: '2026-12-31' };

test('an approval covers from its first day to its last, and warns sixty days before', () => {
  for (const [today, state] of [
    ['2026-01-09', { state: 'later' }],
    ['2026-01-10', { state: 'covers', days: 355 }],
    ['2026-11-01', { state: 'expiring', days: 60 }],
    ['2026-12-31', { state: 'expiring', days: 0 }],
    ['2027-01-01', { state: 'expired' }],
  ] as const)
    assert.deepEqual(approvalState(approval, today), state, today);
});

test('an exempt study has no last day, and a site without a decision is not covered', () => {
  assert.deepEqual(approvalState({ ...approval, expiresOn: null }, '2030-01-01'), { state: 'covers', days: null });
  assert.equal(isCovered({ determination: null, approvedOn: null, expiresOn: null }, '2026-05-01'), false);
});

test('agreement is on in one approach, and the others say why it is not', () => {
  for (const approach of approaches) assert.equal(isOn(approach, 'agreement'), approachWords[approach].withoutAgreement === null, approach);
  assert.ok(approaches.every((approach) => isOn(approach, 'notebook')));
});
