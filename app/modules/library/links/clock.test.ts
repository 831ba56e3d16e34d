import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterLook, isLookDue, type KnownLink } from './clock.ts';

const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at, 10, 50));
const fine: KnownLink = { lookedAt: day(0), brokenSince: null, isBroken: false };

test('a link is looked behind every week', () => {
  assert.equal(isLookDue(fine, day(6)), false);
  assert.equal(isLookDue(fine, day(7)), true);
});
test('one bad hour is looked at again the next day, and only then a link is broken', () => {
  const once = afterLook(fine, 'broken', day(7));
  assert.deepEqual([once.isBroken, isLookDue(once, day(7)), isLookDue(once, day(8))], [false, false, true]);
  assert.equal(afterLook(once, 'broken', day(8)).isBroken, true);
  assert.deepEqual(afterLook(once, 'works', day(8)), { lookedAt: day(8), brokenSince: null, isBroken: false });
});
test('a machine that is asked twice in one hour is not broken by that', () => {
  assert.equal(afterLook(afterLook(fine, 'broken', day(7)), 'broken', day(7)).isBroken, false);
});
test('who does not answer changes nothing that was known', () => {
  const broken = afterLook(afterLook(fine, 'broken', day(7)), 'broken', day(8));
  assert.equal(afterLook(broken, 'unanswered', day(15)).isBroken, true);
  assert.equal(afterLook(fine, 'unanswered', day(7)).isBroken, false);
});
