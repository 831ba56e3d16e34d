import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { ashby } from '../../demo/curricula.ts';
import { inventoryXml } from '../../demo/inventory-xml.ts';
import { browser, isAccessible, phone, signIn, stage, wide } from './stage.ts';

const here = await stage();
const person = await browser();
const framework = `${here.address}/w/competencies/serious-illness-communication`;
here.concord('person', 'add', 'ines@collaborative.example', '--name', 'Ines', '--role', 'convener');
here.concord('person', 'add', 'omar@collaborative.example', '--name', 'Omar', '--role', 'convener');
here.concord('person', 'add', 'lead@tufts.example', '--name', 'Rena', '--role', 'lead', '--school', 'tufts');

/** The outline as it is read: the words of each item, indented by its level. */
async function outline(page: Page): Promise<string[]> {
  return page
    .getByRole('treeitem')
    .evaluateAll((rows) =>
      rows.map(
        (row) => `${'.'.repeat(Number(row.getAttribute('aria-level')) - 1)}${row.querySelector('b.num')?.textContent?.trim() ?? ''}`,
      ),
    );
}
async function said(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: words }).first().waitFor();
}

test('the convener begins version 2 and edits its outline by keyboard alone', async () => {
  const { page, context } = await person();
  await signIn(here, page, 'ines@collaborative.example');
  await page.goto(`${here.address}/w/competencies`);
  await isAccessible(page);
  await page.getByLabel('Number of the next version').fill('2');
  await page.getByRole('button', { name: 'Draft it from version 2018' }).click();
  await page.getByRole('tree').waitFor();
  await isAccessible(page);

  await page.getByRole('treeitem', { name: /Strong emotions/ }).focus();
  const key = (name: string) => page.keyboard.press(name);
  await key('Alt+ArrowUp');
  await said(page, /Moved “2 Strong emotions” up: level 2, 1 of 5/);
  await key('Control+z');
  await said(page, /Undone: Moved/);
  await key('Enter');
  await page.getByLabel('Text').fill('Names the limits of one’s own knowledge');
  await page.getByLabel('Code').fill('2b');
  await isAccessible(page);
  await key('Control+Enter');
  await said(page, /Added “2b Names the limits/);
  assert.match((await page.locator(':focus').textContent()) ?? '', /Names the limits/);
  await key('Alt+ArrowRight');
  await said(page, /Indented “2b .*: level 3, 1 of 1/);
  await key('Alt+ArrowLeft');
  await said(page, /Outdented/);

  await key('a');
  await said(page, /Arranging/);
  await key('Tab');
  await said(page, /Indented/);
  await key('Escape');
  await said(page, /No longer arranging/);
  await key('Tab');
  assert.equal(await page.locator('[role=treeitem]:focus').count(), 0, 'Tab leaves the outline');
  await key('Shift+Tab');
  assert.match((await page.locator(':focus').textContent()) ?? '', /Names the limits/, 'and comes back to the item it left');

  await page.getByRole('treeitem', { name: /Palliative care and hospice/ }).focus();
  await key('s');
  await page
    .getByLabel('Parts', { exact: true })
    .fill('Defines the philosophy and role of palliative care\n\nDifferentiates hospice from palliative care');
  await key('Control+Enter');
  await said(page, /Split “5 Palliative care and hospice” into “5a/);
  assert.deepEqual(await outline(page), ['', '.1', '.2', '..2b', '.3', '.4', '.5a', '.5b']);

  await page.getByRole('treeitem', { name: /Understanding, values and goals/ }).focus();
  await key('m');
  await page.getByRole('treeitem', { name: /Own emotions/ }).focus();
  await key('m');
  await said(page, /2 items are marked/);
  await key('Shift+M');
  await page.getByLabel('Text').fill('Explores understanding, values and goals, aware of one’s own emotions');
  await key('Control+Enter');
  await said(page, /Merged “1 Understanding, values and goals”, “4 Own emotions”/);

  await page.getByRole('treeitem', { name: /Difficult news/ }).focus();
  await key('e');
  await page.getByLabel('Text').fill('Shares difficult news with a patient-centered framework');
  await key('Escape');
  await page.getByText('Escape again drops it').waitFor();
  await key('Control+Enter');
  await said(page, /Edited “3 Difficult news”/);
  await key('Delete');
  await said(page, /Removed “3 Difficult news”/);
  await key('Control+z');
  await said(page, /Undone: Removed “3 Difficult news”/);
  assert.deepEqual(await outline(page), ['', '.1', '.2', '..2b', '.3', '.5a', '.5b']);
  await page.reload();
  await page.getByRole('tree').waitFor();
  assert.deepEqual(await outline(page), ['', '.1', '.2', '..2b', '.3', '.5a', '.5b']);
  await context.close();
});

