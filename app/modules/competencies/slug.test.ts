import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freeSlug } from './slug.ts';

test('a short name is made of a title, and is never taken or an address of ours', () => {
  assert.equal(freeSlug('Compétences de l’équipe: 2', []), 'competences-de-lequipe-2');
  assert.equal(freeSlug('Compare', []), 'compare-2');
  assert.equal(freeSlug('A b', ['a-b', 'a-b-2']), 'a-b-3');
  assert.equal(freeSlug('能力', []), 'framework');
  assert.equal(freeSlug(`${'a'.repeat(59)} b`, []), 'a'.repeat(59));
});
