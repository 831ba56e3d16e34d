import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeSlug, slugOf } from './slug.ts';

test('a short name is made of the letters and digits of a title, whatever they are written in', () => {
  assert.equal(slugOf('Compétences de l’équipe: 2', 'framework'), 'competences-de-lequipe-2');
  assert.equal(slugOf('Überblick: Años 2018–2021', 'page'), 'uberblick-anos-2018-2021');
  assert.equal(slugOf('能力', 'framework'), 'framework');
});
test('a long title ends at a word; one long word is cut', () => {
  assert.match(slugOf('word '.repeat(60), 'page'), /^(word-)+word$/);
  assert.equal(slugOf(`${'a'.repeat(59)} b c`, 'page'), 'a'.repeat(59));
  assert.equal(slugOf('a'.repeat(80), 'page'), 'a'.repeat(60));
});
test('a short name that is taken, or an address of ours, has a number behind it', () => {
  assert.equal(freeSlug('Compare', [], 'framework'), 'compare-2');
  assert.equal(freeSlug('A b', ['a-b', 'a-b-2'], 'framework'), 'a-b-3');
});
