import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAsked, isAskedOfWithdrawal } from './waiting.ts';

const now = new Date('2026-11-26T12:00:00Z');
const chose = (choice: 'take' | 'stay' | 'later', day: string, number = 2) => ({ number, choice, chosenAt: new Date(`${day}T12:00:00Z`) });

test('whoever uses an earlier version is asked, once', () => {
  assert.equal(isAsked(1, 2, { choices: [], now }), true);
  assert.equal(isAsked(2, 2, { choices: [], now }), false);
  assert.equal(isAsked(1, 2, { choices: [chose('stay', '2026-11-01')], now }), false);
});
test('staying with an earlier version is asked about again when the next one comes', () => {
  assert.equal(isAsked(1, 3, { choices: [chose('stay', '2026-11-01')], now }), true);
});
test('later is in thirty days', () => {
  assert.equal(isAsked(1, 2, { choices: [chose('later', '2026-10-28')], now }), false);
  assert.equal(isAsked(1, 2, { choices: [chose('later', '2026-10-27')], now }), true);
  assert.equal(isAsked(1, 2, { choices: [chose('later', '2026-09-01'), chose('stay', '2026-10-01')], now }), false);
});
test('what was withdrawn, or is no more, asks nobody', () => {
  assert.equal(isAsked(null, 2, { choices: [], now }), false);
  assert.equal(isAsked(1, null, { choices: [], now }), false);
});
test('whoever uses what is withdrawn is asked until they decide, and again when it is withdrawn again', () => {
  const on = (day: string) => new Date(`${day}T12:00:00Z`);
  assert.equal(isAskedOfWithdrawal(null, { choices: [], now }), false);
  assert.equal(isAskedOfWithdrawal(on('2026-11-01'), { choices: [chose('stay', '2026-10-01')], now }), true);
  assert.equal(isAskedOfWithdrawal(on('2026-11-01'), { choices: [chose('stay', '2026-11-02')], now }), false);
  assert.equal(isAskedOfWithdrawal(on('2026-10-01'), { choices: [chose('later', '2026-10-02')], now }), true);
});
