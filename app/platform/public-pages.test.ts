import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepPublicPages } from './public-pages.ts';

const get = (path: string, headers = {}, origin = 'http://concord.example') => ({
  url: new URL(path, origin),
  method: 'GET',
  headers: new Headers(headers),
});
const shown = (text: string) => new Response(text, { headers: { 'x-concord-public': '1' } });

test('a public page is rendered once and then answered from memory', async () => {
  const pages = keepPublicPages();
  assert.equal(pages.find(get('/')), null);
  const first = await pages.keep(get('/'), shown('home'), pages.version);
  assert.equal(await first.text(), 'home');
  const second = pages.find(get('/'));
  assert.equal(await second?.text(), 'home');
  assert.equal(pages.find(get('/', { 'if-none-match': first.headers.get('etag')! }))?.status, 304);
});
test('what was published is seen at once, also when a page was being rendered meanwhile', async () => {
  const pages = keepPublicPages();
  const asOf = pages.version;
  pages.renew();
  await pages.keep(get('/'), shown('old'), asOf);
  assert.equal(pages.find(get('/')), null);
});
test('a page of a person, a search and an error are never kept', async () => {
  const pages = keepPublicPages();
  await pages.keep(get('/home'), new Response('Ada'), pages.version);
  await pages.keep(get('/search?q=ada'), shown('found'), pages.version);
  await pages.keep(get('/gone'), new Response('no', { status: 404, headers: { 'x-concord-public': '1' } }), pages.version);
  for (const path of ['/home', '/search?q=ada', '/search', '/gone']) assert.equal(pages.find(get(path)), null, path);
});
test('memory is bounded', async () => {
  const pages = keepPublicPages(2);
  for (const path of ['/1', '/2', '/3']) await pages.keep(get(path), shown(path), pages.version);
  assert.equal(pages.find(get('/1')), null);
  assert.ok(pages.find(get('/3')));
});
test('a page that somebody asked for under another address is not shown to others', async () => {
  const pages = keepPublicPages();
  await pages.keep(get('/', {}, 'http://elsewhere.example'), shown('http://elsewhere.example/'), pages.version);
  assert.equal(pages.find(get('/')), null);
});
