import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { after, test } from 'node:test';
import { connectOutside, isOfTheWorld, type Reach, reachWorld, readOutside, wayOut } from './outside.server.ts';

/** A server of this machine that stands for the world: `https://NAME/…` is asked of it. */
async function world(answer: RequestListener): Promise<Reach> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  after(() => server.closeAllConnections());
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return (url, ask) => {
    // The rule for addresses is the real one; only names lead here.
    if (/^[\d.]+$|^\[/.test(url.hostname)) return reachWorld(url, ask);
    return fetch(`http://127.0.0.1:${port}${url.pathname}`, { ...ask, redirect: 'manual' });
  };
}
const wanted = { accept: 'application/json' };

test('addresses of this machine, of its network, and what leads there by another name, are not of the world', () => {
  for (const address of [
    ...[
      '0.0.0.0',
      '127.0.0.1',
      '127.8.8.8',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '224.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
      '2002:7f00:1::',
      '2001::1',
      '2001:db8::1',
    ],
    ...['not an address', ''],
  ])
    assert.equal(isOfTheWorld(address), false, address);
  for (const address of ['8.8.8.8', '104.18.0.1', '172.32.0.1', '2606:4700::1', '2a00:1450:4001::200e'])
    assert.equal(isOfTheWorld(address), true, address);
});
test('a redirect into our own network is not followed, however it is written', async () => {
  for (const target of [
    'http://doi.example/plain',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/latest/meta-data',
    'https://10.0.0.5/admin',
    'https://user:secret@doi.example/',
    'https://doi.example:8443/',
    'file:///etc/passwd',
    'ftp://doi.example/x',
    'data:text/plain,x',
  ]) {
    const reach = await world((_, response) => response.writeHead(302, { location: target }).end());
    await assert.rejects(
      readOutside('https://doi.example/x', wanted, reach),
      /do not follow|not an address of the world|without an end|could not be reached/,
      target,
    );
  }
});
test('a name that is looked up to an address of ours is not connected to, also where only one of several is', async () => {
  let connections = 0;
  const trap = createTcp(() => connections++).listen(0, '127.0.0.1');
  after(() => trap.close());
  for (const found of [['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['2606:4700::1', '::ffff:10.0.0.1'], []]) {
    const ask = { headers: {}, signal: AbortSignal.timeout(3000) };
    const asked = reachWorld(new URL('https://rebound.example/'), ask, { ...wayOut, resolve: async () => found });
    await assert.rejects(asked, /not an address of the world/);
  }
  assert.equal(connections, 0);
});
test('what is asked says what it accepts, and is followed from one step to the next', async () => {
  const reach = await world((request, response) => {
    if (request.url === '/x') return response.writeHead(302, { location: '/y' }).end();
    response.end(JSON.stringify({ at: request.url, accept: request.headers.accept }));
  });
  assert.equal(await readOutside('https://doi.example/x', wanted, reach), '{"at":"/y","accept":"application/json"}');
});
test('what is too large, too slow, broken off, unknown or without an end is refused in words', async () => {
  const large = await world((_, response) => {
    const more = () => {
      while (response.write('x'.repeat(10_000)));
      response.once('drain', more);
    };
    more();
  });
  await assert.rejects(readOutside('https://doi.example/x', { ...wanted, limitBytes: 50_000 }, large), /too large/);
  const slow = await world((_, response) => void response.write('x'));
  await assert.rejects(readOutside('https://doi.example/x', { ...wanted, timeoutMs: 200 }, slow), /in time/);
  const silent = await world(() => {});
  await assert.rejects(readOutside('https://doi.example/x', { ...wanted, timeoutMs: 200 }, silent), /in time/);
  const unknown = await world((_, response) => response.writeHead(404).end());
  await assert.rejects(readOutside('https://doi.example/x', wanted, unknown), /does not know this/);
  const circle = await world((_, response) => response.writeHead(302, { location: '/x' }).end());
  await assert.rejects(readOutside('https://doi.example/x', wanted, circle), /without an end/);
  const nobody: Reach = () => Promise.reject(new TypeError('fetch failed'));
  await assert.rejects(readOutside('https://doi.example/x', wanted, nobody), /could not be reached/);
});
test('a name is looked up once, and what it means a moment later changes nothing', async () => {
  const server = createServer((_, response) => response.end('here')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  after(() => server.close());
  const { port } = server.address() as AddressInfo;
  let asked = 0;
  const way = {
    resolve: async () => [asked++ === 0 ? '127.0.0.1' : '10.0.0.1'],
    mayReach: (address: string, at: number) => address === '127.0.0.1' && at === port,
  };
  const answer = await connectOutside(new URL(`http://turning.org:${port}/`), { headers: {}, signal: AbortSignal.timeout(3000) }, way);
  assert.deepEqual([await answer.text(), asked], ['here', 1]);
});
test('no other port of a machine is asked, no other scheme, and a name that is never looked up ends in time', async () => {
  const ask = () => ({ headers: {}, signal: AbortSignal.timeout(200) });
  const open = { ...wayOut, resolve: async () => ['93.184.215.14'] };
  for (const address of [
    'http://site.org:22/',
    'https://site.org:6379/',
    'ftp://site.org/',
    'http://u:p@site.org/',
    'http://[::ffff:10.0.0.1]/',
  ])
    await assert.rejects(connectOutside(new URL(address), ask(), open), { because: 'closed' }, address);
  const silent = { ...wayOut, resolve: () => new Promise<string[]>(() => {}) };
  await assert.rejects(connectOutside(new URL('https://site.org/'), ask(), silent), { name: 'TimeoutError' });
});
