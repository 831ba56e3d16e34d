import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fingerprint } from './fingerprint.js';

function sources() {
  const root = mkdtempSync(join(tmpdir(), 'concord-fingerprint-'));
  mkdirSync(join(root, 'app', 'ui'), { recursive: true });
  writeFileSync(join(root, 'app', 'root.tsx'), 'one');
  writeFileSync(join(root, 'app', 'ui', 'button.tsx'), 'two');
  return root;
}

test('it is the same for the same files in another folder', () => {
  assert.equal(fingerprint(sources(), ['app', 'missing']), fingerprint(sources(), ['app', 'missing']));
});

test('it changes with a content, a name, a new file and a fact', () => {
  const root = sources();
  const seen = new Set([fingerprint(root, ['app']), fingerprint(root, ['app'], ['darwin'])]);
  writeFileSync(join(root, 'app', 'ui', 'button.tsx'), 'TWO');
  seen.add(fingerprint(root, ['app']));
  renameSync(join(root, 'app', 'root.tsx'), join(root, 'app', 'roots.tsx'));
  seen.add(fingerprint(root, ['app']));
  writeFileSync(join(root, 'app', 'empty.ts'), '');
  seen.add(fingerprint(root, ['app']));
  assert.equal(seen.size, 5);
});

test('tests and READMEs do not count', () => {
  const root = sources();
  const before = fingerprint(root, ['app']);
  writeFileSync(join(root, 'app', 'ui', 'button.test.ts'), '');
  writeFileSync(join(root, 'app', 'README.md'), '');
  assert.equal(fingerprint(root, ['app']), before);
});
