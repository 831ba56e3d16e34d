import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movePlan } from './move-plan.ts';

const competency = (stableId: string, version: string) => ({
  id: `${stableId}-${version}`,
  stableId,
  code: stableId,
  shortTitle: stableId,
  text: stableId,
});
const from = ['same', 'reworded', 'replaced', 'split', 'gone', 'idle'].map((id) => competency(id, '1'));
const to = ['same', 'reworded', 'new', 'half', 'other-half', 'idle'].map((id) => competency(id, '2'));
const changes = new Map(
  (
    [
      ['same', 'recoded', ['same']],
      ['reworded', 'reworded', ['reworded']],
      ['replaced', 'replaced', ['new']],
      ['split', 'split', ['half', 'other-half']],
      ['gone', 'removed', []],
      ['idle', 'unchanged', ['idle']],
    ] as const
  ).map(([stableId, kind, ends]) => [stableId, { kind, to: ends }]),
);
const counts = from.slice(0, 5).map(({ id }, at) => ({ competencyId: id, links: at + 1, decided: at === 0 ? 1 : 0 }));

test('links go along where the change says how, and a person is asked about new words, a choice and an end', () => {
  const plan = movePlan(counts, { from, to, changes });
  assert.deepEqual(
    plan.carried.map(({ competency: { stableId }, how, to: ends }) => [stableId, how, ends.map(({ id }) => id)]),
    [
      ['same', 'unchanged', ['same-2']],
      ['replaced', 'replaced', ['new-2']],
    ],
  );
  assert.deepEqual(
    plan.asked.map(({ competency: { stableId }, to: ends }) => [stableId, ends.length]),
    [
      ['reworded', 1],
      ['split', 2],
      ['gone', 0],
    ],
  );
  assert.deepEqual([plan.links, plan.undecided, plan.undecidedCarried], [15, 14, 3]);
});

test('a successor that is no competency any more is not carried to by itself', () => {
  const plan = movePlan([{ competencyId: 'same-1', links: 2, decided: 0 }], { from, to: to.slice(1), changes });
  assert.deepEqual(
    plan.asked.map(({ competency: { stableId } }) => stableId),
    ['same'],
  );
});

test('where one competency goes to several, they are offered in the order of the new version', () => {
  const reversed = new Map([['split', { kind: 'split' as const, to: ['other-half', 'half'] }]]);
  const [move] = movePlan([{ competencyId: 'split-1', links: 1, decided: 0 }], { from, to, changes: reversed }).asked;
  assert.deepEqual(
    move?.to.map(({ stableId }) => stableId),
    ['half', 'other-half'],
  );
});
