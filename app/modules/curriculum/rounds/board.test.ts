import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellsOf, type StoredStep, type Taking, waiting } from './board.ts';
import { boardRows } from './board-words.ts';
import { roundSteps, stepWords } from './step.ts';

const joinedAt = new Date('2026-01-01T00:00:00Z');
const round = { openedAt: new Date('2026-01-10T00:00:00Z'), terms: { proposedAt: new Date('2026-01-10T00:00:00Z') } };
const accepted: Taking['answer'] = { answer: 'accepted', words: null, answeredAt: new Date('2026-01-12T00:00:00Z') };
const done = (step: StoredStep['step'], day: number): StoredStep => ({
  step,
  state: 'done',
  tenths: 10,
  waitsFor: null,
  since: new Date(Date.UTC(2026, 1, day)),
});
const waits = (stored: readonly StoredStep[], answer: Taking['answer'] = accepted) =>
  waiting(cellsOf({ joinedAt, stored, answer }, round)).map(({ step, waitsFor, since }) => [
    step,
    waitsFor,
    since?.toISOString().slice(0, 10),
  ]);

test('what waits, for whom and since when follows from what is done', () => {
  const table: Array<[StoredStep[], Taking['answer'], unknown]> = [
    [[], null, [['accept', 'lead', '2026-01-10']]],
    [[], { ...accepted!, answer: 'change', words: 'x' }, [['accept', 'convener', '2026-01-12']]],
    [
      [],
      accepted,
      [
        ['calibrate', 'mapper', '2026-01-12'],
        ['bring-in', 'lead', '2026-01-12'],
      ],
    ],
    [
      [done('calibrate', 3), done('bring-in', 5)],
      accepted,
      [
        ['scan', 'mapper', '2026-02-05'],
        ['ask', 'lead', '2026-02-05'],
      ],
    ],
    [[done('calibrate', 3), done('bring-in', 1), done('scan', 2), done('ask', 2)], accepted, [['review', 'mapper', '2026-02-03']]],
  ];
  for (const [stored, answer, expected] of table) assert.deepEqual(waits(stored, answer), expected);
});
test('a step begun before its turn waits, for whom it says', () => {
  const early: StoredStep = { step: 'review', state: 'open', tenths: 4, waitsFor: 'mapper', since: new Date('2026-03-01T00:00:00Z') };
  assert.deepEqual(waits([early]).at(-1), ['review', 'mapper', '2026-03-01']);
});
test('a new version of the terms makes accepting wait again, and what was done stays done', () => {
  const cells = cellsOf(
    { joinedAt, stored: [done('calibrate', 3)], answer: null },
    { ...round, terms: { proposedAt: new Date('2026-04-01T00:00:00Z') } },
  );
  assert.deepEqual([cells[0]?.state, cells[0]?.since?.toISOString().slice(0, 10), cells[1]?.state], ['waits', '2026-04-01', 'done']);
});
test('every step comes after steps before it, so that a round always ends', () => {
  for (const step of roundSteps)
    for (const before of stepWords[step].after) assert.ok(roundSteps.indexOf(before) < roundSteps.indexOf(step), step);
  const all = roundSteps.filter((step) => step !== 'accept').map((step, at) => done(step, at + 1));
  assert.deepEqual(waits(all), []);
});
test('a row names each one who is waited for once, with all their steps, and the day since which the school has waited longest', () => {
  const stored: StoredStep[] = [
    done('bring-in', 2),
    done('scan', 3),
    { step: 'review', state: 'open', tenths: 8, waitsFor: 'mapper', since: new Date('2026-03-01T12:00:00Z') },
  ];
  const dueOn = Object.fromEntries(roundSteps.map((step) => [step, null])) as Record<StoredStep['step'], null>;
  const school = { slug: 'a', name: 'A', leads: ['Rena'], cells: cellsOf({ joinedAt, stored, answer: accepted }, round) };
  const [row] = boardRows([school], dueOn, { now: new Date('2026-04-01T00:00:00Z'), zone: 'UTC' });
  assert.equal(row?.done, 3);
  assert.equal(row?.since, '12 January 2026');
  assert.deepEqual(row?.waits, [
    { who: 'the mappers', steps: 'Calibrate, Review 8/10', since: null },
    { who: 'the lead, Rena', steps: 'Ask course directors', since: '2 February 2026' },
  ]);
});
