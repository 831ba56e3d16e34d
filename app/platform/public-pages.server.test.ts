import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { keepPublicPages } from './public-pages.server.ts';

const origin = 'http://concord.example';
let pages = keepPublicPages();
let render = async (_path: string): Promise<void> => {};
const server = createServer(async (asked, response) => {
  const isAnswered = () => pages.answer(asked, response, { origin, headers: { 'x-content-type-options': 'nosniff' } });
  if (isAnswered()) return;
  await pages.turn(asked, response, origin);
  if (isAnswered()) return;
  await render(asked.url!);
  pages.goesOut(new URL(asked.url!, origin));
  response.writeHead(404).end();
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
test('of many who ask at once for a page that nobody has yet, one has it rendered; what was overtaken meanwhile is rendered once more', async () => {
  pages = keepPublicPages();
  let rendered = 0;
  render = async (path) => {
    rendered += 1;
    const asOf = pages.version;
    await sleep(20);
    if (rendered === 1) pages.renew();
    await keep(path, shown(`as of ${asOf}`), asOf);
  };
  const answers = await Promise.all(Array.from({ length: 50 }, () => get('/')));
  // Whoever had it rendered is answered by the page itself; here with 404.
  assert.deepEqual([rendered, answers.filter(({ status }) => status === 200).length], [2, 48]);
  assert.equal(answers.filter(({ body }) => String(body) === 'as of 2').length, 48);
});
test('nobody waits behind a page of a person, and whoever may be somebody waits for nobody', async () => {
  pages = keepPublicPages();
  let [at, most] = [0, 0];
  render = async (path) => {
    most = Math.max(most, ++at);
    await sleep(100);
    at -= 1;
    await keep(path, new Response('Ada'));
  };
  await Promise.all(Array.from({ length: 10 }, () => get('/home')));
  assert.ok(most > 5, `${most}`);
  most = 0;
  await Promise.all(Array.from({ length: 10 }, () => get('/home', { cookie: 'session=1' })));
  assert.ok(most > 5, `${most}`);
  render = async () => {};
});
test('nobody waits for a reader who takes long', { timeout: 5_000 }, async () => {
  pages = keepPublicPages();
  const [begun, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  render = async (path) => {
    pages.goesOut(new URL(path, origin));
    begun.resolve();
    await done.promise;
  };
  const slow = get('/assets/font');
  await begun.promise;
  render = async () => {};
  await get('/assets/font');
  done.resolve();
  await slow;
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
