import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importFramework } from '#app/modules/competencies/exchange/commands.server.ts';
import { readFrameworkFile } from '#app/modules/competencies/exchange/framework-file.server.ts';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { ownDatabase } from '../measuring.ts';
import { generatedPackage } from './generated.ts';

const rounds = 7;

/**
 * A generated framework of 2,808 items brought in from a CASE file on the embedded database: read, checked and written, each time a new draft; the limit is
 * 1 s. The first round is told apart. Reference: reading the same file and `JSON.parse`.
 */
export async function* run() {
  await using own = ownDatabase();
  const path = join(own.folder, 'framework.json');
  writeFileSync(path, JSON.stringify(generatedPackage()));
  await as(operator(), async () => undefined); // starts the database
  const times: number[] = [];
  const references: number[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push(await timed(() => bring(path)));
    references.push(await timed(async () => JSON.parse(await readFile(path, 'utf8'))));
  }
  const [ms, referenceMs] = [median(times), median(references)];
  const reference = 'reading the file and JSON.parse';
  yield {
    n: 2808,
    ms,
    fastestMs: Math.min(...times),
    firstMs: times[0],
    slowestMs: Math.max(...times),
    limitMs: 1000,
    reference,
    referenceMs,
    ratio: Number((ms / referenceMs).toFixed(1)),
  };
}

async function bring(path: string): Promise<void> {
  const { file, messages } = await readFrameworkFile(path, { name: 'framework.json' });
  const { items, associations } = await as(operator(), (scope) => importFramework(scope, file!, { messages }));
  if (items !== 2808 || associations !== 2808 || messages.length > 0)
    throw new Error(`The import is wrong: ${items} items, ${messages.length} messages.`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Number((performance.now() - start).toFixed(1));
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}
