import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWallTime, toldTimes, wallTimeOf } from './wall-time.ts';

const noon = (day: string) => {
  const read = readWallTime(day, '12:00', 'America/New_York');
  assert.ok(read.kind === 'once');
  return { startsAt: read.instant, endsAt: new Date(read.instant.getTime() + 3_600_000), timeZone: 'America/New_York' };
};

test('a reader in Phoenix meets the host’s noon at nine in October and at ten in November', () => {
  assert.equal(noon('2026-10-08').startsAt.toISOString(), '2026-10-08T16:00:00.000Z');
  assert.equal(noon('2026-11-12').startsAt.toISOString(), '2026-11-12T17:00:00.000Z');
  assert.deepEqual(toldTimes(noon('2026-10-08'), 'America/Phoenix'), {
    inHost: '8 October 2026, 12:00 to 13:00 Eastern Time',
    inPicked: '8 October 2026, 09:00 to 10:00 Mountain Standard Time',
  });
  assert.match(toldTimes(noon('2026-11-12'), 'America/Phoenix').inPicked!, /^12 November 2026, 10:00 to 11:00 /);
  assert.match(toldTimes(noon('2026-11-12'), 'America/Los_Angeles').inPicked!, /^12 November 2026, 09:00 to 10:00 /);
});
test('who picks the host’s own zone, or one that shows the same, is told the time once', () => {
  assert.equal(toldTimes(noon('2026-10-08'), 'America/New_York').inPicked, null);
  assert.equal(toldTimes(noon('2026-10-08'), 'America/Detroit').inPicked, null);
  assert.equal(toldTimes(noon('2026-10-08'), null).inPicked, null);
});
test('a time that clocks pass over is refused, and one that they show twice is the first, and both are said', () => {
  const never = readWallTime('2027-03-14', '02:30', 'America/New_York');
  assert.equal(never.kind, 'never');
  assert.match(never.kind === 'never' ? never.words : '', /never show 02:30/);
  const twice = readWallTime('2026-11-01', '01:30', 'America/New_York');
  assert.ok(twice.kind === 'twice');
  assert.deepEqual([twice.instant.toISOString(), twice.second.toISOString()], ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']);
  assert.match(twice.words, /the first of the two/);
  assert.equal(readWallTime('2026-04-05', '01:45', 'Australia/Lord_Howe').kind, 'twice');
  assert.equal(readWallTime('2026-11-01', '02:00', 'America/New_York').kind, 'once');
});
test('a form shows the time that was written into it', () => {
  assert.deepEqual(wallTimeOf(noon('2027-04-08').startsAt, 'America/New_York'), { day: '2027-04-08', time: '12:00' });
});
