import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortedBy, sortLink, withParam } from './address.ts';

test('another filter keeps the rest of the address and begins at the first page', () => {
  assert.equal(withParam('?phase=clerkship&page=3', 'sort', 'hours'), '?phase=clerkship&sort=hours');
});

test('another page keeps the filter', () => {
  assert.equal(withParam('?phase=clerkship', 'page', '2'), '?phase=clerkship&page=2');
});

test('a column that is sorted turns round, another one starts ascending', () => {
  assert.equal(sortLink('?sort=hours', 'hours'), '?sort=-hours');
  assert.equal(sortLink('?sort=-hours', 'hours'), '?sort=hours');
  assert.equal(sortLink('?sort=-hours', 'title'), '?sort=title');
});

test('without a word in the address the list has its own order', () => {
  assert.equal(sortedBy('', 'title', 'title'), 'ascending');
  assert.equal(sortedBy('?sort=-hours', 'title', 'title'), undefined);
  assert.equal(sortedBy('?sort=-hours', 'hours', 'title'), 'descending');
});
