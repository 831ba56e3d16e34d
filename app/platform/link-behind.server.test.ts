import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { lookBehind, type WayOut } from './link-behind.server.ts';
import { isOfTheWorld } from './outside.server.ts';

const seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(`${request.method} ${request.headers.host} ${request.url}`);
  const path = request.url ?? '';
  if (path === '/moved') response.writeHead(302, { location: '/here' });
  else if (path === '/inward') response.writeHead(302, { location: 'http://inner.site.org/admin' });
  else if (path === '/metadata') response.writeHead(302, { location: 'http://169.254.169.254/latest' });
  else if (path === '/script') response.writeHead(302, { location: 'javascript:alert(1)' });
  else if (path === '/round') response.writeHead(302, { location: '/round' });
  else if (path === '/no-head') response.writeHead(request.method === 'HEAD' ? 405 : 200);
  else if (path === '/closed') response.writeHead(403);
  else if (path === '/slow') return;
  else response.writeHead(path === '/here' ? 200 : 404);
  response.end();
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
after(() => {
  server.closeAllConnections();
  server.close();
});

/** A world in which one machine, ours, is outside, and `inner.site.org` is not. */
const way: WayOut = {
  resolve: async (name) => (name === 'inner.site.org' ? ['10.0.0.7'] : ['127.0.0.1']),
  mayReach: (address, at) => (address === '127.0.0.1' && at === port) || isOfTheWorld(address),
  milliseconds: 500,
};
const at = (path: string) => `http://site.org:${port}${path}`;

test('a page that is there works, also behind a redirect and where HEAD is not known', async () => {
  for (const path of ['/here', '/moved', '/no-head']) assert.equal((await lookBehind(at(path), way)).outcome, 'works', path);
});
test('a page that is not there, or that leads round in circles, is broken', async () => {
  for (const path of ['/gone', '/round']) assert.equal((await lookBehind(at(path), way)).outcome, 'broken', path);
  const nobody = { ...way, resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })) };
  assert.equal((await lookBehind('https://nobody.org/', nobody)).outcome, 'broken');
});
test('who does not answer, or not to a program, is said to be so', async () => {
  for (const path of ['/slow', '/closed']) assert.equal((await lookBehind(at(path), way)).outcome, 'unanswered', path);
});
test('nothing of a private network is asked, by name, by number or by a redirect', async () => {
  const before = seen.length;
  for (const address of [
    'http://inner.site.org/',
    'http://127.0.0.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost/',
    'http://printer.local/',
    'https://library.example/',
    'ftp://site.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://user:word@site.org/',
    'not an address',
  ])
    assert.equal((await lookBehind(address, way)).outcome, 'refused', address);
  assert.equal(seen.length, before, 'nobody was asked');
  for (const path of ['/inward', '/metadata', '/script']) assert.equal((await lookBehind(at(path), way)).outcome, 'refused', path);
});
test('a name that leads to the open internet and to a private network is not asked', async () => {
  const two = { ...way, resolve: async () => ['93.184.215.14', '192.168.1.1'] };
  assert.equal((await lookBehind('http://two.org/', two)).outcome, 'refused');
});
test('the usual way out refuses loopback whatever the name', async () => {
  assert.equal((await lookBehind(`http://127.0.0.1:${port}/here`)).outcome, 'refused');
});
