import { existsSync, globSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { matchesGlob, resolve } from 'node:path';
import { findBrowser } from './browser.ts';
import { servers as startServers, type TestServer } from './database.ts';
import { program, startReport } from './runner.ts';
import { writeInMemory } from './scratch.ts';
import { firstStarts } from './server.ts';

// Every test file is a process of its own, and most of them read the same modules.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/compiled');
const withBrowser = !process.argv.includes('--without-browser');
const patterns = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
const removeScratch = writeInMemory();
let removeStarted = () => {};
const exitCode = await main();
removeScratch();
process.exit(exitCode);

/** Runs what the command line chose, in the order in which a failure is cheapest to find. Gives the exit code. */
async function main(): Promise<number> {
  const stop = interrupted.signal;
  const report = startReport(stop);
  const files = chosen('{app,bench,cli,demo,fuzz}/**/*.test.ts', 'tests/*.test.ts', 'setup/*.test.js', ...realFiles());
  const journeys = withBrowser ? chosen('tests/journeys/*.test.ts').sort(longerFirst) : [];

  if (patterns.length === 0) {
    await report.step('types', async () => {
      await program(['node_modules/@react-router/dev/bin.cjs', 'typegen'], stop);
      await program(['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'], stop);
    });
    await report.step('lint', () => program(['node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off'], stop));
  } else if (files.length + journeys.length === 0) {
    report.note(`No test file's path has ${patterns.join(' or ')} in it.`);
  }

  let servers: TestServer[] = [];
  const start = async () => {
    servers = await startServers();
  };
  const isReady = ![...files, ...journeys].some(mayUseData) || (await report.prepare('start PostgreSQL', start));
  const dataTests = files.filter(isDataTest);
  const others = files.filter((path) => !isDataTest(path) && (isReady || !mayUseData(path)));
  const atOnce = Math.max(2, availableParallelism());
  async function testFiles(): Promise<void> {
    Object.assign(process.env, servers[0]?.env);
    await report.files([...groups(others.filter(isPure), atOnce), ...alone(others.filter((path) => !isPure(path)))], atOnce);
    for (const { name, env } of servers) {
      Object.assign(process.env, env);
      // docs/decisions/016: the borders on every server, the rest once, on the last.
      await report.files(alone(name === servers.at(-1)?.name ? dataTests : dataTests.filter(isBorderTest)), atOnce, ` (${name})`);
    }
  }
  // One at a time beside the others, because a browser mostly waits; three once the others are through.
  const canBrowse = (async () => journeys.length > 0 && isReady && (await prepareJourneys(report, journeys.length)))();
  const journeysLeft = alone(journeys);
  async function browse(): Promise<void> {
    if (await canBrowse) await report.files(journeysLeft, 1);
  }
  try {
    await Promise.all([testFiles().then(() => Promise.all([browse(), browse()])), browse()]);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    removeStarted();
  }

  if (servers.length === 1 && dataTests.length > 0)
    report.note(`\nThe data tests ran on ${servers[0]!.name} only: no other version of PostgreSQL is on this machine.`);
  if (patterns.length === 0 && realFiles().length === 0) report.note('\nThe tests on real files did not run: REAL_DATA names no folder.');
  const { passed, failed } = await report.close();
  return failed > 0 || passed === 0 || stop.aborted ? 1 : 0;
}

async function prepareJourneys(report: ReturnType<typeof startReport>, count: number): Promise<boolean> {
  const find = async () => {
    process.env.CONCORD_BROWSER = await findBrowser();
  };
  const build = () => program(['setup/main.js', 'build'], interrupted.signal);
  const start = async () => {
    const { env, remove } = await firstStarts();
    Object.assign(process.env, env);
    removeStarted = remove;
  };
  return (
    (await report.prepare('find a browser', find)) &&
    (await report.prepare('build the pages', build)) &&
    // One or two journeys are sooner done with first starts of their own.
    (count < 3 || (await report.prepare('start Concord for the first time', start)))
  );
}

function chosen(...globs: string[]): string[] {
  const paths = globSync(globs).map((path) => path.replaceAll('\\', '/'));
  const fits = (path: string) => patterns.some((pattern) => path.includes(pattern) || matchesGlob(path, pattern));
  return paths.filter((path) => patterns.length === 0 || fits(path)).sort();
}

/** What is long to read takes long to run; begun last it would run alone. */
function longerFirst(one: string, other: string): number {
  return statSync(other).size - statSync(one).size;
}

/** Tests on files that nobody here wrote need the folder that holds them. */
function realFiles(): string[] {
  return existsSync(process.env.REAL_DATA ?? '') ? ['tests/real/*.test.ts'] : [];
}

function alone(paths: string[]): string[][] {
  return paths.map((path) => [path]);
}

/** What is pure shares nothing, and a process takes longer to start than most of its tests to run. */
function groups(paths: string[], count: number): string[][] {
  return Array.from({ length: count }, (_, at) => paths.filter((_path, index) => index % count === at)).filter((group) => group.length > 0);
}

function isPure(path: string): boolean {
  return path.startsWith('app/') && !path.includes('.server.');
}

/** A file of `app/` says with its suffix that it is pure, and the set-up knows no database. */
function mayUseData(path: string): boolean {
  return path.endsWith('.server.test.ts') || !/^(app|setup)\//.test(path);
}

/** Data tests, without those of the wrapper around our own PostgreSQL, which choose their server themselves, and of files, which need none. */
function isDataTest(path: string): boolean {
  return isBorderTest(path) || (/\.server\.test\.ts$/.test(path) && !/embedded-postgres|\/(postgres|sheet|packed)-[^/]*$/.test(path));
}

/** What no server may see otherwise: whose rows exist for whom, and which tables there are. */
function isBorderTest(path: string): boolean {
  return /^tests\/(tenancy|scope|tables)\.test\.ts$|blind\.server\.test\.ts$/.test(path);
}
