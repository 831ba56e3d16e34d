import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.ts';

/** Draws the README's picture from the built server and the sample: `node tests/picture.ts`. */
const dataDir = mkdtempSync(join(tmpdir(), 'concord-picture-'));
const port = '3987';
const env = { ...process.env, DATA_DIR: dataDir, PORT: port, CONCORD_START: 'npm', DEMO: '1', NODE_ENV: 'production' };
const server = spawn(process.execPath, ['build/server/index.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise<void>((resolve, reject) => {
  server.stdout.on('data', (chunk) => String(chunk).includes('Concord is ready') && resolve());
  server.once('exit', () => reject(new Error('Concord did not start; run `npm start` once first.')));
});
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1400 } });
  await page.goto(`http://127.0.0.1:${port}/sign-in`);
  await page.getByRole('button', { name: 'Rena Okafor' }).click();
  await page.goto(`http://127.0.0.1:${port}/w/curriculum/ashby/coverage?requirement=required`);
  await page.getByRole('table').first().getByRole('link').nth(11).click();
  await page.waitForURL(/cell=/);
  await page.locator('#behind').waitFor();
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: 'docs/coverage.png' });
} finally {
  await browser.close();
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
}
