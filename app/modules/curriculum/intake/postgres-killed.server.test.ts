import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const size = 1000;

/** A process with its own PostgreSQL that brings one file in after the other, saying `checking` and `merging` as it begins and `done` with what stands there. */
const program = `
import { Readable } from 'node:stream';
import { operator } from '#app/platform/actor.ts';
import { closeDatabase, database } from '#app/platform/db.server.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { bringFile, bringIn } from '#app/modules/curriculum/intake/jobs.server.ts';
import { importState, importWithReport } from '#app/modules/curriculum/intake/queries.server.ts';
import { isUnderWay } from '#app/modules/curriculum/intake/schema.ts';
import { smallCurriculum } from './tests/curriculum-file.ts';
const say = (word) => process.stdout.write(word + '\\n');
async function settled(id) {
  while (isUnderWay((await as(actor, (scope) => importState(scope, id))).status)) await new Promise((resolve) => setTimeout(resolve, 100));
}
/** A person whose act met the fallen server acts again, as the page tells them; a conflict says that it had arrived. */
async function again(act) {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (error) {
      if (error.kind === 'conflict') return;
      if (error.name === 'Problem' || tries === 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
const { login, ...rest } = await database();
const school = await as(operator(), ({ tx }) => tx.insertInto('school').values({ slug: 'ashby', name: 'Ashby', isSample: true, isMember: false }).returning(['id', 'slug', 'name']).executeTakeFirstOrThrow());
const actor = operator(school);
const numbers = Array.from({ length: ${size} }, (_, at) => at);
const text = smallCurriculum({
  objectives: Object.fromEntries(numbers.map((at) => ['https://x.example/o/' + at, 'Explain matter ' + at])),
  events: numbers.map((at) => ({ id: 'E' + at, title: 'Session ' + at, objectives: ['https://x.example/o/' + at] })),
  courses: [{ id: 'B1', title: 'One', events: numbers.map((at) => 'E' + at) }],
});
let spent = { checking: 0, merging: 0 };
for (let round = 1; round <= Number(process.argv[1]); round++) {
  const year = (2000 + round) + '-' + String(1 + round).padStart(2, '0');
  const file = await keepStream(Readable.from([text]), 1e8);
  const id = await bringFile(actor, { year, name: 'x.xml', file });
  let begin = performance.now();
  say('checking ' + Math.round(spent.checking));
  await again(() => settled(id));
  if (round === 1) spent.checking = performance.now() - begin;
  begin = performance.now();
  say('merging ' + Math.round(spent.merging));
  await again(() => bringIn(actor, id));
  await again(() => settled(id));
  if (round === 1) spent.merging = performance.now() - begin;
  const stands = await again(() => as(actor, async (scope) => {
    const count = async (table) => Number((await scope.tx.selectFrom(table).select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow()).n);
    const { status, problem } = await importWithReport(scope, id);
    return { status, problem, activities: await count('activity'), placements: await count('placement'), links: await count('activityObjective'), staged: await count('curriculumImportRow') };
  }));
  say('done ' + JSON.stringify(stands));
}
await closeDatabase();
`;

test('when PostgreSQL is killed ten times during checks and ten times during imports, each file is in once and whole', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-test-'));
  chmodSync(dataDir, 0o711); // the account that PostgreSQL runs as may pass through
  const { DATABASE_URL, DATABASE_APP_URL, ...env } = process.env;
  const rounds = 11; // the first undisturbed, to know how long it takes
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, String(rounds)], {
    env: { ...env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (piece) => {
    log += piece;
  });
  try {
    const kills = { checking: 0, merging: 0 };
    let round = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [word, said] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
      if (word === 'done') {
        round++;
        const all = round * size;
        const stands = { status: 'imported', problem: null, activities: all, placements: all, links: all, staged: 0 };
        assert.deepEqual(JSON.parse(said), stands);
      } else if (round > 0) {
        await sleep((Number(said) * (round - 0.5)) / 12);
        await killPostmaster(join(dataDir, 'postgres/data/postmaster.pid'));
        kills[word as keyof typeof kills]++;
      }
    }
    assert.deepEqual([round, kills], [rounds, { checking: 10, merging: 10 }], log);
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Kills the server that the file names once it serves: one that is only starting holds nobody's work. Its first line is its number, its eighth its state. */
async function killPostmaster(path: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    if (lines[7]?.trim() === 'ready' && isKilled(Number(lines[0]))) return;
    await sleep(50);
  }
  throw new Error(`No PostgreSQL came to serve in a minute: ${path}`);
}

function isKilled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false; // the file of a server that is gone
  }
}