test('of two editors at one item the second is told who did what, keeps what was typed, and sees the other’s words', async () => {
  const [one, two] = [await person(), await person()];
  await signIn(here, one.page, 'ines@collaborative.example');
  await signIn(here, two.page, 'omar@collaborative.example');
  for (const { page } of [one, two]) {
    await page.goto(`${framework}/2/edit`);
    await page.getByRole('treeitem', { name: /Strong emotions/ }).focus();
    await page.keyboard.press('F2');
    await page.getByLabel('Text').waitFor();
  }
  await one.page.getByLabel('Text').fill('Responds to strong emotions');
  await one.page.keyboard.press('Control+Enter');
  await said(one.page, /Edited “2 Strong emotions”/);
  await two.page.getByLabel('Text').fill('Explores strong emotions');
  await two.page.keyboard.press('Control+Enter');
  await two.page.getByRole('alert').filter({ hasText: 'Ines was faster: “Edited “2 Strong emotions””' }).waitFor();
  assert.equal(await two.page.getByLabel('Text').inputValue(), 'Explores strong emotions');
  await isAccessible(two.page);
  await two.page.keyboard.press('Control+Enter');
  await said(two.page, /Edited “2 Strong emotions”/);
  for (const { context } of [one, two]) await context.close();
});

test('without the network an act changes nothing, and what was typed stays', async () => {
  const { page, context } = await person();
  await signIn(here, page, 'ines@collaborative.example');
  await page.goto(`${framework}/2/edit`);
  await page.getByRole('treeitem', { name: /Difficult news/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Text').fill('Typed on a bad network');
  await context.setOffline(true);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: 'did not reach the server' }).waitFor();
  assert.equal(await page.getByLabel('Text').inputValue(), 'Typed on a bad network');
  await context.setOffline(false);
  await page.keyboard.press('Control+Enter');
  await said(page, /Added “Typed on a bad network”/);
  await page.keyboard.press('Control+z');
  await said(page, /Undone: Added/);
  await context.close();
});

test('without script, and on a phone, every act is a form', async () => {
  const { page, context } = await person({ script: false, viewport: phone });
  await signIn(here, page, 'ines@collaborative.example');
  await page.goto(`${framework}/2/edit`);
  const acts = (name: RegExp) => page.getByRole('link', { name });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await acts(/^Acts on 2b$/).click();
  await press('Indent');
  await page
    .getByText(/Nothing stands before/)
    .first()
    .waitFor();
  await acts(/^Acts on 2b$/).click();
  await press('Outdent');
  await page.getByRole('status').filter({ hasText: 'Outdented “2b' }).waitFor();
  await press('Undo');
  await acts(/^Acts on 3$/).click();
  await acts(/^Add below$/).click();
  await page.getByLabel('Text').fill('');
  await press('Add it');
  await page.getByRole('alert').filter({ hasText: 'Write what it says' }).waitFor();
  await page.getByLabel('Text').fill('Without script');
  await page.getByLabel('Code').fill('3b');
  await press('Add it');
  await page.getByRole('status').filter({ hasText: 'Added “3b Without script”' }).waitFor();
  await acts(/^Acts on 3b$/).click();
  await acts(/^Mark for merging$/).click();
  await acts(/^Acts on 3$/).click();
  await acts(/^Mark for merging$/).click();
  await acts(/^Merge the 2 that are marked$/)
    .first()
    .click();
  await press('Merge them');
  await page
    .getByRole('status')
    .filter({ hasText: /Merged “3 Difficult news”, “3b Without script”/ })
    .waitFor();
  await press('Undo');
  await press('Undo');
  await acts(/^Acts on 2b$/).click();
  await acts(/^Move to any place$/).click();
  await page.getByLabel('Beside which item').fill('5b');
  await press('Move it');
  await page.getByRole('status').filter({ hasText: 'Moved “2b' }).waitFor();
  await acts(/^Acts on Serious illness/).click();
  await acts(/^Number what stands under it$/).click();
  await press('Give these codes');
  await page.getByRole('status').filter({ hasText: 'Renumbered' }).waitFor();
  await press('Undo');
  await press('Undo');
  await context.close();
  const looks = await person({ viewport: phone });
  await signIn(here, looks.page, 'omar@collaborative.example');
  await looks.page.goto(`${framework}/2/edit`);
  await isAccessible(looks.page);
  await looks.page
    .getByRole('treeitem', { name: /Difficult news/ })
    .getByRole('link')
    .click();
  await looks.page.getByRole('button', { name: 'Move up' }).waitFor();
  await isAccessible(looks.page);
  await looks.context.close();
});

