import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

/** The headless one first: it draws the same with a quarter less work. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const usualPlaces = [
  ...['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'].flatMap((app) => [
    join('/Applications', app),
    join(homedir(), 'Applications', app),
  ]),
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
];
const quietNetwork = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const remedy =
  'Install Chromium (Debian and Ubuntu: `sudo apt-get install chromium`; elsewhere `npx playwright-core install --with-deps chromium`) or name ' +
  'the program of one in CONCORD_BROWSER, then run the tests again. `npm run check` runs all that needs no browser.';

/**
 * The path of a Chromium on this machine: the one that `CONCORD_BROWSER` names, one on the path, one in a usual place, or Playwright's own.
 * Installs one where there is none and that is possible, and says so on standard error; otherwise throws an error that says what to do.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.CONCORD_BROWSER;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CONCORD_BROWSER names ${named}, and that is not a program. ${remedy}`);
  }
  const found = browserHere() ?? (install() ? browserHere() : null);
  if (!found) throw new Error(`There is no browser for the journeys, and none could be installed. ${remedy}`);
  return found;
}

/** Opens a headless Chromium with a fresh profile that asks nothing of the internet. The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  // Chromium's sandbox refuses root; everybody else keeps it.
  return chromium.launch({ executablePath: await findBrowser(), args: quietNetwork, chromiumSandbox: !isRoot() });
}

/** Opens a headless Chromium that keeps its profile in `folder`, as one that people use does. The caller closes it. */
export async function openProfile(folder: string, options: BrowserContextOptions): Promise<BrowserContext> {
  const executablePath = await findBrowser();
  return chromium.launchPersistentContext(folder, { ...options, executablePath, args: quietNetwork, chromiumSandbox: !isRoot() });
}

function browserHere(): string | null {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...usualPlaces, chromium.executablePath()].find(isProgram) ?? null;
}

function install(): boolean {
  if (isRoot() && existsSync('/etc/debian_version')) {
    console.error('Installing Chromium with apt-get…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const installed = (name: string) => succeeds('apt-get', ['install', '-y', '--no-install-recommends', name], env);
    return succeeds('apt-get', ['update'], env) && (installed('chromium-headless-shell') || installed('chromium'));
  }
  console.error('Installing Chromium with Playwright…');
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  return succeeds(process.execPath, [cli, 'install', 'chromium'], process.env);
}

function succeeds(program: string, args: string[], env: NodeJS.ProcessEnv): boolean {
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`.trim());
  return status === 0;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
