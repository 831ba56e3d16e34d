import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepAsks } from '../programmes/schema.ts';
import { type Standing, untilOf, wayOf } from './way.ts';

const asks = (step: StepAsks['step'], more: Partial<StepAsks> = {}): StepAsks => ({
  step,
  words: [],
  attended: 0,
  taught: 0,
  isReadBack: false,
  refreshMonths: null,
  ...more,
});
const path = [
  asks('learner', { attended: 2 }),
  asks('co-facilitator', { words: ['Has led a practice round with a colleague'] }),
  asks('facilitator', { taught: 2, isReadBack: true, refreshMonths: 24 }),
  asks('trainer'),
];
const standing = (step: Standing['step'], until: string | null = null): Standing => ({
  ...{ id: step, step, since: '2026-01-10', until, ground: 'x', confirmedByName: 'Ines', endedAt: null, endedBecause: null },
});
const today = '2026-11-27';
const statesOf = (standings: Standing[], counted = { attended: 0, taught: 0, readBack: 0 }) =>
  wayOf(path, { standings, counted, today }).map(({ state }) => state);

test('a newcomer sees what is next and what it lacks; what was counted makes the step due, which a person has still to confirm', () => {
  assert.deepEqual(statesOf([]), ['next', 'later', 'later', 'later']);
  const way = wayOf(path, { standings: [], counted: { attended: 2, taught: 0, readBack: 0 }, today });
  assert.deepEqual([way[0]!.state, way[0]!.criteria], ['due', [{ words: '2 sessions of one offering attended', soFar: 2, isMet: true }]]);
});
test('a step that asks only for what a person judges is never due by itself', () => {
  assert.deepEqual(statesOf([standing('learner')]), ['reached', 'next', 'later', 'later']);
});
test('one observation that was not read holds the step back', () => {
  const two = [standing('learner'), standing('co-facilitator')];
  assert.equal(statesOf(two, { attended: 2, taught: 2, readBack: 1 })[2], 'next');
  assert.equal(statesOf(two, { attended: 2, taught: 2, readBack: 2 })[2], 'due');
});
test('what is over is over from the day after, and who came in higher has been below', () => {
  assert.equal(statesOf([standing('facilitator', today)])[2], 'reached');
  assert.deepEqual(statesOf([standing('facilitator', '2026-11-26')]), ['next', 'later', 'over', 'later']);
  assert.deepEqual(statesOf([standing('trainer')]), ['reached', 'reached', 'reached', 'reached']);
});
test('refresh-by is so many months on, at the end of a month that is shorter', () => {
  assert.equal(untilOf('2026-08-31', 6), '2027-02-28');
  assert.equal(untilOf('2026-01-10', 24), '2028-01-10');
  assert.equal(untilOf('2026-01-10', null), null);
});
