import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailDue, type Reminding } from './reminder.ts';

const asked: Reminding = {
  ...{ status: 'open', closesOn: '2026-12-20', remindDays: 7, remindMost: 2, hasAnswered: false, hasDeclined: false, wantsReminders: true },
  ...{ askedAt: new Date('2026-12-01T12:00:00Z'), reminders: 0, remindedAt: null },
};
const on = (day: string, change: Partial<Reminding> = {}) =>
  mailDue({ ...asked, ...change }, { now: new Date(`${day}T12:00:00Z`), today: day });

test('who was not asked yet is asked, and who is silent is reminded after the days that the round says', () => {
  assert.equal(on('2026-12-01', { askedAt: null }), 'ask');
  assert.equal(on('2026-12-07'), null);
  assert.equal(on('2026-12-08'), 'remind');
  assert.equal(on('2026-12-14', { reminders: 1, remindedAt: new Date('2026-12-08T12:00:00Z') }), null);
});
test('reminders stop: with an answer, with a no, with an opt-out, after so many, on the last day, and with the round', () => {
  for (const change of [
    { hasAnswered: true },
    { hasDeclined: true },
    { wantsReminders: false },
    { reminders: 2 },
    { closesOn: '2026-12-07' },
    { status: 'closed' },
  ] as const)
    assert.equal(on('2026-12-08', change), null, JSON.stringify(change));
  assert.equal(on('2026-12-08', { closesOn: '2026-12-08' }), 'remind', 'the last day is whole');
});
