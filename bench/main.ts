import { spawnSync } from 'node:child_process';
import { Console } from 'node:console';
import { globSync } from 'node:fs';
import { join } from 'node:path';

/** A benchmark yields one plain object a figure: `{ n, ms, reference, referenceMs, ratio }`, or another unit by its name (`peakMiB`). */
type Benchmark = { run?: () => AsyncIterable<Record<string, unknown>> };

// Standard output is for the figures alone, whatever a library prints.
globalThis.console = new Console(process.stderr, process.stderr);

const wanted = process.argv[2];
const all = globSync('**/*.ts', { cwd: import.meta.dirname })
  .map((path) => path.replaceAll('\\', '/').slice(0, -'.ts'.length))
  .filter((name) => name !== 'main' && !name.endsWith('.test'))
  .sort();

if (wanted !== undefined && all.includes(wanted)) {
  await runHere(wanted);
} else {
  const names = all.filter((name) => wanted === undefined || name.includes(wanted));
  if (names.length === 0) {
    console.error(`No benchmark is called ${wanted}. There are: ${all.join(', ')}.`);
    process.exitCode = 1;
  }
  for (const name of names) runApart(name);
}

async function runHere(name: string): Promise<void> {
  const benchmark = (await import(join(import.meta.dirname, `${name}.ts`))) as Benchmark;
  for await (const figure of benchmark.run?.() ?? []) process.stdout.write(`${JSON.stringify({ bench: name, ...figure })}\n`);
}

/** In a process of its own, so that no benchmark finds the memory and the warm code of the one before. */
function runApart(name: string): void {
  const { status } = spawnSync(process.execPath, [import.meta.filename, name], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
