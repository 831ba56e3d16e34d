import assert from 'node:assert/strict';
import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { end, freePort, fromFirstStart, saidBy, serve, settingsFor } from '../server.ts';

/** A server of its own for a journey, with an empty database and outbox. */
export type Stage = {
  /** `http://127.0.0.1:<port>`, whatever PUBLIC_URL says. */
  address: string;
  port: number;
  dataDir: string;
  env: NodeJS.ProcessEnv;
  server(): ChildProcess;
  /** What the server has written so far, to both of its streams. */
  said(): string;
  restart(): Promise<void>;
  /** Kills PostgreSQL with -9; resolves when Concord has started another and answers through it. */
  killPostgres(): Promise<void>;
  concord(...words: string[]): { document: Record<string, unknown>; exit: number; errors: string };
  mailTo(mail: string): Promise<string>;
};

/** A Concord of its own: the built server on a free port, a data folder as a first start leaves it, ended with the test file. */
export async function stage(settings: NodeJS.ProcessEnv = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-journey-'));
  const demo = settings.DEMO === '1' ? '1' : '0';
  fromFirstStart(dataDir, demo);
  let port = await freePort();
  const env: NodeJS.ProcessEnv = { ...settingsFor(dataDir, port, demo), ...settings };
  // Until the server listens, another test may take the port that was free.
  let running = await serve(env).catch(async (error: Error) => {
    if (!/Port \d+ is taken/.test(error.message) || settings.PORT !== undefined) throw error;
    port = await freePort();
    env.PORT = String(port);
    return serve(env);
  });
  after(async () => {
    await end(running);
    rmSync(dataDir, { recursive: true, force: true });
  });
  const here: Stage = {
    address: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    env,
    server: () => running,
    said: () => saidBy(running),
    async restart() {
      await end(running);
      running = await serve(env);
    },
    async killPostgres() {
      const killed = postmasterOf(dataDir);
      process.kill(killed!, 'SIGKILL');
      for (let tries = 0; tries < 400; tries++) {
        // The killed one's last connections may still answer: only another one's answer counts.
        const now = postmasterOf(dataDir);
        if (now && now !== killed && (await fetch(`${here.address}/healthz`).catch(() => null))?.ok) return;
        await sleep(50);
      }
      throw new Error('PostgreSQL did not come back within twenty seconds.');
    },
    concord(...words) {
      const { stdout, stderr, status } = spawnSync(process.execPath, ['cli/concord.ts', ...words, '--json'], { env, encoding: 'utf8' });
      return { document: stdout ? JSON.parse(stdout) : {}, exit: status ?? -1, errors: stderr };
    },
    async mailTo(mail) {
      for (let tries = 0; tries < 100; tries++) {
        const { document } = here.concord('outbox');
        const found = (document.mails as Array<{ source: string }>).findLast(({ source }) => source.includes(`To: ${mail}`));
        if (found) return found.source;
        await sleep(50);
      }
      throw new Error(`No mail to ${mail} arrived in the outbox.`);
    },
  };
  return here;
}

