import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basesOf } from './basis.ts';
import { goalChanges } from './changes.ts';

test('a sentence is compared with the same one of the version before, wherever it stands', () => {
  const before = [
    { id: 'a', words: 'Every student practises.' },
    { id: 'b', words: 'By 2030.' },
    { id: 'c', words: 'Together.' },
  ];
  const now = [
    { id: 'c', words: 'Together.' },
    { id: 'a', words: 'Every student practises twice.' },
    { id: 'd', words: 'And is seen.' },
  ];
  assert.deepEqual(
    goalChanges(before, now).map(({ id, kind }) => [id, kind]),
    [
      ['c', 'same'],
      ['a', 'changed'],
      ['d', 'added'],
      ['b', 'removed'],
    ],
  );
  const { parts } = goalChanges(before, now)[1]!;
  assert.equal(
    parts
      .filter(({ kind }) => kind !== 'removed')
      .map(({ text }) => text)
      .join(''),
    now[1]!.words,
  );
  assert.equal(
    parts
      .filter(({ kind }) => kind !== 'added')
      .map(({ text }) => text)
      .join(''),
    before[0]!.words,
  );
});
test('an answer behind several sources of a sentence is counted once', () => {
  const bases = basesOf([
    { sentenceId: 's', claim: 'A point', answers: ['1', '2'] },
    { sentenceId: 's', claim: null, answers: ['2'] },
    { sentenceId: 't', claim: null, answers: ['3'] },
  ]);
  assert.deepEqual(bases.get('s'), { points: [{ claim: 'A point', answers: 2 }], answers: 2 });
  assert.deepEqual(bases.get('t'), { points: [], answers: 1 });
});
