import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Act, codeToCome, settled, undoing, withActs } from './coding-acts.ts';

const at = { begins: 0, ends: 9, memo: '' };
const added: Act = { act: 'add', id: 'mine', name: 'Actors', ...at };
const kept: Act = { act: 'keep', id: 'mine', codeId: codeToCome('Actors'), ...at, memo: 'whose idea?' };
const actors = { id: 'actors', name: 'Actors', depth: 0, colour: 0, isInUse: true, countsAs: 'actors' };

test('what was done to a coding of a code that was still to come is done to the code that came', () => {
  const taken = { coding: { id: 'mine', codeId: 'actors', coderId: 'me', ...at }, code: actors };
  assert.deepEqual(settled(kept, added, taken), { ...kept, codeId: 'actors' });
  const [shown] = withActs([], [added], 'me');
  const again = undoing({ act: 'uncode', id: 'mine' }, shown);
  assert.ok(again);
  assert.deepEqual(settled(again, added, taken), { act: 'code', id: 'mine', codeId: 'actors', ...at });
});
test('what was done to a coding that stood there already is done to that one, and nothing else changes', () => {
  const taken = { coding: { id: 'earlier', codeId: 'silence', coderId: 'me', ...at } };
  const coded: Act = { act: 'code', id: 'mine', codeId: 'silence', ...at };
  assert.deepEqual(settled({ act: 'uncode', id: 'mine' }, coded, taken), { act: 'uncode', id: 'earlier' });
  const other: Act = { act: 'uncode', id: 'other' };
  assert.equal(settled(other, coded, taken), other);
  assert.deepEqual(settled(kept, { act: 'uncode', id: 'mine' }, { coding: null }), kept);
});
