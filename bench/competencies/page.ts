import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readCasePackage } from '#app/modules/competencies/exchange/case-package.ts';
import { importFramework } from '#app/modules/competencies/exchange/commands.server.ts';
import { operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { answering, freePort, median, ownDataFolder } from '../measuring.ts';
import { generatedPackage } from './generated.ts';

const rounds = 15;

/**
 * The public page of a generated framework of 2,808 items as the built server answers it: read from the database and drawn each time (an address with a question
 * is not kept); the limit is 100 ms. Reference: the same page as the server keeps it.
 */
export async function* run() {
  spawnSync(process.execPath, ['setup/main.js', 'build'], { stdio: ['ignore', 2, 2] });
  const folder = ownDataFolder();
  let server: ChildProcess | undefined;
  try {
    await as(operator(), async (scope) => {
      const { versionId } = await importFramework(scope, readCasePackage(JSON.stringify(generatedPackage())).file!, { messages: [] });
      await scope.tx
        .updateTable('frameworkVersion')
        .set({ status: 'adopted', adoptedOn: '2025-08-01' })
        .where('id', '=', versionId)
        .execute();
    });
    const port = await freePort();
    const env = { ...process.env, NODE_ENV: 'production', PORT: String(port), DEMO: '0', CONCORD_START: 'npm' };
    server = spawn(process.execPath, ['build/server/index.js'], { env, stdio: ['ignore', 'ignore', 2] });
    const address = `http://127.0.0.1:${port}/frameworks/generated-framework`;
    await answering(`http://127.0.0.1:${port}/healthz`);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await timed(`${address}?drawn=${round}`));
    const kept: number[] = [];
    for (let round = 0; round < rounds; round++) kept.push(await timed(address));
    const [ms, referenceMs] = [median(times), median(kept)];
    const reference = 'the same page as the server keeps it';
    yield {
      n: 2808,
      ms,
      fastestMs: Math.min(...times),
      firstMs: times[0],
      slowestMs: Math.max(...times.slice(1)),
      limitMs: 100,
      reference,
      referenceMs,
      ratio: Number((ms / referenceMs).toFixed(1)),
    };
  } finally {
    if (server) {
      const ended = new Promise((resolve) => server!.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
    await closeDatabase();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(address: string): Promise<number> {
  const start = performance.now();
  const answer = await fetch(address, { headers: { 'accept-encoding': 'identity' } });
  const page = await answer.text();
  const ms = performance.now() - start;
  if (answer.status !== 200 || (page.match(/reader-milestone/g)?.length ?? 0) !== 2400)
    throw new Error(`The page is wrong: ${answer.status}.`);
  return Number(ms.toFixed(1));
}
