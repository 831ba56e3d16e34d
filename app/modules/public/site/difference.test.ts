import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceOf } from './difference.ts';

test('a changed word is shown in its paragraph, and what stayed far from it is left out', () => {
  const before = 'One.\n\nTwo.\n\nThree stays.\n\nThe forum is in May.\n\nLast.';
  const after = 'One.\n\nTwo.\n\nThree stays.\n\nThe forum is in June.\n\nLast.';
  const parts = differenceOf(before, after);
  assert.deepEqual(
    parts.map(({ isGap, runs }) => (isGap ? '…' : runs.map(({ kind, text }) => `${kind[0]}:${text}`).join('|'))),
    ['…', 's:Three stays.', 's:The forum is in |r:May|a:June|s:.', 's:Last.'],
  );
});
test('two texts alike differ in nothing', () => {
  assert.deepEqual(differenceOf('Same.\n\nText.', 'Same.\r\n\r\nText.'), []);
});
test('a paragraph that came or went is shown whole', () => {
  assert.deepEqual(differenceOf('A.', 'A.\n\nB.').at(-1)?.runs, [{ kind: 'added', text: 'B.' }]);
});
