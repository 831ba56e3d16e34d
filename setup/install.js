import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { endingWithUs, runQuietly } from './child.js';
import { fingerprint } from './fingerprint.js';
import { repairLinks } from './links.js';
import { chooseNode } from './node.js';
import { Refusal, remedyFor } from './refusal.js';

const stampFile = join('node_modules', '.concord-setup.json');

/**
 * What npm is asked: everything that the lock file names, whatever the environment leaves out (`NODE_ENV=production`, `omit`), without
 * install scripts (the set-up does their part, so that it also works where npm refuses them), quietly even below `npm run -s`.
 */
export const npmArguments = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--include=peer',
  '--ignore-scripts',
  '--engine-strict=false',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--no-progress',
  '--loglevel=error',
];

/** The Node to run Concord with, when `node_modules` is what `package-lock.json` names; otherwise `null`: `install` has work to do. */
export function installedNode(root) {
  try {
    const stamp = JSON.parse(readFileSync(join(root, stampFile), 'utf8'));
    const node = resolve(root, stamp.node);
    return stamp.lock === lockFingerprint(root) && existsSync(node) ? node : null;
  } catch {
    return null;
  }
}

/**
 * Makes `node_modules` what the lock file names and gives the Node to run Concord with. Throws a `Refusal`, and leaves no stamp, when it
 * cannot. `hold` is told the number of the process that does it.
 */
export async function install(root, { say, hold }) {
  rmSync(join(root, stampFile), { force: true });
  if (missingPackages(root).length > 0) {
    say('Installing packages…');
    await runNpm(root, hold);
    // npm passes over optional packages that it cannot fetch, and without these nothing runs.
    const missing = missingPackages(root);
    if (missing.length > 0)
      throw new Refusal(`npm left out what this computer needs: ${missing.join(', ')}. Check the network and run the command again.`);
  }
  if (repairLinks(join(root, 'node_modules')) > 0) say('Linked the libraries of PostgreSQL.');
  const node = chooseNode(root);
  writeFileSync(join(root, stampFile), JSON.stringify({ lock: lockFingerprint(root), node }));
  return resolve(root, node);
}

function lockFingerprint(root) {
  return fingerprint(root, ['package-lock.json'], [process.platform, process.arch]);
}

/** What the lock file names for this platform and npm's own record of `node_modules` has not: empty also when someone ran npm themselves. */
function missingPackages(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  const isMissing = ([path, entry]) => {
    if (path === '') return false;
    const found = present[path];
    return found ? found.integrity !== entry.integrity : !entry.optional || isForThisPlatform(entry);
  };
  return Object.entries(wanted)
    .filter(isMissing)
    .map(([path]) => path.replace('node_modules/', ''));
}

function isForThisPlatform({ os, cpu, libc }) {
  return Boolean(os && cpu && !libc) && [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

async function runNpm(root, hold) {
  const npm = findNpm();
  let result;
  try {
    result = await runQuietly(npm.program, [...npm.args, ...npmArguments], { cwd: root, shell: npm.shell, started: hold });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Refusal(
      'Concord installs its packages with npm, and npm is not here. Install it (it comes with Node) and run the command again.',
    );
  }
  if (result.code !== 0) throw new Refusal(whyNpmFailed(result.output));
}

/** npm's own program where it started us or stands beside our Node: no shell, and no `.cmd` file on Windows. */
function findNpm() {
  const beside = dirname(process.execPath);
  const places = [
    process.env.npm_execpath,
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = places.find((path) => path && basename(path) === 'npm-cli.js' && existsSync(path));
  return script
    ? { program: process.execPath, args: [...endingWithUs, script], shell: false }
    : { program: 'npm', args: [], shell: process.platform === 'win32' };
}

/** Says in a sentence what npm's output means, with what to do, and shows its last lines. */
export function whyNpmFailed(output) {
  const tail = output.trim().split('\n').slice(-20).join('\n');
  return `npm could not install Concord's packages. ${remedyFor(output) ?? 'What npm says:'}\n${tail}`;
}
