import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browser, isAccessible, isAccessibleAtBothSizes, phone, stage, wide } from './stage.ts';

const here = await stage({ DEMO: '1' });
const person = await browser();
const base = `${here.address}/w/curriculum/ashby`;

/** Enters as the sample's lead of Ashby. */
async function enter(page: Page): Promise<void> {
  await page.goto(`${here.address}/sign-in`);
  const lead = (await page.content()).match(/value="([\w-]{36})"[^>]*>Rena Okafor</)![1]!;
  await page.request.post(`${here.address}/sign-in`, { form: { intent: 'sample', person: lead }, headers: { origin: here.address } });
}

test('every view beside the matrix has its table, its chart and its files, and a figure opens its list by keyboard', async () => {
  const { page, context } = await person({ viewport: phone });
  await enter(page);
  await page.goto(`${base}/coverage?requirement=all`);
  for (const view of ['Levels', 'Methods', 'Grades', 'Assessment', 'Gaps', 'Tracks and electives']) {
    await page.getByRole('link', { name: view, exact: true }).click();
    await page.locator('.figure .chart').waitFor();
    await isAccessibleAtBothSizes(page);
    const figure = page.getByRole('table').first().locator('a[href*="cell="]').first();
    await figure.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/cell=/);
    await page.locator('#behind').getByRole('table').waitFor();
    await isAccessibleAtBothSizes(page);
    for (const file of ['CSV', 'JSON', 'SVG']) {
      const address = await page.locator('.figure-foot').getByRole('link', { name: file, exact: true }).getAttribute('href');
      const answer = await page.request.get(new URL(address!, here.address).href);
      assert.equal(answer.status(), 200, address!);
      assert.ok((await answer.body()).length > 200, `${address} holds something`);
    }
  }
  await context.close();
});

for (const [name, viewport] of [
  ['wide', wide],
  ['phone', phone],
] as const) {
  test(`the dean reads one page, takes it as a tagged PDF, and follows a number to its list (${name})`, async () => {
    const { page, context } = await person({ viewport, script: name === 'wide' });
    await enter(page);
    await page.goto(`${base}/coverage`);
    await page.getByRole('link', { name: 'One page for the dean' }).click();
    await page.getByRole('heading', { level: 1, name: /What Ashby School of Medicine teaches/ }).waitFor();
    for (const heading of ['What we teach', 'Where it is thin', 'What changed']) {
      const section = page.getByRole('heading', { level: 2, name: heading });
      assert.equal(await section.count(), 1, heading);
    }
    if (name === 'wide') await isAccessible(page);
    const pdf = await page.request.get(`${here.address}${await page.getByRole('link', { name: 'Take the PDF' }).getAttribute('href')}`);
    const text = (await pdf.body()).toString('latin1');
    assert.equal(pdf.headers()['content-type'], 'application/pdf');
    for (const said of ['/StructTreeRoot', '/Marked true', '/Lang (en)', '/S /H1', '/S /Figure', '/Scope /Row', '/Scope /Column'])
      assert.ok(text.includes(said), `the PDF has ${said}`);
    await page.getByRole('table').getByRole('link').first().click();
    await page.locator('#behind').getByRole('table').waitFor();
    await context.close();
  });
}

test('trends stand year beside year, and printed pages keep their figures and lose their buttons', async () => {
  const { page, context } = await person();
  await enter(page);
  await page.goto(`${base}/trends?requirement=all`);
  assert.ok((await page.getByRole('columnheader').count()) >= 3, 'two years stand beside each other');
  await isAccessible(page);
  await page.emulateMedia({ media: 'print' });
  for (const path of ['/trends', '/dean', '/coverage?view=levels&requirement=all']) {
    await page.goto(base + path);
    assert.ok(await page.locator('.chart').first().isVisible(), `${path} prints its chart`);
    assert.equal(await page.locator('.button').first().isVisible(), false, `${path} prints no button`);
  }
  await context.close();
});

test('the command line says the year and the version of a round, and its document has every measure', () => {
  const { document, exit } = here.concord('curriculum', 'coverage', '--school', 'ashby', '--round', 'mapping-2025-26');
  assert.equal(exit, 0);
  assert.equal(document.year, '2025-26');
  for (const name of ['matrix', 'measures', 'grades', 'addressed', 'gaps', 'inTrack', 'electives', 'taughtNotAssessed'])
    assert.ok(name in document, name);
  assert.equal(here.concord('curriculum', 'coverage', '--school', 'ashby', '--round', 'mapping-2025-26', '--year', '2025-26').exit, 2);
  assert.equal(here.concord('curriculum', 'coverage', '--school', 'ashby', '--round', 'nowhere').exit, 1);
});
