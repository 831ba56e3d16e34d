import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt, reactRouter } from './build.js';
import { endingWithUs, handOver } from './child.js';
import { install, installedNode } from './install.js';
import { withLock } from './lock.js';
import { Refusal, remedyFor, Stopped } from './refusal.js';

const root = resolve(fileURLToPath(import.meta.url), '../..');

/**
 * What each command runs once the set-up is done, and how. `NODE_ENV` is set for each, so that what the machine happens to say changes
 * nothing. `build` only builds: the journeys ask for it.
 */
export const commands = {
  start: { run: ['build/server/index.js'], needsBuild: () => true, env: { NODE_ENV: 'production', CONCORD_START: 'npm' } },
  dev: { run: [reactRouter, 'dev'], env: { NODE_ENV: 'development' } },
  test: { run: ['tests/main.ts'], env: { NODE_ENV: 'test' } },
  check: { run: ['tests/main.ts', '--without-browser'], env: { NODE_ENV: 'test' } },
  bench: { run: ['bench/main.ts'], env: { NODE_ENV: 'production' } },
  fuzz: { run: ['fuzz/main.ts'], env: { NODE_ENV: 'test' } },
  concord: { run: ['cli/concord.ts'], needsBuild: (args) => args.includes('site'), env: { NODE_ENV: 'production' } },
  tables: { run: ['cli/tables.ts'], env: { NODE_ENV: 'production' } },
  build: { run: null, needsBuild: () => true },
};

/** Sets up what the command needs, then runs it and ends as it ends. All that the set-up says goes to standard error. */
export async function runCommand(name, args) {
  try {
    const command = Object.hasOwn(commands, name ?? '') ? commands[name] : null;
    if (!command) throw new Refusal(`The commands are: ${Object.keys(commands).join(', ')}.`);
    const node = await setUp(command.needsBuild?.(args) ?? false);
    if (command.run)
      process.exitCode = await handOver(node, [...endingWithUs, ...command.run, ...args], { cwd: root, env: environment(command) });
  } catch (error) {
    const remedy = remedyFor(error.code);
    if (!(error instanceof Refusal || error instanceof Stopped || remedy)) throw error;
    say(remedy ? `${error.message}\n${remedy}` : error.message);
    process.exitCode = 1;
  }
}

/** `INIT_CWD` is where the person stands, so that file names on the command line can be theirs; npm says it too. */
function environment(command) {
  return { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd(), ...command.env };
}

/** Gives the Node to run with. Asks for the lock only when there is something to do, and looks again once it has it. */
async function setUp(needsBuild) {
  const ready = installedNode(root);
  if (ready && !(needsBuild && !isBuilt(root))) return ready;
  const work = async (hold) => {
    const node = installedNode(root) ?? (await install(root, { say, hold }));
    if (needsBuild && !isBuilt(root)) await build(root, node, { say, hold });
    return node;
  };
  return withLock(resolve(root, 'build', 'setup.lock'), work, say);
}

function say(line) {
  console.error(line);
}
