import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { browser, isAccessible, phone, signIn, stage } from './stage.ts';

const here = await stage();
const visitor = await browser();
const own = '/frameworks/serious-illness-communication';
const item = `${own}/items/01900000-0000-7000-8000-000000000221`;

test('a visitor reads a framework and one competency without script, on a large and on a small screen, and on paper', async () => {
  for (const viewport of [undefined, phone]) {
    const { page } = await visitor({ ...(viewport ? { viewport } : {}), script: viewport === undefined });
    await page.goto(`${here.address}/frameworks`);
    if (viewport === undefined) await isAccessible(page);
    await page.getByRole('link', { name: /Serious illness communication/ }).click();
    await page.getByRole('heading', { name: 'Serious illness communication: competencies for medical students', level: 1 }).waitFor();
    if (viewport === undefined) await isAccessible(page);
    await page.getByRole('link', { name: /^Explores patient and family understanding/ }).click();
    await page.waitForURL(new RegExp(item));
    await page.getByRole('heading', { name: 'Cite as' }).waitFor();
    if (viewport === undefined) await isAccessible(page);
  }
  const { page } = await visitor({ viewport: phone });
  for (const path of ['/frameworks', own, item]) {
    await page.goto(here.address + path);
    await isAccessible(page);
  }
  await page.emulateMedia({ media: 'print' });
  await page.goto(here.address + own);
  assert.equal(await page.getByRole('link', { name: 'JSON-LD' }).isVisible(), false);
  assert.ok(await page.getByText(/^Explores patient and family understanding/).isVisible());
});

test('another program reads it by CASE, is told what has not changed, and is refused in the standard’s words', async () => {
  const list = await fetch(`${here.address}/ims/case/v1p1/CFDocuments`);
  assert.equal(list.headers.get('access-control-allow-origin'), '*');
  const { CFDocuments } = (await list.json()) as { CFDocuments: { identifier: string; CFPackageURI: { uri: string } }[] };
  assert.equal(CFDocuments.length, 1);
  const whole = await fetch(CFDocuments[0]!.CFPackageURI.uri);
  assert.equal(((await whole.json()) as { CFItems: unknown[] }).CFItems.length, 6);
  const again = await fetch(CFDocuments[0]!.CFPackageURI.uri, { headers: { 'if-none-match': whole.headers.get('etag')! } });
  assert.equal(again.status, 304);
  const none = await fetch(`${here.address}/ims/case/v1p1/CFItems/99999999-0000-4000-8000-000000000000`);
  assert.equal(none.status, 404);
  assert.equal(((await none.json()) as { imsx_codeMajor: string }).imsx_codeMajor, 'failure');
  for (const ending of ['.json', '.jsonld', '.csv', '.bib', '.csl.json'])
    assert.equal((await fetch(here.address + item + ending)).status, 200, ending);
});

test('the convener brings a framework in on a page, sees what came, and nobody else sees the draft', async () => {
  here.concord('person', 'add', 'ines@collaborative.example', '--name', 'Ines', '--role', 'convener');
  const path = join(here.dataDir, 'care.csv');
  writeFileSync(path, 'code,text\n1,Talking\n1.1,Asks\n1.10,Listens\n');
  const { page } = await visitor();
  await signIn(here, page, 'ines@collaborative.example');
  await page.goto(`${here.address}/w/competencies/import`);
  await isAccessible(page);
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from('`school_id`,`title`\n1,Medicine\n') });
  await page.getByLabel('Name').fill('Care');
  await page.getByRole('button', { name: 'Bring it in as a draft' }).click();
  await page
    .getByText(/about schools/)
    .first()
    .waitFor();
  assert.equal(await page.getByLabel('Name').inputValue(), 'Care', 'what was typed is still there');
  await page.getByLabel('File').setInputFiles(path);
  await page.getByRole('button', { name: 'Bring it in as a draft' }).click();
  await page.getByText('“Care” is here as a draft, version 1').waitFor();
  await page.getByText(/3 items: 1 domain, 2 competencies/).waitFor();
  await isAccessible(page);
  await page.setViewportSize(phone);
  await isAccessible(page);
  assert.equal((await fetch(`${here.address}/frameworks/care`)).status, 404);
});
