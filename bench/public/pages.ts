import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Browser } from 'playwright-core';
import { database } from '#app/platform/db.server.ts';
import { openBrowser } from '../../tests/browser.ts';
import { answering, buildPages, builtServer, ended, freePort, median, ownDatabase } from '../measuring.ts';

const pages = ['/', '/competencies', '/publications', '/updates', '/forum', '/library', '/lessons'];
const connections = 200;
const seconds = 5;
const limits = { p99Ms: 100, weightBytes: 60_000 };

/**
 * Public pages of the sample: each asked by 200 connections on this machine for five seconds (no error, 99 of 100 answers within 100 ms), beside the same
 * page as a file that nginx serves with one process and from the memory of a Node that does nothing else, in the same run; the same while something public changes every second, so that the page is rendered again; what it weighs without pictures and fonts (under 60 kB); and its largest paint on a phone with a processor
 * four times as slow. Needs `nginx` and `wrk`, which Debian has.
 */
export async function* run() {
  for (const program of ['nginx', 'wrk'])
    if (spawnSync('which', [program]).status !== 0) throw new Error(`This benchmark needs ${program}: install the package of that name.`);
  buildPages();
  await using own = ownDatabase();
  await using browser = await openBrowser();
  await using server = await builtServer({ demo: true });
  const { address } = server;
  const files = join(own.folder, 'nginx');
  const texts = new Map<string, string>();
  const weights = new Map<string, Awaited<ReturnType<typeof weight>>>();
  for (const path of pages) {
    const answer = await fetch(address + path, { headers: { 'accept-encoding': 'identity' } });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    texts.set(path, await answer.text());
    weights.set(path, await weight(address, texts.get(path)!));
  }
  await using reference = await nginx(files, texts);
  await answering(`${reference.address}/`);
  await using plain = await plainServer(files);
  for (const path of pages) {
    const ours = load(address + path);
    const renewed = await loadWhileRenewed(address + path);
    const theirs = load(reference.address + path);
    const bare = load(plain.address + path);
    yield {
      page: path,
      connections,
      requestsASecond: ours.requestsASecond,
      p99Ms: ours.p99Ms,
      settledP99Ms: await settledP99(address + path),
      renewedP99Ms: renewed.p99Ms,
      errors: ours.errors + renewed.errors,
      limitMs: limits.p99Ms,
      reference: 'the same page as a file, served by nginx with one process',
      referenceRequestsASecond: theirs.requestsASecond,
      referenceP99Ms: theirs.p99Ms,
      plainRequestsASecond: bare.requestsASecond,
      plainP99Ms: bare.p99Ms,
      ratio: Number((ours.requestsASecond / theirs.requestsASecond).toFixed(2)),
      ...weights.get(path),
      limitBytes: limits.weightBytes,
      largestPaintMs: await largestPaint(browser, address + path),
    };
  }
}

/** The files that nginx serves, from the memory of a Node that does nothing else: what of a figure is this machine's and Node's. */
async function plainServer(folder: string) {
  const port = await freePort();
  const code = `const { readFileSync } = require('node:fs'), kept = {};
    require('node:http').createServer(({ url }, response) => {
      const page = (kept[url] ??= readFileSync('${folder}/pages' + url + '/index.html'));
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': page.length }).end(page);
    }).listen(${port}, '127.0.0.1')`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 2] });
  await answering(`http://127.0.0.1:${port}/`);
  return { address: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => ended(child) };
}

async function nginx(folder: string, texts: ReadonlyMap<string, string>) {
  const port = await freePort();
  for (const [path, text] of texts) {
    mkdirSync(join(folder, 'pages', path), { recursive: true });
    writeFileSync(join(folder, 'pages', path, 'index.html'), text);
  }
  const settings = `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/log;
events { worker_connections 1024; }
http { access_log off; sendfile on; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port}; root ${folder}/pages; location / { try_files $uri/index.html =404; } } }`;
  writeFileSync(join(folder, 'settings'), settings);
  const child = spawn('nginx', ['-c', join(folder, 'settings'), '-e', join(folder, 'log')], { stdio: ['ignore', 2, 2] });
  return { address: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => ended(child) };
}

