import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysLeft, dueIn, dueMoment, dueWords } from './due.ts';

test('a due day ends where the collaborative is, in winter, in summer and when the clocks change', () => {
  assert.equal(dueMoment('2026-01-15').toISOString(), '2026-01-16T04:59:00.000Z');
  assert.equal(dueMoment('2026-06-25').toISOString(), '2026-06-26T03:59:00.000Z');
  assert.equal(dueMoment('2026-03-08').toISOString(), '2026-03-09T03:59:00.000Z');
  assert.equal(dueMoment('2026-11-01').toISOString(), '2026-11-02T04:59:00.000Z');
});
test('whoever is elsewhere is told their own time, whoever is here the day', () => {
  assert.equal(dueWords('2026-06-25', 'America/New_York'), '25 June 2026');
  assert.equal(dueWords('2026-06-25', 'America/Toronto'), '25 June 2026');
  assert.match(dueWords('2026-06-25', 'America/Los_Angeles'), /^25 June 2026, 20:59 /);
  assert.match(dueWords('2026-06-25', 'Europe/Berlin'), /^26 June 2026, 05:59 /);
});
test('late begins when the day is over, and is said in words', () => {
  const at = (iso: string, zone = 'America/New_York') => dueIn('2026-06-25', { now: new Date(iso), zone });
  assert.equal(at('2026-06-25T23:00:00Z'), 'due today');
  assert.equal(at('2026-06-26T03:59:00Z'), 'due today');
  assert.equal(at('2026-06-26T04:30:00Z'), 'late by a day');
  assert.equal(at('2026-06-26T04:30:00Z', 'Europe/Berlin'), 'late by a day');
  assert.equal(at('2026-07-05T16:00:00Z'), 'late by 10 days');
  assert.equal(at('2026-06-24T16:00:00Z'), 'due tomorrow');
  assert.equal(at('2026-06-20T16:00:00Z'), 'due in 5 days');
  assert.equal(at('2026-05-20T16:00:00Z'), 'due by 25 June 2026');
  assert.equal(daysLeft('2026-06-25', { now: new Date('2026-07-05T16:00:00Z'), zone: 'America/New_York' }), -10);
});
