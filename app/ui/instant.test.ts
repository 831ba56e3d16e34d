import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAndTime } from './date.ts';
import { instantOf, isoWithOffset } from './instant.ts';

const noon = (day: string, zone = 'America/New_York') => instantOf(day, '12:00', zone)?.toISOString();

test('noon in New York is 16:00 UTC in October and 17:00 UTC in November', () => {
  assert.equal(noon('2026-10-08'), '2026-10-08T16:00:00.000Z');
  assert.equal(noon('2026-11-12'), '2026-11-12T17:00:00.000Z');
  assert.equal(noon('2027-03-11'), '2027-03-11T17:00:00.000Z');
  assert.equal(noon('2027-04-08'), '2027-04-08T16:00:00.000Z');
});
test('a reader in Phoenix sees the same session an hour later after New York has set its clocks back', () => {
  assert.match(dayAndTime(instantOf('2026-10-08', '12:00', 'America/New_York')!, 'America/Phoenix'), /^8 October 2026, 09:00 /);
  assert.match(dayAndTime(instantOf('2026-11-12', '12:00', 'America/New_York')!, 'America/Phoenix'), /^12 November 2026, 10:00 /);
});
test('a time that clocks pass over does not exist, and one that they show twice is the first', () => {
  assert.equal(instantOf('2027-03-14', '02:30', 'America/New_York'), null);
  assert.equal(instantOf('2026-11-01', '01:30', 'America/New_York')?.toISOString(), '2026-11-01T05:30:00.000Z');
  assert.equal(instantOf('2026-11-01', '02:00', 'America/New_York')?.toISOString(), '2026-11-01T07:00:00.000Z');
});
test('zones on the other side of the date line, and with odd minutes', () => {
  assert.equal(noon('2026-06-01', 'Pacific/Kiritimati'), '2026-05-31T22:00:00.000Z');
  assert.equal(noon('2026-06-01', 'Asia/Kathmandu'), '2026-06-01T06:15:00.000Z');
});
test('an instant is written with the offset of its zone', () => {
  assert.equal(isoWithOffset(new Date('2026-10-08T16:00:00Z'), 'America/New_York'), '2026-10-08T12:00:00-04:00');
  assert.equal(isoWithOffset(new Date('2026-11-12T17:00:00Z'), 'America/New_York'), '2026-11-12T12:00:00-05:00');
  assert.equal(isoWithOffset(new Date('2026-06-01T06:15:00Z'), 'Asia/Kathmandu'), '2026-06-01T12:00:00+05:45');
  assert.equal(isoWithOffset(new Date('2026-06-01T06:15:00Z'), 'UTC'), '2026-06-01T06:15:00+00:00');
});
