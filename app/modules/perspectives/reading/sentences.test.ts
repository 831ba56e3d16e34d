import assert from 'node:assert/strict';
import { test } from 'node:test';
import { piecesOf, placesOf, sentencesOf } from './sentences.ts';

const text = 'I hope for time. 😀 Students should sit with silence!\nAnd a third line';
const words = ({ begins, ends }: { begins: number; ends: number }) => text.slice(begins, ends);

test('a text falls into its sentences, and a line is one of its own', () => {
  assert.deepEqual(sentencesOf(text).map(words), ['I hope for time.', '😀 Students should sit with silence!', 'And a third line']);
  assert.deepEqual(sentencesOf('  '), []);
});
test('sentences that are chosen side by side become one passage, others several', () => {
  assert.deepEqual(placesOf(text, [1, 0]).map(words), ['I hope for time. 😀 Students should sit with silence!']);
  assert.deepEqual(placesOf(text, [0, 2, 9]).map(words), ['I hope for time.', 'And a third line']);
});
test('pieces of a marked text are the text again', () => {
  const pieces = piecesOf(text, [
    { begins: 2, ends: 6 },
    { begins: 4, ends: 20 },
  ]);
  assert.equal(pieces.map((piece) => piece.text).join(''), text);
  assert.deepEqual(
    pieces.map(({ marks }) => marks),
    [[], [0], [0, 1], [1], []],
  );
});
