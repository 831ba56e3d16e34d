import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { v7 } from 'uuid';
import { operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { addPerson } from '../../app/modules/members/commands.server.ts';
import { actorOfCommandLine } from '../../app/modules/members/queries.server.ts';
import { askForFeedback } from '../../app/modules/practice/feedback/commands.server.ts';
import { AskForm } from '../../app/modules/practice/feedback/schema.ts';
import { keepLog } from '../../app/modules/practice/log/commands.server.ts';
import { openBrowser } from '../../tests/browser.ts';
import { buildPages, builtServer, median, ownDatabase } from '../measuring.ts';

const limits = { bytes: 40_000, interactiveMs: 1000 };

/**
 * An observer's page on a phone with a processor four times as slow, for somebody who was never here: all bytes as they travel (under 40 kB), and the time until what is typed is kept on the phone, which
 * is when its script is at work (under a second), beside a page with one field and one line of script from a Node that does nothing else, in the same browser and run. Three competencies are asked for.
 */
export async function* run() {
  buildPages();
  await using _own = ownDatabase();
  const token = await askedByStudent();
  await using browser = await openBrowser();
  await using server = await builtServer();
  await using reference = await smallestPage();
  const ours = await measured(browser, `${server.address}/f/${token}`);
  const theirs = await measured(browser, reference.address);
  yield {
    page: 'feedback',
    bytes: ours.bytes,
    limitBytes: limits.bytes,
    interactiveMs: ours.ms,
    limitMs: limits.interactiveMs,
    reference: 'a page with one field and one line of script',
    referenceBytes: theirs.bytes,
    referenceMs: theirs.ms,
    ratio: Number((ours.ms / theirs.ms).toFixed(1)),
  };
}

async function askedByStudent(): Promise<string> {
  await as(operator(), (scope) => addPerson(scope, { mail: 'kit@tufts.example', name: 'Kit', role: 'student', school: 'tufts' }));
  const kit = await actorOfCommandLine('kit@tufts.example', 'tufts');
  return as(kit, async (scope) => {
    await keepLog(scope, { school: kit.school!.id, graduates: 2028, counts: false });
    const looks = [1, 2, 3].map((code) => [`look-01900000-0000-7000-8000-00000000022${code}`, 'yes']);
    return askForFeedback(scope, AskForm.parse({ id: v7(), days: '3', about: 'A family meeting', ...Object.fromEntries(looks) }));
  });
}

/** The least that is a page of this kind. */
async function smallestPage() {
  const page = `<!doctype html><title>x</title><form><textarea name="wentWell"></textarea></form><script type="module">document.forms[0].addEventListener('input', () => localStorage.setItem('concord-feedback', 'x'))</script>`;
  const plain = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page)).listen(0, '127.0.0.1');
  await new Promise((resolve) => plain.once('listening', resolve));
  return {
    address: `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      plain.closeAllConnections();
      await new Promise((resolve) => plain.close(resolve));
    },
  };
}

/** In the page, before anything of it: types a letter as soon as there is a field, again and again, until it is kept; then says how long that took from the beginning. */
const typesUntilKept = `(() => {
  const type = () => {
    const field = document.querySelector('[name=wentWell]');
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    if (Object.keys(localStorage).some((key) => key.startsWith('concord-feedback'))) globalThis.keptAfter = performance.now();
    else setTimeout(type, 5);
  };
  type();
})()`;

/** Bytes as they travelled, with their heads, and milliseconds until the page keeps what is typed; the middle of five visits. */
async function measured(browser: Browser, address: string): Promise<{ bytes: number; ms: number }> {
  const [bytes, times]: [number[], number[]] = [[], []];
  for (let visit = 0; visit < 5; visit++) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    let travelled = 0;
    await session.send('Network.enable');
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      travelled += encodedDataLength;
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(typesUntilKept);
    const answer = await page.goto(address, { waitUntil: 'load' });
    if (answer?.status() !== 200) throw new Error(`${address} answered ${answer?.status()}.`);
    times.push(Math.round(await page.waitForFunction('globalThis.keptAfter').then((kept) => kept.jsonValue() as Promise<number>)));
    bytes.push(travelled);
    await context.close();
  }
  return { bytes: median(bytes), ms: median(times) };
}
