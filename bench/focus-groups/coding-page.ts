import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { stretchesOf } from '#app/modules/focus-groups/coding/stretches.ts';
import { openBrowser } from '../../tests/browser.ts';
import { median } from '../measuring.ts';
import { type Coded, withCoded, words } from './coded.ts';

const runs = 7;
const limits = { 2000: 1000, 5000: 1500 } as const;

/**
 * A text of 100,000 words with 2,000 and with 5,000 overlapping codings in a browser that never saw it, from asking for the page until its codings are drawn and a code can be given
 * (the limits are 1 s and 1.5 s); `addedMs`: from choosing a code until it stands in the margin; `lastMs`: the same as `ms` for the last part of the text; `wholeMs`: until every
 * coding of the text is in the page, for who scrolls on as fast as it goes. Reference: the same text with the same stretches as one plain file without script, whole.
 */
export async function* run() {
  for (const [codings, limitMs] of Object.entries(limits)) yield* withCoded(Number(codings), (coded) => measured(coded, limitMs));
}

async function* measured(coded: Coded, limitMs: number) {
  const browser = await openBrowser();
  try {
    const first = await times(() => opened(browser, coded, ''));
    const last = await times(() => opened(browser, coded, '?turn=999999'));
    const plain = await times(() => plainly(browser, coded));
    yield {
      n: coded.passages.length,
      words,
      ms: median(first.map(({ ms }) => ms)),
      slowestMs: Math.max(...first.map(({ ms }) => ms)),
      limitMs,
      addedMs: median(first.map(({ addedMs }) => addedMs)),
      lastMs: median(last.map(({ ms }) => ms)),
      wholeMs: await readThrough(browser, coded),
      reference: 'the same text and stretches as one plain file without script, whole',
      referenceMs: median(plain),
      ratio: Number((median(first.map(({ ms }) => ms)) / median(plain)).toFixed(2)),
    };
  } finally {
    await browser.close();
  }
}

/** A page of a browser that knows only who is asking; a person's clicks work once the pane of codes lives. */
async function pageOf(browser: Browser, { address, token }: Coded) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies([{ name: 'concord', value: token, url: address }]);
  const page = await context.newPage();
  await page.addInitScript(`window.usable = new Promise((resolve) => new MutationObserver((_, me) => {
    if (!document.querySelector('.code-pane.live')) return;
    me.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true }));`);
  return { context, page };
}

async function opened(browser: Browser, coded: Coded, search: string): Promise<{ ms: number; addedMs: number }> {
  const { context, page } = await pageOf(browser, coded);
  await page.goto(coded.address + search);
  const { ms, marks } = (await page.evaluate(`window.usable.then((ms) => ({ ms, marks: document.querySelectorAll('mark').length }))`)) as {
    ms: number;
    marks: number;
  };
  if (marks < coded.passages.length / 60) throw new Error(`Only ${marks} stretches are drawn.`);
  const addedMs = (await page.evaluate(`new Promise((resolve) => {
    const turn = document.querySelector('.coded-turn');
    const before = turn.querySelectorAll('.beside li').length;
    turn.querySelector('input').click();
    const started = performance.now();
    new MutationObserver(() => {
      if (turn.querySelectorAll('.beside li').length > before) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    }).observe(turn, { subtree: true, childList: true });
    requestAnimationFrame(() => document.querySelector('.codes button').click());
  })`)) as number;
  await page
    .getByRole('status')
    .getByText(/given to turn \d+\.$/)
    .waitFor();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page
    .getByRole('status')
    .getByText(/^Undone:[^…]*$/)
    .waitFor();
  await context.close();
  return { ms: Math.round(ms), addedMs: Math.round(addedMs) };
}

async function readThrough(browser: Browser, coded: Coded): Promise<number> {
  const { context, page } = await pageOf(browser, coded);
  const start = performance.now();
  await page.goto(coded.address);
  await page.evaluate(`new Promise((resolve) => {
    const on = () => {
      const more = [...document.querySelectorAll('.more-turns a')].at(-1);
      if (!more) return resolve();
      more.scrollIntoView();
      setTimeout(on, 10);
    };
    on();
  })`);
  const ms = Math.round(performance.now() - start);
  const shown = await page.textContent('main');
  if (!shown?.includes(`2500 turns, ${coded.passages.length.toLocaleString('en')} codings.`) && !/2,?500 turns/.test(shown ?? ''))
    throw new Error('Not every turn is in the page.');
  await context.close();
  return ms;
}

async function plainly(browser: Browser, { text, passages }: Coded): Promise<number> {
  let at = 0;
  let body = '';
  for (const { begins, ends } of stretchesOf(passages.map((passage, id) => ({ id: String(id), ...passage })))) {
    body += `${text.slice(at, begins)}<mark>${text.slice(begins, ends)}</mark>`;
    at = ends;
  }
  const file = join(tmpdir(), `concord-plain-${process.pid}.html`);
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><title>Plain</title><pre>${body}${text.slice(at)}</pre>`);
  const page = await browser.newPage();
  const start = performance.now();
  await page.goto(pathToFileURL(file).href);
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
  const ms = Math.round(performance.now() - start);
  await page.close();
  return ms;
}

async function times<Figure>(work: () => Promise<Figure>): Promise<Figure[]> {
  const taken: Figure[] = [];
  for (let run = 0; run <= runs; run++) taken.push(await work());
  return taken.slice(1);
}