const wrk = (address: string) => ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '5s', address];

function load(address: string) {
  spawnSync('wrk', ['-t1', `-c${connections}`, '-d1s', address]);
  return figuresOf(spawnSync('wrk', wrk(address), { encoding: 'utf8' }).stdout);
}

/**
 * 99 of 100 answers within so many ms, once every connection was answered once. Node lets one connection in at a time, between two rounds of those it has: of two hundred that come at once to a
 * server that is asked without a pause, the last waits a second before it is let in, and `wrk` counts that wait as all the requests it might have sent meanwhile.
 */
async function settledP99(address: string): Promise<number> {
  const { hostname, port, host, pathname } = new URL(address);
  const sockets = await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      return socket;
    }),
  );
  const asked = (socket: Socket) =>
    new Promise<number>((answered) => {
      const began = performance.now();
      let [bytes, length] = [0, 0];
      const read = (piece: Buffer) => {
        if (length === 0) {
          const head = piece.indexOf('\r\n\r\n') + 4;
          length = head + Number(/content-length: (\d+)/i.exec(piece.toString('latin1', 0, head))![1]);
        }
        bytes += piece.length;
        if (bytes < length) return;
        socket.off('data', read);
        answered(performance.now() - began);
      };
      socket.on('data', read);
      socket.write(`GET ${pathname} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
    });
  await Promise.all(sockets.map(asked));
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    sockets.map(async (socket) => {
      while (performance.now() < end) times.push(await asked(socket));
      socket.destroy();
    }),
  );
  return Number(times.sort((one, other) => one - other)[Math.floor(times.length * 0.99)]!.toFixed(1));
}

async function loadWhileRenewed(address: string) {
  const { kysely } = await database();
  const child = spawn('wrk', wrk(address), { stdio: ['ignore', 'pipe', 'inherit'] });
  const timer = setInterval(() => sql`select pg_notify('concord_public', '')`.execute(kysely), 1000);
  const said = await text(child.stdout);
  clearInterval(timer);
  return figuresOf(said);
}

function figuresOf(said: string) {
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(said) ?? [];
  const bad = Number(/Non-2xx or 3xx responses: (\d+)/.exec(said)?.[1] ?? 0);
  const broken = [...(/Socket errors: (.*)/.exec(said)?.[1] ?? '').matchAll(/\d+/g)].reduce((sum, [count]) => sum + Number(count), 0);
  return {
    requestsASecond: Math.round(Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1])),
    p99Ms: Number((Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's']).toFixed(1)),
    errors: bad + broken,
  };
}

/** What a reader's browser asks for besides pictures and fonts, as it travels and unpacked. */
async function weight(address: string, text: string) {
  const styles = [...text.matchAll(/<link[^>]+rel="stylesheet"[^>]*>/g)].map(([tag]) => /href="([^"]+)"/.exec(tag)![1]!);
  const all = [text, ...(await Promise.all(styles.map(async (path) => (await fetch(new URL(path, address))).text())))];
  return {
    weightBytes: all.reduce((sum, each) => sum + gzipSync(each).length, 0),
    unpackedBytes: all.reduce((sum, each) => sum + Buffer.byteLength(each), 0),
    fonts: [...text.matchAll(/<link[^>]+as="font"/g)].length,
  };
}

/** Milliseconds until the largest thing of a page is painted, on a phone four times as slow, for somebody who was never here; the middle of five. */
async function largestPaint(browser: Browser, address: string): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < 5; run++) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(address, { waitUntil: 'load' });
    const paint = `new Promise((resolve) => new PerformanceObserver((list) => setTimeout(() => resolve(list.getEntries().at(-1).startTime), 300)).observe({ type: 'largest-contentful-paint', buffered: true }))`;
    taken.push(Math.round(await page.evaluate<number>(paint)));
    await context.close();
  }
  return median(taken);
}
