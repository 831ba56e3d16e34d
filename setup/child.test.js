import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'node:test';
import { endingWithUs, runQuietly } from './child.js';

/** A set-up that hands over to `program` (JavaScript); resolves when that has printed its process number. */
async function handedOver(program) {
  const inner = [...endingWithUs, '-e', `${program}; console.log(process.pid); setInterval(() => {}, 1000)`];
  const outer = `import { handOver } from '${new URL('child.js', import.meta.url).href}'; process.exitCode = await handOver(process.execPath, ${JSON.stringify(inner)}, {})`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { child, pid: Number(line) };
}

test('a program that is asked to stop ends in its own way, and its exit code is ours', { timeout: 10_000 }, async () => {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    const { child } = await handedOver(`process.on('${signal}', () => process.exit(7))`);
    child.kill(signal);
    assert.deepEqual(await once(child, 'exit'), [7, null]);
  }
});

test('a program that a signal ended gives 128 and the number of the signal', { timeout: 10_000 }, async () => {
  const { child, pid } = await handedOver('');
  process.kill(pid, 'SIGKILL');
  assert.deepEqual(await once(child, 'exit'), [137, null]);
});

test('when the set-up is killed, the program stops too', { timeout: 10_000 }, async () => {
  const { child } = await handedOver('');
  child.kill('SIGKILL');
  // The output is closed once the last of the two that hold it has ended.
  await once(child, 'close');
});

test('a quiet program gives its exit code and all it printed', async () => {
  assert.deepEqual(await runQuietly(process.execPath, ['-e', 'console.log(1); process.exit(3)'], {}), { code: 3, output: '1\n' });
});
