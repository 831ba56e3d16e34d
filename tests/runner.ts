import { spawn } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { inspect } from 'node:util';

/** How many tests ended how. */
export type Tally = { passed: number; failed: number; skipped: number };

/** How long one test file may take, in milliseconds, before it is ended and counts as failed. */
const fileLimit = 5 * 60_000;
const together = resolve(import.meta.dirname, 'together.ts');
const wholeOutput = new URL('whole-output.ts', import.meta.url).href;

type Event = { type: string; data: Record<string, unknown> };
type Done = { events: Event[]; tally: Tally };

/**
 * Runs test files and programs, prints each result as Node's `spec` reporter does, file by file and never mixed, and counts.
 * `stop` ends whatever is running.
 */
export function startReport(stop: AbortSignal) {
  const reporter = new spec();
  reporter.pipe(process.stdout, { end: false });
  const tally: Tally = { passed: 0, failed: 0, skipped: 0 };

  function note(text: string): void {
    reporter.write({ type: 'test:stdout', data: { message: `${text}\n` } });
  }

  function result(name: string, milliseconds: number, failure: string | null): void {
    const error = failure === null ? undefined : { [inspect.custom]: () => failure };
    const type = failure === null ? 'test:pass' : 'test:fail';
    reporter.write({ type, data: { name, nesting: 0, testNumber: 1, details: { duration_ms: Math.round(milliseconds), error } } });
    tally[failure === null ? 'passed' : 'failed']++;
  }

  /** Counts `act` as one test called `name`: it fails when `act` rejects, with the error's message. */
  async function step(name: string, act: () => Promise<unknown>): Promise<void> {
    const start = performance.now();
    const failure = await failureOf(act);
    result(name, performance.now() - start, failure);
  }

  /** Does what tests need before they can run; only a failure is printed and counted. Tells whether it went well. */
  async function prepare(name: string, act: () => Promise<unknown>): Promise<boolean> {
    const failure = await failureOf(act);
    if (failure !== null) result(name, 0, failure);
    return failure === null;
  }

  /** Takes groups of files from `waiting` and runs each in a process of its own, `atOnce` at a time, until none waits. `on` says where, when there are several places. */
  async function files(waiting: string[][], atOnce: number, on = ''): Promise<void> {
    async function work(): Promise<void> {
      for (let group = waiting.shift(); group !== undefined && !stop.aborted; group = waiting.shift()) {
        const paths = group.map((path) => resolve(path));
        const isOne = paths.length === 1;
        const { events, tally: counts } = isOne ? await runFile(paths[0]!, stop) : await runFile(together, stop, paths);
        for (const key of ['passed', 'failed', 'skipped'] as const) tally[key] += counts[key];
        for (const path of paths) print(path, isOne ? events : events.filter(({ data }) => data.file === path));
        // What failed before any test of its file began is the loader's.
        const others = isOne ? [] : events.filter(({ type, data }) => /pass|fail/.test(type) && !paths.includes(String(data.file)));
        if (others.length > 0) print(together, others);
      }
    }
    function print(path: string, events: Event[]): void {
      note(`\n${relative(process.cwd(), path)}${on}`);
      for (const event of events) reporter.write(event);
      if (events.length === 0) result(relative(process.cwd(), path), 0, 'This file holds no test.');
    }
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  /** Prints what failed once more, then the tally alone on the last line. */
  async function close(): Promise<Tally> {
    reporter.end();
    await finished(reporter);
    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    await new Promise((written) => process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed${skipped}\n`, written));
    return tally;
  }

  return { note, step, prepare, files, close };
}

/** Runs a program with this Node to its end; rejects with all it printed when it fails. */
export function program(args: string[], stop: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], signal: stop });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done() : failed(new Error(output.trim() || `It ended with ${code}.`))));
  });
}

async function failureOf(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function runFile(path: string, stop: AbortSignal, argv: string[] = []): Promise<Done> {
  const done: Done = { events: [], tally: { passed: 0, failed: 0, skipped: 0 } };
  // Handles that a test leaves open must not keep the run waiting; the limit ends even a file that never yields.
  const execArgv = ['--test-force-exit', '--import', wholeOutput];
  const stream = run({ files: [path], argv, execArgv, signal: AbortSignal.any([stop, AbortSignal.timeout(fileLimit)]) });
  for await (const event of stream as AsyncIterable<Event>) {
    if (event.type === 'test:summary' && event.data.file === undefined) {
      const counts = event.data.counts as Record<'passed' | 'failed' | 'cancelled' | 'skipped' | 'todo', number>;
      done.tally = { passed: counts.passed, failed: counts.failed + counts.cancelled, skipped: counts.skipped + counts.todo };
    }
    if (event.type !== 'test:summary' && event.type !== 'test:diagnostic') done.events.push(event);
  }
  // Node counts a file without a test as one that passed, under its own path.
  const isEmpty = done.tally.passed === 1 && done.events.some((event) => event.type === 'test:pass' && event.data.name === path);
  return isEmpty ? { events: [], tally: { passed: 0, failed: 0, skipped: 0 } } : done;
}
