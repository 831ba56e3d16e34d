import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { askedAs, fileOf, relative } from './place.ts';
import { type Site, writeSite } from './site-folder.server.ts';

const address = 'https://concord.example';
const html = (body: string) => ({
  type: 'text/html; charset=utf-8',
  body: `<!DOCTYPE html><html><head><link nonce="x" rel="stylesheet" href="/assets/a.css"/><link rel="preload" as="font" crossorigin="" href="/assets/a.woff2"/><link rel="canonical" href="${address}/"/></head><body>${body}</body></html>`,
});
type Answered = { type?: string; body?: string; status?: number; to?: string; isPrivate?: boolean };
const pages: Record<string, Answered> = {
  '/': html(
    '<a href="/work?zone=America%2FPhoenix#how">Our work</a> <a href="/w/members">Sign in first</a> <ul><li><a href="/sign-in">Sign in</a></li><li><a href="/work">Work</a></li></ul> <a href="/updates">Updates</a> <a href="/old">Moved</a> <a href="/gone">Gone</a> <a href="https://elsewhere.example/a?b=1&amp;c=2">Elsewhere</a> <a href="mailto:a@b.example">Mail</a> <a href="webcal://concord.example/work.csv">Subscribe</a> <a href="/for-one">Yours</a> <a class="button plain" href="/occasions/1/register"><span>Register</span></a> <a href="//evil.example/x">x</a><form action="/search" method="get"><input name="q"/></form><img alt="Four people" src="/files/pictures/1"/>',
  ),
  '/work': html(
    '<h1>Our work</h1><a href="/">Home</a> <a href="/work.csv" download="">CSV</a> <a href="/Work">Another</a><script type="application/ld+json">{"url":"https://concord.example/"}</script>',
  ),
  '/Work': html('Another page, by its capital'),
  '/updates': html('<a href="?page=2">Older</a> <a href="/updates?page=1">Newest</a>'),
  '/updates?page=2': html('<a href="/updates">Newer</a> <a href="/..%2f..%2fetc%2fpasswd">A trap</a>'),
  '/old': { status: 301, to: '/new' },
  '/new': html('It stands here now.'),
  '/..%2f..%2fetc%2fpasswd': html('kept inside'),
  '/for-one': { ...html('For one reader'), isPrivate: true },
  '/only-in-the-map': html('Found by the map'),
  '/work.csv': { type: 'text/csv; charset=utf-8', body: 'a,b\r\n' },
  '/files/pictures/1': { type: 'image/webp', body: 'not a picture' },
  '/assets/a.css': { type: 'text/css', body: "@font-face{src:url(/assets/a.woff2) format('woff2')}b{background:url(data:x)}" },
  '/assets/a.woff2': { type: 'font/woff2', body: 'font' },
  '/sitemap.xml': { type: 'application/xml; charset=utf-8', body: `<urlset><url><loc>${address}/only-in-the-map</loc></url></urlset>` },
  '/ims/case/v1p1/CFDocuments': { type: 'application/json', body: '[]' },
};
function site(answers = pages): Site & { asked: string[] } {
  const asked: string[] = [];
  const ask = async (path: string) => {
    asked.push(path);
    const { status = 200, body, type = 'text/html', to, isPrivate } = answers[path] ?? { status: 404, body: 'no' };
    const headers = { 'content-type': type, ...(to && { location: to }), ...(!isPrivate && { 'x-concord-public': '1' }) };
    return new Response(status === 200 ? body : null, { status, headers });
  };
  return { ask, asked, address, name: 'A collaborative', version: '0.1.0', now: new Date('2026-11-26T12:00:00Z') };
}
function place(): string {
  const parent = mkdtempSync(join(tmpdir(), 'concord-site-'));
  after(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'site');
}
const folder = place();
const made = site();
const written = await writeSite(folder, made);
const filesOf = (of: string) =>
  globSync('**/*.*', { cwd: of })
    .filter((path) => statSync(join(of, path)).isFile())
    .sort();
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

