import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { keepPublicPages } from './public-pages.server.ts';

const origin = 'http://concord.example';
let pages = keepPublicPages();
const server = createServer((asked, response) => {
  if (!pages.answer(asked, response, { origin, headers: { 'x-content-type-options': 'nosniff' } })) response.writeHead(404).end();
}).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
after(() => server.close());

function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, path, method, headers, agent: false }, async (answer) => {
      resolve({ status: answer.statusCode!, headers: answer.headers, body: await buffer(answer) });
    })
      .on('error', reject)
      .end();
  });
}
function shown(text: string) {
  return new Response(text, { headers: { 'x-concord-public': '1', 'content-type': 'text/html; charset=utf-8' } });
}
function keep(path: string, response: Response, asOf = pages.version, at = origin) {
  return pages.keep({ url: new URL(path, at), method: 'GET' }, response, asOf);
}

test('a public page is rendered once and then answered from memory, packed as the reader can read it', async () => {
  pages = keepPublicPages();
  assert.equal((await get('/')).status, 404);
  assert.equal(await (await keep('/', shown('home'))).text(), 'home');
  const plain = await get('/');
  assert.deepEqual([plain.status, String(plain.body), plain.headers['content-length']], [200, 'home', '4']);
  assert.equal(plain.headers['x-content-type-options'], 'nosniff');
  assert.equal(plain.headers['x-concord-public'], undefined);
  assert.equal(String(brotliDecompressSync((await get('/', { 'accept-encoding': 'gzip, deflate, br' })).body)), 'home');
  assert.equal(String(gunzipSync((await get('/', { 'accept-encoding': 'br;q=0, gzip' })).body)), 'home');
  const head = await get('/', {}, 'HEAD');
  assert.deepEqual([head.headers['content-length'], head.body.length], ['4', 0]);
  assert.equal((await get('/', { 'if-none-match': plain.headers.etag! })).status, 304);
  assert.equal((await get('/', {}, 'POST')).status, 404);
});
test('what was published is seen at once, also when a page was being rendered meanwhile', async () => {
  pages = keepPublicPages();
  const asOf = pages.version;
  await keep('/', shown('old'));
  pages.renew();
  assert.equal((await get('/')).status, 404);
  await keep('/', shown('old'), asOf);
  assert.equal((await get('/')).status, 404);
});
test('a page of a person, a search and an error are never kept', async () => {
  pages = keepPublicPages();
  await keep('/home', new Response('Ada'));
  await keep('/search?q=ada', shown('found'));
  await keep('/gone', new Response('no', { status: 404, headers: { 'x-concord-public': '1' } }));
  for (const path of ['/home', '/search?q=ada', '/search', '/gone']) assert.equal((await get(path)).status, 404, path);
});
test('memory is bounded', async () => {
  pages = keepPublicPages(2);
  for (const path of ['/1', '/2', '/3']) await keep(path, shown(path));
  assert.equal((await get('/1')).status, 404);
  assert.equal((await get('/3')).status, 200);
});
test('a page that somebody asked for under another address is not shown to others', async () => {
  pages = keepPublicPages();
  await keep('/', shown('elsewhere'), pages.version, 'http://elsewhere.example');
  assert.equal((await get('/')).status, 404);
});
