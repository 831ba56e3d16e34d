import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Item } from '../outline.ts';
import { carriesOver, changesBetween, comparison, type Succession } from './comparison.ts';

function item(stableId: string, more: Partial<Item> & { under?: string; at?: number } = {}): Item {
  const { under = null, at = 1, ...rest } = more;
  return {
    id: `id-${stableId}`,
    stableId,
    parentId: under && `id-${under}`,
    position: at,
    kind: 'competency',
    phase: null,
    code: stableId,
    shortTitle: null,
    title: stableId,
    text: `Does ${stableId}`,
    publishedText: null,
    itemType: null,
    ...rest,
  };
}
const replaced = (originStableId: string, destinationStableId: string): Succession => ({
  type: 'replacedBy',
  originStableId,
  destinationStableId,
});
function kinds(from: Item[], to: Item[], associations: Succession[] = []): Record<string, string> {
  return Object.fromEntries([...changesBetween(from, to, associations)].map(([id, { kind, to }]) => [id, [kind, ...to].join(' ')]));
}

test('what became of an item has one word, and says what stands in its place', () => {
  const from = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, at) => item(id, { at: at + 1 }));
  const to = [
    item('a', { at: 1 }),
    item('b', { at: 2, text: 'Does b, and says why' }),
    item('c', { at: 3, code: 'C' }),
    item('d1', { at: 4 }),
    item('d2', { at: 5 }),
    item('ef', { at: 6 }),
  ];
  const associations = [replaced('d', 'd1'), replaced('d', 'd2'), replaced('e', 'ef'), replaced('f', 'ef')];
  assert.deepEqual(kinds(from, to, associations), {
    a: 'unchanged a',
    b: 'reworded b',
    c: 'recoded c',
    d: 'split d1 d2',
    e: 'merged ef',
    f: 'merged ef',
    g: 'removed',
  });
});
test('a link carries over where exactly one thing took the place, and a person is asked for new words, several, or none', () => {
  const carried = (kind: Parameters<typeof carriesOver>[0]['kind'], to: string[]) => carriesOver({ kind, to });
  assert.ok(carried('unchanged', ['a']) && carried('moved', ['a']) && carried('recoded', ['a']) && carried('replaced', ['x']));
  assert.ok(carried('merged', ['x']));
  assert.ok(!carried('reworded', ['a']) && !carried('split', ['x', 'y']) && !carried('split', ['x']) && !carried('removed', []));
  assert.ok(!carried('reclassified', []), 'a competency that became a domain takes no links');
});
test('replacements are followed over the versions between, and a circle ends', () => {
  assert.deepEqual(kinds([item('a')], [item('c')], [replaced('a', 'b'), replaced('b', 'c')]), { a: 'replaced c' });
  assert.deepEqual(kinds([item('a')], [item('z')], [replaced('a', 'b'), replaced('b', 'a')]), { a: 'removed' });
});
test('an item is moved when it hangs elsewhere, and of a new order only what was taken out of it', () => {
  const from = [item('p', { at: 1 }), item('q', { at: 2 }), ...['a', 'b', 'c', 'd'].map((id, at) => item(id, { under: 'p', at: at + 1 }))];
  const reordered = [item('p', { at: 1 }), item('q', { at: 2 }), ...['d', 'a', 'b'].map((id, at) => item(id, { under: 'p', at: at + 1 }))];
  assert.deepEqual(kinds(from, [...reordered, item('c', { under: 'q' })]), {
    p: 'unchanged p',
    q: 'unchanged q',
    a: 'unchanged a',
    b: 'unchanged b',
    c: 'moved c',
    d: 'moved d',
  });
});
test('under a parent that was replaced, children have not moved', () => {
  const from = [item('p'), item('a', { under: 'p' })];
  assert.equal(kinds(from, [item('n'), item('a', { under: 'n' })], [replaced('p', 'n')]).a, 'unchanged a');
});
test('a comparison shows every item of both versions, what is gone where it was', () => {
  const from = ['a', 'b', 'c'].map((id, at) => item(id, { at: at + 1 }));
  const { lines, counts } = comparison(from, [item('a', { at: 1 }), item('new', { at: 2 }), item('c', { at: 3, text: 'Other' })], []);
  assert.deepEqual(
    lines.map(({ kinds, olds, now }) => [kinds.join('+'), olds.map(({ stableId }) => stableId).join('+'), now?.stableId]),
    [
      ['unchanged', 'a', 'a'],
      ['removed', 'b', undefined],
      ['added', '', 'new'],
      ['reworded', 'c', 'c'],
    ],
  );
  assert.deepEqual([counts.removed, counts.added, counts.reworded, counts.unchanged, counts.split], [1, 1, 1, 1, 0]);
});
test('an item that took another in says so, with its own old words', () => {
  const { lines } = comparison([item('a', { at: 1 }), item('b', { at: 2 })], [item('a', { text: 'Does a and b' })], [replaced('b', 'a')]);
  assert.deepEqual(
    lines.map(({ kinds, olds }) => [kinds.join('+'), olds.map(({ stableId }) => stableId).join('+')]),
    [['merged+reworded', 'a+b']],
  );
});
test('no item of either version is lost, whatever happened between them', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })), { maxLength: 20 });
  fc.assert(
    fc.property(ids, ids, pairs, (before, after, replacements) => {
      const build = (numbers: number[]) => numbers.map((each, at) => item(String(each), { at: at + 1 }));
      const { lines } = comparison(
        build(before),
        build(after),
        replacements.map(([from, to]) => replaced(String(from), String(to))),
      );
      const olds = new Set(lines.flatMap((line) => line.olds.map(({ stableId }) => stableId)));
      const nows = lines.flatMap(({ now }) => (now ? [now.stableId] : []));
      assert.deepEqual([...olds].sort(), before.map(String).sort());
      assert.deepEqual(nows, after.map(String));
    }),
  );
});
