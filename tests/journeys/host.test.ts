import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '#app/platform/embedded-postgres.server.ts';
import { postmasterOf, stage } from './stage.ts';

const here = await stage();
const mail = 'noor@school.example';
here.concord('person', 'add', mail, '--name', 'Noor', '--role', 'convener');

function post(path: string, body: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(here.address + path, {
    method: 'POST',
    body: new URLSearchParams(body),
    headers: { origin: here.address, ...headers },
    redirect: 'manual',
  });
}

test('every answer forbids foreign scripts, frames and sniffing', async () => {
  for (const path of ['/', '/sign-in', '/home', '/nothing', '/icon.svg', '/healthz']) {
    const { headers } = await fetch(here.address + path, { redirect: 'manual' });
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'same-origin', path);
  }
});
test('a nonce is never used twice', async () => {
  const nonces = await Promise.all(
    [1, 2, 3].map(async () => (await fetch(`${here.address}/sign-in`)).headers.get('content-security-policy')?.match(/nonce-([^']+)/)?.[1]),
  );
  assert.equal(new Set(nonces).size, 3);
});
test('slashes that somebody typed twice lead to the page', async () => {
  for (const [path, page] of [
    ['//', '/'],
    ['//library', '/library'],
  ] as const) {
    const answer = await fetch(here.address + path);
    assert.equal(answer.status, 200, path);
    assert.ok((await answer.text()).includes(`rel="canonical" href="${here.address}${page}"`), path);
  }
});
test('a write from another site is refused, and so is one that does not say where it comes from', async () => {
  assert.equal((await post('/sign-in', { mail }, { origin: 'https://evil.example' })).status, 403);
  assert.equal((await post('/sign-in', { mail }, { origin: 'null' })).status, 403);
  assert.equal((await fetch(`${here.address}/sign-in`, { method: 'POST', body: new URLSearchParams({ mail }) })).status, 403);
  assert.equal((await post('/sign-in', { mail })).status, 200);
});
test('more than a form can hold is refused before it is read', async () => {
  assert.equal((await post('/sign-in', { mail: 'x'.repeat(2_000_000) })).status, 413);
});
test('a code is mailed after the answer, so that its time does not tell who is here', async () => {
  await sleep(300); // the mail of an earlier answer
  const before = readdirSync(join(here.dataDir, 'outbox')).length;
  await post('/sign-in', { mail });
  assert.equal(readdirSync(join(here.dataDir, 'outbox')).length, before);
  for (let tries = 0; readdirSync(join(here.dataDir, 'outbox')).length === before; tries++) {
    assert.ok(tries < 100, 'the mail never came');
    await sleep(50);
  }
});
test('an address outside is never gone to after signing in', async () => {
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
    const page = await (await fetch(`${here.address}/sign-in?next=${encodeURIComponent(next)}`)).text();
    assert.match(page, /name="next" value="\/home"/, next);
  }
});
test('behind a proxy that ends TLS people sign in at the public address, with a cookie for it alone', async () => {
  const proxied = await stage({ PUBLIC_URL: 'https://concord.school.example', TRUSTED_PROXIES: '1' });
  proxied.concord('person', 'add', mail, '--name', 'Noor', '--role', 'convener');
  const proxy = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, host: '127.0.0.1', 'x-forwarded-for': '203.0.113.9' };
    incoming.pipe(
      request({ port: proxied.port, path: incoming.url, method: incoming.method, headers }, (inside) =>
        inside.pipe(answer.writeHead(inside.statusCode!, inside.headers)),
      ),
    );
  }).listen(0, '127.0.0.1');
  after(() => proxy.close());
  await sleep(50);
  const front = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const send = (fields: Record<string, string>) =>
    fetch(`${front}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: 'https://concord.school.example' },
      redirect: 'manual',
    });
  const page = await (await send({ mail })).text();
  const tab = page.match(/name="tab" value="([\w-]{43})"/)![1]!;
  const code = (await proxied.mailTo(mail)).match(/[A-Z2-9]{4}-[A-Z2-9]{4}/)![0];
  const entered = await send({ intent: 'code', mail, tab, code });
  assert.equal(entered.status, 302);
  assert.match(entered.headers.get('set-cookie') ?? '', /^__Host-concord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  assert.match(entered.headers.get('strict-transport-security') ?? '', /max-age/);
  assert.equal(
    (await fetch(`${front}/sign-in`, { method: 'POST', body: new URLSearchParams({ mail }), headers: { origin: front } })).status,
    403,
  );
});
test('a fault is a page with an id that stands in the log, and says nothing of its cause', async () => {
  const { config } = await startEmbedded(here.dataDir);
  const owner = new pg.Client({ ...config, database: 'concord' });
  await owner.connect();
  await owner.query('alter table stream rename to stream_away');
  const page = await fetch(`${here.address}/work?now`);
  await owner.query('alter table stream_away rename to stream');
  await owner.end();
  const text = await page.text();
  assert.equal(page.status, 500);
  assert.match(text, /Something went wrong/);
  assert.doesNotMatch(text, /relation|stream_away|at async/);
  const id = page.headers.get('x-request-id')!;
  assert.match(text, new RegExp(id));
  assert.match(here.said(), new RegExp(`"id":"${id}".*relation`));
  assert.equal((await fetch(`${here.address}/work?now`)).status, 200);
});
test('when PostgreSQL is killed it starts again by itself', async () => {
  await here.killPostgres();
  assert.equal((await fetch(`${here.address}/members?again`)).status, 200);
});
test('a file is read by the page that asks for one, and by no other', async () => {
  const body = `--XX\r\nContent-Disposition: form-data; name="mail"; filename="a"\r\n\r\n${'x'.repeat(2_000_000)}\r\n--XX--\r\n`;
  // Each on a connection of its own: one is answered before its body is read, and ends the connection.
  const send = (path: string) =>
    new Promise<IncomingMessage>((answer, fail) => {
      const headers = { origin: here.address, 'content-type': 'multipart/form-data; boundary=XX', 'content-length': body.length };
      const sent = request(here.address + path, { method: 'POST', headers, agent: false }, (message) => answer(message.resume()));
      sent.on('error', fail).end(body);
    });
  for (const path of ['/sign-in', '/', '/w/members/me', '/invitation/0']) assert.equal((await send(path)).statusCode, 413, path);
  for (const path of ['curriculum/ashby/imports/new', 'competencies/import', 'focus-groups/x/transcripts/new', 'focus-groups/x/exchange'])
    assert.match((await send(`/w/${path}`)).headers.location ?? '', /^\/sign-in/, path);
});
test('what is sent otherwise than as a form is refused in words, and is no fault of ours', async () => {
  const send = (type: string, body: string) =>
    fetch(`${here.address}/sign-in`, { method: 'POST', body, headers: { origin: here.address, 'content-type': type } });
  for (const [type, body] of [
    ['application/json', '{"mail":"a@b.example"}'],
    ['text/plain', 'mail=a'],
    ['multipart/form-data; boundary=b', '--b half'],
    ['multipart/form-data', 'no boundary'],
  ] as const) {
    const answer = await send(type, body);
    assert.equal(answer.status, 415, type);
    assert.match(await answer.text(), /not sent as a form/);
  }
});
test('a taken port and a half-set option end the start with what to do', async () => {
  const run = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, ['build/server/index.js'], { env: { ...here.env, ...env }, encoding: 'utf8', timeout: 20_000 });
  const taken = run({ PORT: String(here.port) });
  assert.match(taken.stderr, /Port \d+ is taken/);
  assert.equal(taken.status, 1);
  const half = run({ PORT: '0', SMTP_URL: 'smtp://mail.school.example' });
  assert.match(half.stderr, /SMTP_URL and MAIL_FROM go together/);
  assert.notEqual(half.status, 0);
});
test('asked to stop, Concord ends within seconds and leaves no server behind', async () => {
  const pid = postmasterOf(here.dataDir)!;
  const ended = new Promise((resolve) => here.server().once('exit', resolve));
  here.server().kill('SIGTERM');
  assert.equal(await ended, 0);
  await sleep(1500);
  assert.throws(() => process.kill(pid, 0));
});
