import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostTime, isComing, languageWords, readerTime } from './event.ts';

const october = {
  startsAt: new Date('2026-10-08T16:00:00Z'),
  endsAt: new Date('2026-10-08T17:00:00Z'),
  timeZone: 'America/New_York',
  heldMonth: null,
};
const november = { ...october, startsAt: new Date('2026-11-12T17:00:00Z'), endsAt: new Date('2026-11-12T18:00:00Z') };
const april = { startsAt: null, endsAt: null, timeZone: null, heldMonth: '2024-04' };

test('a noon in New York stays a noon over the change of clocks, and moves for a reader in Phoenix', () => {
  assert.equal(hostTime(october), '8 October 2026, 12:00 to 13:00 Eastern Time');
  assert.equal(hostTime(november), '12 November 2026, 12:00 to 13:00 Eastern Time');
  assert.match(readerTime(october, 'America/Phoenix')!, /^8 October 2026, 09:00 to 10:00 Mountain/);
  assert.match(readerTime(november, 'America/Phoenix')!, /^12 November 2026, 10:00 to 11:00 Mountain/);
  assert.equal(readerTime(october, 'America/New_York'), null);
});
test('an event known to the month has no day and no hour, here and elsewhere', () => {
  assert.equal(hostTime(april), 'April 2024');
  assert.equal(readerTime(april, 'Europe/London'), null);
  assert.equal(isComing(april, new Date('2024-04-20T00:00:00Z')), true);
  assert.equal(isComing(april, new Date('2024-05-01T00:00:00Z')), false);
});
test('a language is called by its name', () => {
  assert.equal(languageWords('en'), 'English');
  assert.equal(languageWords('no such tag!'), 'no such tag!');
});
