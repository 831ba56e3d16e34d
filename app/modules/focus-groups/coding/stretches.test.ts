import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { stretchesOf } from './stretches.ts';

const said = (passages: Parameters<typeof stretchesOf>[0]) =>
  stretchesOf(passages).map(({ begins, ends, ids }) => `${begins}-${ends} ${ids.join('+')}`);

test('overlapping, nested and touching passages become stretches, each border once', () => {
  assert.deepEqual(
    said([
      { id: 'a', begins: 0, ends: 10 },
      { id: 'b', begins: 5, ends: 15 },
      { id: 'c', begins: 7, ends: 9 },
      { id: 'd', begins: 15, ends: 20 },
    ]),
    ['0-5 a', '5-7 a+b', '7-9 a+b+c', '9-10 a+b', '10-15 b', '15-20 d'],
  );
});

test('between passages nothing is drawn, and two of one place are both there', () => {
  assert.deepEqual(
    said([
      { id: 'a', begins: 2, ends: 4 },
      { id: 'b', begins: 2, ends: 4 },
      { id: 'c', begins: 8, ends: 9 },
      { id: 'empty', begins: 3, ends: 3 },
    ]),
    ['2-4 a+b', '8-9 c'],
  );
});

test('for any passages every unit is covered by exactly those that hold it', () => {
  const passages = fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 30 });
  fc.assert(
    fc.property(passages, (pairs) => {
      const marked = pairs.map(([begins, length], at) => ({ id: String(at), begins, ends: begins + length }));
      const stretches = stretchesOf(marked);
      for (let unit = 0; unit < 90; unit++) {
        const there = stretches.filter(({ begins, ends }) => begins <= unit && unit < ends);
        const expected = marked.filter(({ begins, ends }) => begins <= unit && unit < ends).map(({ id }) => id);
        assert.ok(there.length <= 1);
        assert.deepEqual([...(there[0]?.ids ?? [])].sort(), expected.sort());
      }
    }),
  );
});