/** The number of the running PostgreSQL, as it wrote it down; null while it has not. */
export function postmasterOf(dataDir: string): number | null {
  try {
    return Number(readFileSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
}

/** The two sizes at which journeys look at pages. */
export const wide = { width: 1280, height: 900 };
export const phone = { width: 320, height: 640 };

const withoutScript = new WeakSet<Page>();

/** A browser of its own, ended with the test file. Any fault in a page's console fails the test that caused it. */
export async function browser() {
  const opened = await openBrowser();
  after(() => opened.close());
  return async function visitor(
    options: { viewport?: { width: number; height: number }; script?: boolean } = {},
  ): Promise<{ context: BrowserContext; page: Page }> {
    const context = await opened.newContext({
      viewport: options.viewport ?? wide,
      javaScriptEnabled: options.script ?? true,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    if (options.script ?? true) pressWhenHeard(page);
    else withoutScript.add(page);
    page.on('pageerror', (error) => assert.fail(`A script failed on ${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        assert.fail(`${page.url()} says: ${message.text()}`);
    });
    return { context, page };
  };
}

/** A key that is pressed before the page's script is at work goes nowhere (but Tab, which is the browser's), and whoever pressed it presses it again; here it waits until it is heard. */
function pressWhenHeard(page: Page): void {
  const press = page.keyboard.press.bind(page.keyboard);
  page.keyboard.press = async (key, options) => {
    if (!key.endsWith('Tab')) await page.waitForFunction(isHeard);
    await press(key, options);
  };
}

/** Opens a page whose scripts do not come, as on a slow network; what it gives lets them come. */
export async function openBeforeScript(page: Page, address: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/assets/*.js', async (route) => {
    await promise;
    await route.continue();
  });
  await page.goto(address, { waitUntil: 'commit' });
  return resolve;
}

/** In the page: its script has drawn everything and what it was about to do is done, or there is none. */
function isHeard(): boolean | Promise<boolean> {
  const isDrawn = document.scripts.length === 0 || Object.keys(document.body).some((name) => name.startsWith('__react'));
  return isDrawn && scheduler.postTask(() => true, { priority: 'background' });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every rule of axe on the page as it stands, that of WCAG 2.2 on the size of targets too, which axe leaves out; and no sideways scrolling. */
export async function isAccessible(page: Page): Promise<void> {
  // A click may have left the page half loaded.
  await page.locator('main').first().waitFor();
  if (withoutScript.has(page)) await letScriptRun(page);
  const found = await page.evaluate(`(async () => { ${axeSource};
    // What acts that stay in sight cover is a turn of the wheel away, and not smaller.
    const lying = new CSSStyleSheet();
    lying.replaceSync('.acts, .acts-near { position: static !important }');
    document.adoptedStyleSheets.push(lying);
    const { violations } = await axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
    document.adoptedStyleSheets.pop();
    return violations.map(({ id, help, nodes }) => id + ': ' + help + ' at ' + nodes.map(({ target }) => target.join(' ')).join(', ')); })()`);
  assert.deepEqual(found, [], `axe on ${page.url()}`);
  const twice = await page.evaluate(
    '[...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) !== at)',
  );
  assert.deepEqual(twice, [], `ids that stand twice on ${page.url()}: labels and mistakes lead to the first alone`);
  const withoutSwitch = await page.evaluate(
    'document.querySelector("[data-keys=switch]") ? [] : [...document.querySelectorAll("[aria-keyshortcuts]")].filter((each) => each.getAttribute("aria-keyshortcuts").length === 1).map((each) => each.textContent)',
  );
  assert.deepEqual(withoutSwitch, [], `single keys on ${page.url()} that nobody can turn off`);
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.ok(Number(overflow) <= 1, `${page.url()} scrolls sideways by ${overflow} px at ${page.viewportSize()?.width} px`);
}

/** The page keeps its own scripts unrun; what looks at it from outside needs timers, which Chromium stops with them. Off again at the next page. */
async function letScriptRun(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  // A new session believes that scripts run, and does nothing where nothing changes.
  for (const value of [true, false]) await session.send('Emulation.setScriptExecutionDisabled', { value });
  const stopAgain = () => session.send('Emulation.setScriptExecutionDisabled', { value: true }).catch(() => undefined); // the page may be gone
  page.once('framenavigated', stopAgain);
}

/** `isAccessible` wide and on a phone, with all that is open and typed in the page; it stays as it was. */
export async function isAccessibleAtBothSizes(page: Page): Promise<void> {
  const now = page.viewportSize() ?? wide;
  for (const size of [wide, phone]) {
    await page.setViewportSize(size);
    await isAccessible(page);
  }
  await page.setViewportSize(now);
}

/** The codes that were mailed to somebody. */
function codesTo({ dataDir }: Stage, mail: string): string[] {
  const outbox = join(dataDir, 'outbox');
  const mails = existsSync(outbox) ? readdirSync(outbox).filter((name) => /^[^.].*\.eml$/.test(name)) : [];
  const sources = mails.map((name) => readFileSync(join(outbox, name), 'utf8')).filter((source) => source.includes(`To: ${mail}`));
  return sources.flatMap((source) => /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(source) ?? []);
}

/** Signs in by a code from the outbox, without a browser's drawing of the page; `a-convener-invites-a-lead` goes through the page itself. */
export async function signIn(here: Stage, page: Page, mail: string): Promise<void> {
  const { request } = page.context();
  const say = (form: Record<string, string>) =>
    request.post(`${here.address}/sign-in`, { form, headers: { origin: here.address }, maxRedirects: 0 });
  const before = codesTo(here, mail);
  const [, tab = ''] = /name="tab" value="([^"]*)"/.exec(await (await say({ mail })).text()) ?? [];
  const entered = await say({ intent: 'code', mail, tab, code: await nextCodeTo(here, mail, before), next: '/home' });
  assert.equal(entered.headers().location, '/home', `${mail} is not let in.`);
}

/** Signs in through the page, with the code from the outbox. */
export async function signInByPage(here: Stage, page: Page, mail: string): Promise<void> {
  await page.goto(`${here.address}/sign-in`);
  await page.getByLabel('Email address').fill(mail);
  const before = codesTo(here, mail);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.getByLabel('Code').waitFor();
  await page.getByLabel('Code').fill(await nextCodeTo(here, mail, before));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/home/);
}

/** The mail goes out a moment after the answer; until then an earlier one, whose code was used, is the last. */
async function nextCodeTo(here: Stage, mail: string, before: readonly string[]): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    await sleep(50);
    const code = codesTo(here, mail).find((each) => !before.includes(each));
    if (code) return code;
  }
  throw new Error(`No code for ${mail} arrived in the outbox.`);
}
