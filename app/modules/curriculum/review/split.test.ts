import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitEvenly } from './split.ts';

test('three mappers get three stretches of a queue, each about a third of its suggestions', () => {
  const shares = [5, 1, 1, 1, 1, 3, 3].map((hits, at) => ({ activityId: `a${at}`, hits }));
  assert.deepEqual(
    [...splitEvenly(shares, ['ada', 'ben', 'cem'])],
    [
      ['ada', ['a0']],
      ['ben', ['a1', 'a2', 'a3', 'a4']],
      ['cem', ['a5', 'a6']],
    ],
  );
});
test('nothing is lost or given twice, the order stays, and nobody is off their share by more than the largest activity', () => {
  const queue = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 });
  fc.assert(
    fc.property(queue, fc.integer({ min: 1, max: 6 }), (sizes, people) => {
      const shares = sizes.map((hits, at) => ({ activityId: `a${at}`, hits }));
      const parts = splitEvenly(
        shares,
        Array.from({ length: people }, (_, at) => `p${at}`),
      );
      assert.deepEqual(
        [...parts.values()].flat(),
        shares.map(({ activityId }) => activityId),
      );
      const total = sizes.reduce((sum, size) => sum + size, 0);
      for (const part of parts.values()) {
        const hits = part.reduce((sum, id) => sum + sizes[Number(id.slice(1))]!, 0);
        assert.ok(Math.abs(hits - total / people) <= Math.max(0, ...sizes));
      }
    }),
  );
});
