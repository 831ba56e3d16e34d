import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isReminderDue, reminderMail, type Waiting } from './reminder.ts';

const zone = 'America/New_York';
const step = { step: 'review', dueOn: '2026-06-25', waitsFor: 'mapper', since: new Date('2026-05-01T12:00:00Z') } as const;

/** The days, from the evening of 31 May on, on which somebody is reminded when a clock goes by hour by hour and every reminder is sent. */
function remindedOn(what: Parameters<typeof isReminderDue>[0], inZone = zone): string[] {
  const sent: Date[] = [];
  for (let hour = 0; hour < 24 * 50; hour++) {
    const now = new Date(Date.UTC(2026, 5, 1, hour, 30));
    if (!isReminderDue(what, sent.at(-1) ?? null, { now, zone: inZone })) continue;
    sent.push(now);
  }
  return sent.map((now) => new Intl.DateTimeFormat('en-CA', { timeZone: inZone, dateStyle: 'short' }).format(now));
}

test('a step is reminded of a week ahead, on its last day, and every week while it is late', () => {
  assert.deepEqual(remindedOn(step), ['2026-06-18', '2026-06-25', '2026-07-02', '2026-07-09', '2026-07-16']);
  assert.deepEqual(remindedOn({ ...step, dueOn: null }), []);
});
test('elsewhere the days are those of the receiver', () => {
  assert.deepEqual(remindedOn(step, 'Asia/Tokyo').slice(0, 3), ['2026-06-19', '2026-06-26', '2026-07-03']);
});
test('whoever convenes is told of a change asked for at once, and every week', () => {
  assert.deepEqual(remindedOn({ step: 'accept', dueOn: null, waitsFor: 'convener', since: step.since }).slice(0, 3), [
    '2026-05-31',
    '2026-06-07',
    '2026-06-14',
  ]);
});
test('a lead is told at once of terms to answer, and of each new version', () => {
  const terms = { step: 'accept', dueOn: null, waitsFor: 'lead', since: new Date('2026-06-01T15:00:00Z') } as const;
  assert.equal(remindedOn({ ...terms, since: step.since }).length, 1);
  const told = new Date('2026-06-01T15:05:00Z');
  assert.ok(!isReminderDue(terms, told, { now: new Date('2026-06-03T15:00:00Z'), zone }));
  const again = { ...terms, since: new Date('2026-06-01T20:00:00Z') };
  assert.ok(!isReminderDue(again, told, { now: new Date('2026-06-01T21:00:00Z'), zone }), 'not twice on a day');
  assert.ok(isReminderDue(again, told, { now: new Date('2026-06-02T15:00:00Z'), zone }));
});
test('nobody is reminded at night, nor twice on a day', () => {
  assert.ok(!isReminderDue(step, null, { now: new Date('2026-06-25T11:30:00Z'), zone }), '7:30');
  assert.ok(isReminderDue(step, null, { now: new Date('2026-06-25T12:30:00Z'), zone }), '8:30');
  assert.ok(!isReminderDue(step, new Date('2026-06-25T13:00:00Z'), { now: new Date('2026-06-25T22:30:00Z'), zone }));
});
test('whoever begins to be waited for late is told once, not every day', () => {
  assert.ok(isReminderDue(step, null, { now: new Date('2026-06-22T15:00:00Z'), zone }));
  assert.ok(!isReminderDue(step, new Date('2026-06-22T15:00:00Z'), { now: new Date('2026-06-23T15:00:00Z'), zone }));
  assert.ok(isReminderDue(step, new Date('2026-06-22T15:00:00Z'), { now: new Date('2026-06-25T15:00:00Z'), zone }));
});
test('the mail says what, by when in the receiver’s own time, where, and how to have no more', () => {
  const waiting: Waiting = {
    ...step,
    round: { slug: 'mapping', title: 'Mapping', year: '2025-26' },
    school: { slug: 'ashby', name: 'Ashby School of Medicine' },
  };
  const to = { name: 'Tom', mail: 'tom@ashby.example', zone: 'America/Los_Angeles' };
  const { subject, text } = reminderMail(to, [waiting], { now: new Date('2026-06-25T18:00:00Z'), base: 'https://concord.example' });
  assert.equal(subject, 'Mapping: review, due today');
  for (const said of [
    'answer what the scan suggests. By 25 June 2026, 20:59 Pacific Time: due today.',
    'https://concord.example/w/curriculum/ashby/review?year=2025-26',
    'https://concord.example/w/members/me#reminders',
  ])
    assert.ok(text.includes(said), text);
});
