import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { commands } from './commands.js';

const root = join(import.meta.dirname, '..');

test('every npm script is a command of the set-up', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const [name, line] of Object.entries(scripts)) assert.equal(line, `node setup/main.js ${name}`);
  assert.deepEqual(
    Object.keys(scripts).filter((name) => !(name in commands)),
    [],
  );
});

test('a command that does not exist is refused with the list of those that do, on standard error', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'setup', 'main.js'), 'strat'], { encoding: 'utf8' });
  assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
  assert.match(stderr, /^The commands are: start, /);
});

test('only npm start asks for the sample collaborative', () => {
  assert.equal(commands.start.env.CONCORD_START, 'npm');
  assert.deepEqual(
    Object.keys(commands).filter((name) => commands[name].env?.CONCORD_START),
    ['start'],
  );
});
