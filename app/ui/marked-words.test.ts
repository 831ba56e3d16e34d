import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markedPieces } from './marked-words.ts';

test('what was looked for is told apart, and markers that stand alone are nothing', () => {
  assert.deepEqual(markedPieces('the \ue000forum\ue001 of \ue000May\ue001'), [
    { text: 'the ', isFound: false },
    { text: 'forum', isFound: true },
    { text: ' of ', isFound: false },
    { text: 'May', isFound: true },
  ]);
  assert.deepEqual(markedPieces('a \ue001b\ue000 <b>c</b>'), [{ text: 'a b <b>c</b>', isFound: false }]);
});
