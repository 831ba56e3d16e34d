import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeToCome } from './coding-acts.ts';
import { byTurn, codeFinder } from './margin.ts';

test('a coding stands beside every turn that it meets, and beside no neighbour that it only touches', () => {
  const turns = [
    { position: 4, begins: 0, ends: 10 },
    { position: 5, begins: 11, ends: 20 },
    { position: 6, begins: 21, ends: 30 },
  ];
  const [long, within, edge] = [
    { begins: 5, ends: 22 },
    { begins: 11, ends: 20 },
    { begins: 20, ends: 21 },
  ];
  assert.deepEqual(
    [...byTurn(turns, [long, within, edge])],
    [
      [4, [long]],
      [5, [long, within]],
      [6, [long]],
    ],
  );
});

test('a coding is called by the code that its own was merged into, and by its name while that is on its way', () => {
  const code = { id: 'doubt', name: 'Doubt', depth: 0, colour: 1, isInUse: true, countsAs: 'doubt' };
  const codeOf = codeFinder([code, { ...code, id: 'unsure', name: 'Unsure', isInUse: false, countsAs: 'doubt' }]);
  assert.deepEqual(
    ['doubt', 'unsure', codeToCome('Trust'), 'unheard of'].map((id) => codeOf(id).name),
    ['Doubt', 'Doubt', 'Trust', 'a new code'],
  );
});
