import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { z } from 'zod';
import { database } from './db.server.ts';
import { logFault } from './log.server.ts';
import { refuseInScope } from './scope.server.ts';

/** Work that outlives a request. A handler must be able to run again from the start: a killed process leaves its jobs to the next one. */
export type Job<Data = unknown> = {
  readonly name: string;
  readonly schema: z.ZodType<Data>;
  /** A method, so that jobs of any data stand in one list: each is given only what its own schema has read. */
  run(data: Data, signal: AbortSignal): Promise<void>;
  /** When it is begun by itself, as cron says it (UTC), with empty data; by one process, however many there are. */
  readonly every?: string;
  /** What a process that was killed left undone; asked once at every start. */
  readonly unfinished?: () => Promise<Data[]>;
};

let boss: PgBoss | undefined;
let pool: pg.Pool | undefined;

/** Starts the queue and its workers; the host calls it once, with every module's jobs. */
export async function startJobs(jobs: readonly Job[]): Promise<void> {
  const { login } = await database();
  // The system's role from the first byte: these connections see pg-boss' tables and nothing of the schools.
  pool = new pg.Pool({ ...login, max: 4, application_name: 'concord-jobs', options: '-c role=concord_system' });
  pool.on('error', (error) => boss && logFault('jobs-connection', error)); // a connection that breaks while all ends is no fault
  pool.on('connect', (client) => client.on('error', () => undefined)); // the query that waits on a lost connection is told
  const connections = pool;
  boss = new PgBoss({
    db: { executeSql: async (text, values) => await connections.query(text, values) },
    schema: 'pgboss',
    createSchema: false,
  });
  boss.on('error', (error) => logFault('jobs', error));
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, { retryLimit: 2, retryDelay: 2, expireInSeconds: 3600 });
    await boss.work<unknown>(job.name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([item]) => {
      await job.run(job.schema.parse(item!.data), item!.signal).catch((error: unknown) => {
        logFault(`job ${job.name} ${item!.id}`, error);
        throw error;
      });
    });
    if (job.every !== undefined) await boss.schedule(job.name, job.every, {});
    for (const data of (await job.unfinished?.()) ?? []) await enqueue(job, data);
  }
}

/** Puts work into the queue. Call it after the scope that wrote what the job needs. */
export async function enqueue<Data>(job: Job<Data>, data: Data): Promise<void> {
  refuseInScope('A job was begun');
  if (!boss) return job.run(data, new AbortController().signal); // the command line and tests have no queue: they wait for the work
  await boss.send(job.name, data as object);
}

/** Lets running jobs end (ten seconds), then closes the queue. */
export async function stopJobs(): Promise<void> {
  await boss?.stop({ graceful: true, timeout: 10_000 });
  boss = undefined;
  await pool?.end();
  pool = undefined;
}
