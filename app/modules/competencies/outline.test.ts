import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOutline } from './outline.ts';

const item = (id: string, parentId: string | null, position: number) => ({ id, parentId, position });

test('an outline reads each item before its children, in the order of their positions', () => {
  const outlined = inOutline([item('b', null, 2), item('a2', 'a', 2), item('a1', 'a', 1), item('a', null, 1), item('a1x', 'a1', 1)]);
  assert.deepEqual(
    outlined.map(({ id, depth }) => `${id} ${depth}`),
    ['a 0', 'a1 1', 'a1x 2', 'a2 1', 'b 0'],
  );
});

test('an item whose parent is not there stands at the top, and a circle loses nothing', () => {
  const outlined = inOutline([item('lost', 'nowhere', 1), item('x', 'y', 1), item('y', 'x', 1)]);
  assert.deepEqual(
    outlined.map(({ id, depth }) => `${id} ${depth}`),
    ['lost 0', 'x 0', 'y 1'],
  );
});

test('ten thousand items, one in the other, are walked', () => {
  const deep = Array.from({ length: 10_000 }, (_, at) => item(String(at), at === 0 ? null : String(at - 1), 1));
  assert.equal(inOutline(deep).at(-1)?.depth, 9_999);
});
