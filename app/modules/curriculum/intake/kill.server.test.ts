import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepStream, placeFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { smallCurriculum } from '../../../../tests/curriculum-file.ts';
import { actor, school } from '../../../../tests/people.ts';
import { confirmImport, startImport } from './commands.server.ts';
import { importWithReport } from './queries.server.ts';

const size = 1000;
const text = smallCurriculum({
  objectives: Object.fromEntries(Array.from({ length: size }, (_, at) => [`https://x.example/o/${at}`, `Explain matter ${at}`])),
  events: Array.from({ length: size }, (_, at) => ({ id: `E${at}`, title: `Session ${at}`, objectives: [`https://x.example/o/${at}`] })),
  courses: [{ id: 'B1', title: 'One', events: Array.from({ length: size }, (_, at) => `E${at}`) }],
});
const parts = 2 * size + 4; // and the head, two levels, one course

const ashby = await school('ashby');
const lead = await actor('Ada', ['lead'], ashby);

/** An import whose check nobody has begun, as a process leaves it that is killed right after the file arrived. */
async function arrived(year: string): Promise<string> {
  const kept = await keepStream(Readable.from([text]), 100_000_000);
  const id = crypto.randomUUID();
  await placeFile(kept, ashby.id, id);
  return as(lead, (scope) => startImport(scope, { year, name: 'curriculum.xml', file: { id, bytes: kept.bytes, sha256: kept.sha256 } }));
}

/** A process that does what the host does at its start: it asks every job what is unfinished, and does it. */
function restarted(): ChildProcess {
  const script = `import { intakeJobs } from '#app/modules/curriculum/intake/jobs.server.ts';
    import { closeDatabase, database } from '#app/platform/db.server.ts';
    await database();
    process.stdout.write('begins');
    for (const job of intakeJobs) for (const work of await job.unfinished()) await job.run(work, new AbortController().signal);
    await closeDatabase();`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}
async function begun(): Promise<ChildProcess> {
  const child = restarted();
  // A process that ends without a word would be waited for without end.
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The process ended with ${code} before it began.`)));
  died.catch(() => undefined);
  await Promise.race([once(child.stdout!, 'data'), died]);
  return child;
}
async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return; // it had finished before its moment came
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
async function toItsEnd(): Promise<void> {
  const [code] = await once(restarted(), 'exit');
  assert.equal(code, 0);
}
function importNow(id: string) {
  return as(lead, async (scope) => {
    const { status, done, total, report } = await importWithReport(scope, id);
    const { staged } = await scope.tx
      .selectFrom('curriculumImportRow')
      .select(({ fn }) => fn.countAll<number>().as('staged'))
      .where('importId', '=', id)
      .executeTakeFirstOrThrow();
    return { status, done, total, report, staged };
  });
}
function written(year: string) {
  return as(lead, async ({ tx }) => {
    const { activities } = await tx
      .selectFrom('activity')
      .select(({ fn }) => fn.countAll<number>().as('activities'))
      .where('year', '=', year)
      .executeTakeFirstOrThrow();
    const { placements } = await tx
      .selectFrom('placement')
      .innerJoin('activity', 'activity.id', 'placement.activityId')
      .select(({ fn }) => fn.countAll<number>().as('placements'))
      .where('activity.year', '=', year)
      .executeTakeFirstOrThrow();
    return [activities, placements];
  });
}

test('a check that is killed ten times begins again each time and ends with the whole file staged once', async () => {
  const id = await arrived('2024-25');
  const seen: number[] = [];
  for (let kill = 1; kill <= 10; kill++) {
    const child = await begun();
    for (let now = await importNow(id); now.status === 'checking' && now.done < (now.total * kill) / 20; now = await importNow(id))
      await sleep(1);
    await killed(child);
    const { status, staged, report } = await importNow(id);
    assert.equal(status, 'checking', `kill ${kill} came too late to show anything`);
    assert.equal(report, null);
    seen.push(staged);
  }
  assert.ok(
    seen.some((staged) => staged > 0),
    'at least one kill came in the middle',
  );
  await toItsEnd();
  const { status, staged, report } = await importNow(id);
  assert.deepEqual([status, staged, report?.check.events, report?.check.objectives], ['checked', parts, size, size]);
  assert.deepEqual(await written('2024-25'), [0, 0]);
});

test('an import that is killed ten times is in as a whole or not at all, and finishes by itself', async (t) => {
  const year = (round: number) => `${2000 + round}-${String(1 + round).padStart(2, '0')}`;
  let round = 1;
  async function confirmed(): Promise<string> {
    const id = await arrived(year(round));
    await toItsEnd();
    await as(lead, (scope) => confirmImport(scope, id));
    return id;
  }
  let id = await confirmed();
  const start = performance.now();
  const child = await begun();
  const ready = performance.now();
  await once(child, 'exit');
  const wholeTime = performance.now() - ready;
  t.diagnostic(`undisturbed ${Math.round(wholeTime)} ms after ${Math.round(ready - start)} ms of starting`);
  assert.deepEqual(await written(year(round)), [size, size]);

  for (let kills = 0; kills < 10; ) {
    if ((await importNow(id)).status === 'imported') {
      round++;
      id = await confirmed();
    }
    const victim = await begun();
    await sleep((wholeTime * (kills + 0.5)) / 12);
    await killed(victim);
    const { status } = await importNow(id);
    assert.deepEqual(await written(year(round)), status === 'imported' ? [size, size] : [0, 0]);
    if (status === 'importing') kills++;
  }
  await toItsEnd();
  const { status, staged } = await importNow(id);
  assert.deepEqual([status, staged, ...(await written(year(round)))], ['imported', 0, size, size]);
});