test('what can be reached is there, under its address, and nothing else', () => {
  assert.deepEqual(
    filesOf(folder).sort(),
    [
      'README.txt',
      'Work/1bc30ec7/index.html',
      '__.._etc_passwd/index.html',
      'assets/a.css',
      'assets/a.woff2',
      'files/pictures/1.webp',
      'ims/case/v1p1/CFDocuments.json',
      'index.html',
      'manifest.json',
      'new/index.html',
      'only-in-the-map/index.html',
      'sitemap.xml',
      'updates/_page-2/index.html',
      'updates/index.html',
      'work.csv',
      'work/index.html',
    ].sort(),
  );
  assert.equal(written.pages, 8);
});
test('every link leads to a file beside it, to another site, or has become plain words', () => {
  for (const file of globSync('**/*.html', { cwd: folder }))
    for (const [, target] of read(file).matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      if (/^(?:https:|mailto:)/.test(target!)) continue;
      assert.ok(existsSync(join(folder, dirname(file), decodeURIComponent(target!.split('#')[0]!))), `${file} → ${target}`);
      assert.doesNotMatch(target!, /^\//, file);
    }
  assert.match(
    read('index.html'),
    /<a href="work\/index\.html#how">Our work<\/a> <a>Sign in first<\/a> <ul><li><a href="work\/index\.html">Work<\/a><\/li><\/ul>/,
  );
  assert.match(
    read('index.html'),
    /<a href="new\/index\.html">Moved<\/a> <a>Gone<\/a> <a href="https:\/\/elsewhere\.example\/a\?b=1&amp;c=2">/,
  );
  assert.match(read('index.html'), /<a href="work\.csv">Subscribe<\/a>/);
  assert.match(read('updates/index.html'), /<a href="_page-2\/index\.html">Older<\/a> <a href="index\.html">Newest<\/a>/);
  assert.match(read('assets/a.css'), /url\(a\.woff2\) format/);
});
test('forms, hints for a network and nonces are left out; the one address of a page and what programs read of it stay', () => {
  assert.doesNotMatch(read('index.html'), /<form|preload|nonce|Register/);
  assert.match(read('index.html'), /rel="canonical" href="https:\/\/concord\.example\/"/);
  assert.match(read('work/index.html'), /<script type="application\/ld\+json">\{"url"/);
});
test('what answers one reader alone is not kept, and what needs a host is not even asked for', () => {
  assert.ok(!existsSync(join(folder, 'for-one')));
  assert.ok(made.asked.includes('/for-one'));
  assert.deepEqual(
    made.asked.filter((path) => /^\/(w|home|search|sign-in)\b/.test(path)),
    [],
  );
  assert.deepEqual(
    written.messages.map(({ found, path }) => [found, path]),
    [['a link to /gone, which is not there', '/']],
  );
});
test('the sums and the manifest are right', () => {
  const checked = spawnSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  if (!checked.error) assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  const manifest = JSON.parse(read('manifest.json'));
  assert.equal(manifest.made, '2026-11-26T12:00:00.000Z');
  assert.deepEqual(
    manifest.files.map(({ path }: { path: string }) => path).sort(),
    filesOf(folder)
      .filter((path) => path !== 'manifest.json')
      .sort(),
  );
  assert.ok(manifest.files.every(({ bytes, path }: { bytes: number; path: string }) => bytes === readFileSync(join(folder, path)).length));
  assert.match(read('README.txt'), /sha256sum -c SHA256SUMS/);
});
test('the same site makes the same archive', async () => {
  const again = place();
  await writeSite(again, site());
  for (const file of filesOf(folder)) assert.equal(readFileSync(join(again, file), 'utf8'), read(file), file);
});
test('a folder that holds something is refused; an empty one is filled; after a failure nothing is left', async () => {
  const full = place();
  mkdirSync(full);
  writeFileSync(join(full, 'mine.txt'), 'mine');
  await assert.rejects(writeSite(full, site()), /not empty/);
  assert.deepEqual(readdirSync(full), ['mine.txt']);
  const empty = place();
  mkdirSync(empty);
  await writeSite(empty, site());
  assert.ok(existsSync(join(empty, 'index.html')));
  const file = join(dirname(full), 'a-file');
  writeFileSync(file, 'mine');
  for (const into of [file, join(file, 'site')]) await assert.rejects(writeSite(into, site()), { kind: 'invalid', message: /is a file/ });
  assert.equal(readFileSync(file, 'utf8'), 'mine');
  const takesNone = { kind: 'invalid', message: /may not be written to/ };
  if (existsSync('/proc/self')) await assert.rejects(writeSite('/proc/a/b/site', site()), takesNone);
  const broken = place();
  await assert.rejects(writeSite(broken, site({ ...pages, '/work': { status: 500 } })), /\/work could not be shown/);
  assert.deepEqual(readdirSync(dirname(broken)), []);
});
test('where there is no room, or it ends in the middle, no folder stands there; what it left goes with the next, and nothing else does', async () => {
  const there = place();
  const full = () => {
    throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  await assert.rejects(writeSite(there, { ...site(), ask: async () => full() }), {
    kind: 'invalid',
    message: /no room.*Nothing was written/,
  });
  assert.deepEqual(readdirSync(dirname(there)), []);
  // What a process leaves that was killed, and what people call their own.
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  const [left, own] = [`concord-draft-${pid}-aB3xYz`, `draft-${pid}-of-the-report`];
  for (const name of [left, own]) mkdirSync(join(dirname(there), name, 'site'), { recursive: true });
  await writeSite(there, site());
  assert.deepEqual(readdirSync(dirname(there)).sort(), [own, 'site'].sort());
});
test('an address becomes a safe name on any file system', () => {
  assert.equal(fileOf('/', 'text/html; charset=utf-8'), 'index.html');
  assert.equal(fileOf('/a/../b', 'text/html'), 'a/_/b/index.html');
  assert.equal(fileOf('/con/nul.csv', 'text/csv'), '_con/_nul.csv');
  assert.equal(fileOf('/a%00b%2F..%2Fc:d|e', 'text/html'), 'a_b_.._c_d_e/index.html');
  assert.equal(fileOf('/%E0%A4%A', 'text/html'), '_E0_A4_A/index.html');
  assert.equal(fileOf(`/${'a'.repeat(300)}.pdf`, 'application/pdf'), `${'a'.repeat(116)}.pdf`);
  assert.equal(fileOf(`/${encodeURIComponent('学'.repeat(300))}`, 'text/html'), `${'学'.repeat(40)}/index.html`);
  assert.equal(fileOf(`/${encodeURIComponent(`a🙂${'𝒜'.repeat(99)}`)}`, 'text/html'), `a_${'𝒜'.repeat(29)}/index.html`);
  assert.equal(askedAs('javascript:alert(1)', `${address}/`), null);
  assert.equal(askedAs('file:///etc/passwd', `${address}/`), null);
  assert.equal(askedAs('/work/?page=3&zone=x#y', `${address}/`), '/work?page=3');
  assert.equal(askedAs('/library/silence/compare?to=2&from=source&q=x', `${address}/`), '/library/silence/compare?from=source&to=2');
  assert.equal(fileOf('/library/silence/compare?from=source&to=2', 'text/html'), 'library/silence/compare/_from-source_to-2/index.html');
  assert.equal(relative('a/b/index.html', 'a/c d/index.html'), '../c%20d/index.html');
  assert.equal(relative('index.html', 'work/index.html'), 'work/index.html');
});
