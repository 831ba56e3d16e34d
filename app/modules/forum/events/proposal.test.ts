import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ForumEvent } from './event.ts';
import { dayWarning, proposedPlan } from './proposal.ts';

const series = {
  id: 's',
  title: 'Noon talks',
  host: 'Ashby',
  nth: 2,
  weekday: 4,
  everyMonths: 1,
  beginsAt: '12:00',
  minutes: 60,
  timeZone: 'America/New_York',
};
const october = { startsAt: new Date('2027-10-14T16:00:00Z') } as ForumEvent;

test('the next second Thursday of a series is proposed at its hour, and that it is a holiday is said', () => {
  const plan = proposedPlan({ earlier: null, series, last: october, now: new Date('2027-09-01T00:00:00Z') });
  assert.deepEqual([plan.day, plan.time, plan.timeZone, plan.host], ['2027-11-11', '12:00', 'America/New_York', 'Ashby']);
  assert.match(dayWarning(plan.day!)!, /Veterans Day/);
  assert.match(dayWarning('2027-11-13')!, /Saturday/);
  assert.equal(dayWarning('2027-11-18'), null);
});
test('a series that never met begins at its next day from today', () => {
  assert.equal(proposedPlan({ earlier: null, series, last: null, now: new Date('2026-10-01T12:00:00Z') }).day, '2026-10-08');
});
