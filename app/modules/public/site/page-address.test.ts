import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOfPage, pictureIn, slugFrom } from './page-address.ts';

test('an address is made of a title, and is none of ours', () => {
  assert.equal(slugFrom('What’s happening at each school?'), 'whats-happening-at-each-school');
  assert.equal(slugFrom('Confirm'), 'confirm-page');
});
test('every kind of page has its place', () => {
  assert.equal(pathOfPage({ kind: 'update', slug: 'news' }), '/updates/news');
  assert.equal(pathOfPage({ kind: 'page', slug: 'charter' }), '/pages/charter');
  assert.equal(pathOfPage({ kind: 'home', slug: 'home' }), '/');
  assert.equal(pathOfPage({ kind: 'work', slug: 'work' }), '/work');
});
test('only the address of a picture of ours names one', () => {
  assert.equal(pictureIn('/files/pictures/0190f5d8-1111-7111-8111-0123456789ab'), '0190f5d8-1111-7111-8111-0123456789ab');
  for (const path of ['/files/pictures/../x', '/files/other/0190f5d8-1111-7111-8111-0123456789ab', 'https://evil.example/a.png'])
    assert.equal(pictureIn(path), null);
});