test('a lead reads the draft and has no acts', async () => {
  const { page, context } = await person();
  await signIn(here, page, 'lead@tufts.example');
  await page.goto(`${here.address}/w/competencies`);
  await page.getByRole('link', { name: '2', exact: true }).click();
  await page.getByText('Names the limits').waitFor();
  assert.equal(await page.getByRole('link', { name: /^Acts on/ }).count(), 0);
  await isAccessible(page);
  await context.close();
});

test('the convener compares the draft, sees what adopting changes, and adopts it; a school that has links keeps its coverage', async () => {
  const { page, context } = await person();
  const lead = await person();
  await signIn(here, lead.page, 'lead@tufts.example');
  const coverage = async () => (await lead.page.request.get(`${here.address}/w/curriculum/tufts/coverage.csv`)).text();
  await mapOne(lead.page);
  const before = await coverage();

  await signIn(here, page, 'omar@collaborative.example');
  await page.goto(`${framework}/2/edit`);
  await page.getByRole('link', { name: 'Compare with another version' }).click();
  for (const change of ['Merged', 'Split', 'Added', 'Reworded'])
    await page
      .getByRole('row', { name: new RegExp(change) })
      .first()
      .waitFor();
  await isAccessible(page);
  const csv = await (await page.request.get(`${framework}/compare.csv?from=2018&to=2`)).text();
  assert.match(csv, /^change,also,earlier identifier/);
  assert.match(csv, /\r\nmerged,/);
  await page.getByRole('link', { name: 'All items' }).click();
  await page
    .getByRole('row', { name: /Unchanged/ })
    .first()
    .waitFor();
  await page.setViewportSize(phone);
  await isAccessible(page);
  await page.goto(`${framework}/2/adopt`);
  await isAccessible(page);
  await page.setViewportSize(wide);
  await isAccessible(page);
  await page.getByText(/Fewer than three schools map against this framework/).waitFor();
  await page.getByLabel('Adopted on').fill('2026-08-01');
  await page.getByRole('button', { name: 'Adopt version 2' }).click();
  await page.getByRole('status').filter({ hasText: 'adopted and published' }).waitFor();
  await page.getByRole('cell', { name: /adopted, 1 August 2026/ }).waitFor();
  await isAccessible(page);

  assert.equal(await coverage(), before);
  await context.close();

  await readByCase();
  const visitor = await person();
  await visitor.page.goto(`${here.address}/frameworks/serious-illness-communication/compare`);
  await visitor.page
    .getByRole('row', { name: /Merged/ })
    .first()
    .waitFor();
  await isAccessible(visitor.page);
  await visitor.context.close();
  await lead.context.close();
});

/** Another system finds the adopted version by CASE, with every item and what replaced what. */
async function readByCase(): Promise<void> {
  const ask = async (path: string) => (await fetch(`${here.address}/ims/case/v1p1/${path}`)).json();
  const { CFDocuments } = (await ask('CFDocuments')) as {
    CFDocuments: { identifier: string; version: string; adoptionStatus: string; title: string }[];
  };
  const document = CFDocuments.find(({ version }) => version === '2');
  assert.ok(document, 'version 2 is listed');
  const { CFItems, CFAssociations } = (await ask(`CFPackages/${document.identifier}`)) as {
    CFItems: { humanCodingScheme?: string; identifier: string }[];
    CFAssociations: { associationType: string; originNodeURI: { identifier: string }; destinationNodeURI: { identifier: string } }[];
  };
  assert.deepEqual(CFItems.map(({ humanCodingScheme = '' }) => humanCodingScheme).sort(), ['', '1', '2', '2b', '3', '5a', '5b']);
  const codeOf = new Map(CFItems.map(({ identifier, humanCodingScheme }) => [identifier, humanCodingScheme]));
  const replacements = CFAssociations.filter(({ associationType }) => associationType === 'replacedBy');
  assert.deepEqual(replacements.map(({ destinationNodeURI }) => codeOf.get(destinationNodeURI.identifier)).sort(), ['1', '1', '5a', '5b']);
}

/** The sample curriculum is the school's, and three suggestions of its scan are accepted. */
async function mapOne(page: Page): Promise<void> {
  const file = join(here.dataDir, 'curriculum.xml');
  writeFileSync(file, inventoryXml(ashby, '2025-26'));
  for (const words of [
    ['curriculum', 'import', file, '--school', 'tufts', '--year', '2025-26'],
    ['curriculum', 'scan', '--school', 'tufts'],
  ]) {
    const { exit, errors } = here.concord(...words);
    assert.equal(exit, 0, errors);
  }
  await page.goto(`${here.address}/w/curriculum/tufts/review`, { waitUntil: 'networkidle' });
  for (let answered = 1; answered <= 3; answered++) {
    await page.keyboard.press('y');
    await page
      .getByText(new RegExp(`^${answered} of \\d+ answered`))
      .first()
      .waitFor();
  }
}
