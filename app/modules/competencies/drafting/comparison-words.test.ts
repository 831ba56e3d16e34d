import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changeKinds } from './comparison.ts';
import { changeWords, wordsBetween } from './comparison-words.ts';

test('two wordings are told apart word by word', () => {
  const runs = wordsBetween('Shares difficult news with patients', 'Shares serious news with patients and families');
  assert.deepEqual(
    runs.map(({ kind, text }) => `${kind}:${text}`),
    ['same:Shares ', 'removed:difficult', 'added:serious', 'same: news with patients', 'added: and families'],
  );
});
test('both wordings can be read back from the runs, and long ones end in time', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const runs = wordsBetween(before, after);
      const side = (left: string) =>
        runs
          .filter(({ kind }) => kind !== left)
          .map(({ text }) => text)
          .join('');
      assert.deepEqual([side('added'), side('removed')], [before, after]);
    }),
  );
  const long = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ');
  assert.equal(wordsBetween(long('a'), long('b')).length, 2);
});
test('every kind of change has a sign and a word of its own', () => {
  assert.equal(new Set(changeKinds.map((kind) => changeWords[kind].sign)).size, changeKinds.length);
  assert.equal(new Set(changeKinds.map((kind) => changeWords[kind].word)).size, changeKinds.length);
});
