import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '#app/platform/embedded-postgres.server.ts';
import { browser, isAccessible, phone, stage } from './stage.ts';

/**
 * What of a table everybody may read: its columns, and of which rows. What is not named here is private, also in tables that come later: then a mark in a public field fails
 * the test below by its name, and somebody decides.
 */
const everybodyReads: Readonly<Record<string, { columns: readonly string[] | 'all'; where?: string }>> = {
  collaborative: { columns: 'all' },
  stream: { columns: 'all' },
  school: { columns: ['name', 'slug', 'source_title', 'source_url'], where: 'is_member' },
  framework: {
    columns: 'all',
    where: "exists (select from framework_version v where v.framework_id = framework.id and v.status <> 'draft')",
  },
  framework_version: { columns: 'all', where: "status <> 'draft'" },
  framework_item: {
    columns: 'all',
    where: "exists (select from framework_version v where v.id = framework_version_id and v.status <> 'draft')",
  },
  framework_association: {
    columns: 'all',
    where: "exists (select from framework_version v where v.id = framework_version_id and v.status <> 'draft')",
  },
  publication: { columns: 'all', where: 'published_at is not null' },
  publication_author: {
    columns: 'all',
    where: 'exists (select from publication p where p.id = publication_id and p.published_at is not null)',
  },
  site_page: { columns: 'all', where: 'published_number is not null' },
  site_revision: { columns: 'all', where: 'exists (select from site_page p where p.id = page_id and p.published_number = number)' },
  site_picture: { columns: ['words'] },
};
/** Nothing that anybody wrote. */
const ofTheMachine = ['migration', 'public_version'];

const here = await stage({ DEMO: '1' });
const marks = await markEverythingPrivate();
const folder = join(here.dataDir, 'deposit');
const { document, exit, errors } = here.concord('site', folder, '--address', 'https://sic.example');
const files = globSync('**/*', { cwd: folder, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

/** Puts a mark of its own into every private field of words, and answers which field has which. Keys and lists of words keep theirs: the database refuses others. */
async function markEverythingPrivate(): Promise<Map<string, string>> {
  const { config } = await startEmbedded(here.dataDir);
  const client = new pg.Client({ ...config, database: 'concord' });
  await client.connect();
  const { rows: columns } = await client.query<{ table: string; column: string; type: string }>(`
    select c.table_name as table, c.column_name as column, c.udt_name as type from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.udt_name in ('text', 'varchar', 'jsonb', '_text') and c.is_generated = 'NEVER' order by 1, 2`);
  const marked = new Map<string, string>();
  // The rules of versions that never change, and of keys, are not what is tested here.
  await client.query('set session_replication_role = replica');
  for (const [at, { table, column, type }] of columns.entries()) {
    if (ofTheMachine.includes(table)) continue;
    const open = everybodyReads[table];
    const isOpen = open && (open.columns === 'all' || open.columns.includes(column));
    if (isOpen && open.where === undefined) continue;
    const mark = `zqmark${String(at).padStart(4, '0')}`;
    const value = {
      text: `"${column}" || '${mark}'`,
      varchar: `"${column}" || '${mark}'`,
      _text: `"${column}" || array['${mark}']`,
      jsonb: `case jsonb_typeof("${column}") when 'object' then "${column}" || '{"${mark}":"${mark}"}' when 'array' then "${column}" || '["${mark}"]' else "${column}" end`,
    }[type];
    const where = isOpen ? `where not coalesce((${open.where}), false)` : '';
    try {
      const { rowCount } = await client.query(`update "${table}" set "${column}" = ${value} ${where}`);
      if (rowCount) marked.set(mark, `${table}.${column}`);
    } catch (error) {
      // Words of a list, hashes, addresses: what a check allows.
      if ((error as { code?: string }).code !== '23514') throw error;
    }
  }
  await client.end();
  return marked;
}

test('the archive of the public site is written whole, beside a running host', () => {
  assert.equal(exit, 0, errors);
  assert.ok(Number(document.pages) > 20, JSON.stringify(document));
  for (const path of [
    'index.html',
    'publications/index.html',
    'competencies/1/index.html',
    'updates.atom',
    'publications.bib',
    'sitemap.xml',
    'manifest.json',
  ])
    assert.ok(existsSync(join(folder, path)), path);
});
test('no private field of any table is in it', () => {
  assert.ok(marks.size > 250, `${marks.size} fields are marked`);
  for (const file of files) {
    const found = readFileSync(file, 'latin1').match(/zqmark\d{4}/g) ?? [];
    assert.deepEqual(
      [...new Set(found)].map((mark) => marks.get(mark)),
      [],
      file,
    );
  }
});
test('every link of it leads to a file of it or to another site', () => {
  for (const file of files.filter((path) => path.endsWith('.html')))
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/<(?:a|link|img|source)\b[^>]*?\s(?:href|src)="([^"]*)"/g)) {
      if (/^(?:https?:|mailto:)/.test(target!)) continue;
      const [path, place] = target!.split('#');
      const leads = path ? join(dirname(file), decodeURIComponent(path)) : file;
      assert.ok(existsSync(leads), `${file} → ${target}`);
      if (place) assert.match(readFileSync(leads, 'utf8'), new RegExp(` id="${place}"`), `${file} → ${target}`);
    }
});
test('from the disk, in a browser: the pages are styled and lead on', async () => {
  const visitor = await browser();
  const { page } = await visitor();
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  assert.equal(await page.evaluate('getComputedStyle(document.querySelector(".masthead-in")).display'), 'flex');
  assert.match(
    String(
      await page.evaluate(
        'document.fonts.ready.then(() => [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family).join())',
      ),
    ),
    /Inter/,
  );
  await page.getByRole('link', { name: 'Competencies', exact: true }).click();
  await page.getByRole('link', { name: /Demonstrates effective approaches/ }).click();
  await page.getByRole('link', { name: /Paving the way for universal/ }).click();
  assert.match(page.url(), /publications\/reidy-2022-paving\/index\.html$/);
  await page.setViewportSize(phone);
  await isAccessible(page);
});
