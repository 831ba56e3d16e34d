import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sampledTurns } from './sample.ts';

const turns = Array.from({ length: 50 }, (_, at) => `turn ${at}`);

test('the same seed draws the same turns, another seed others, in the order in which they were said', () => {
  const drawn = sampledTurns(turns, { amount: { percent: 20 }, seed: 'spring' });
  assert.equal(drawn.length, 10);
  assert.deepEqual(drawn, sampledTurns(turns, { amount: { turns: 10 }, seed: 'spring' }));
  assert.notDeepEqual(drawn, sampledTurns(turns, { amount: { percent: 20 }, seed: 'autumn' }));
});

test('no turn is drawn twice, and never more than there are', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 80 }), (seed, wanted) => {
      const drawn = sampledTurns(turns, { amount: { turns: wanted }, seed });
      assert.equal(drawn.length, Math.min(wanted, turns.length));
      assert.deepEqual(
        drawn,
        turns.filter((turn) => drawn.includes(turn)),
      );
    }),
  );
});

test('every turn is about as likely as another', () => {
  const times = new Map<string, number>();
  for (let seed = 0; seed < 5000; seed++)
    for (const turn of sampledTurns(turns, { amount: { turns: 5 }, seed: `${seed}` })) times.set(turn, (times.get(turn) ?? 0) + 1);
  for (const turn of turns) assert.ok(Math.abs((times.get(turn) ?? 0) - 500) < 110, turn);
});
