import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Finding, Outcome } from './target.ts';

/** What one case may take: a thousand times the time of one of its size, so that a busy machine is no finding; memory beside the heap; and heap. */
const caseLimits = { ms: 20_000, bytes: 400 * 1024 ** 2, heapMiB: 256 };
/** A worker is let go after so many cases, so that memory which one leaves behind does not count as another's. */
const casesOfAWorker = 2_000;

/** Runs cases of one target in workers. */
export type Runner = { run(bytes: Buffer): Promise<Outcome>; close(): Promise<void> };

/** A runner for the target whose module lies at this address. */
export function createRunner(module: string, limits = caseLimits): Runner {
  let worker: Worker | null = null;
  let cases = 0;

  async function ready(): Promise<Worker> {
    if (worker && cases < casesOfAWorker) return worker;
    await close();
    const made = new Worker(new URL('./case-worker.ts', import.meta.url), {
      workerData: { module },
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMiB },
      stdout: true,
      stderr: true,
    });
    // Asked for in each case; without a listener it would end this process.
    made.on('error', () => {});
    await once(made, 'message');
    worker = made;
    cases = 0;
    return made;
  }

  async function close(): Promise<void> {
    await worker?.terminate();
    worker = null;
  }

  async function run(bytes: Buffer): Promise<Outcome> {
    const current = await ready();
    cases += 1;
    const before = process.memoryUsage.rss();
    const found = await new Promise<Outcome>((resolve) => {
      const end = (outcome: Outcome) => {
        clearTimeout(clock);
        clearInterval(scale);
        current.removeAllListeners('message');
        current.off('error', fail);
        current.off('exit', exit);
        resolve(outcome);
      };
      const find = (kind: Finding['kind'], message: string) => end({ said: null, finding: { kind, message } });
      const fail = (error: Error & { code?: string }) =>
        find(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash', `${error.stack ?? error}`);
      const exit = (code: number) => find('crash', `The worker ended with ${code}`);
      const clock = setTimeout(() => find('hang', `No end after ${limits.ms / 1000} s`), limits.ms);
      const scale = setInterval(() => {
        const added = process.memoryUsage.rss() - before;
        if (added > limits.bytes) find('memory', `${Math.round(added / 1024 ** 2)} MiB more than before`);
      }, 25);
      current.on('error', fail);
      current.on('exit', exit);
      current.on('message', (answer: { said?: string[]; fault?: string }) => {
        if (answer.fault !== undefined) find('crash', answer.fault);
        else end({ said: answer.said ?? [], finding: null });
      });
      current.postMessage(new Uint8Array(bytes));
    });
    if (found.finding) await close();
    return found;
  }
  return { run, close };
}
