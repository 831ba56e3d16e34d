import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { startEmbedded } from '#app/platform/embedded-postgres.server.ts';
import { readLinkedData } from '../schema-org.ts';
import { browser, isAccessible, phone, stage } from './stage.ts';

const quoted = `select from lesson_quote q join lesson_edition e on e.id = q.edition_id join theme_passage p on p.study_id = q.of_study_id and p.id = q.passage_id
  where e.state = 'standing' and e.audience = 'public'`;
/**
 * What of a table everybody may read: its columns, and of which rows. What is not named here is private, also in tables that come later: then a mark in a public field fails
 * the test below by its name, and somebody decides.
 */
const everybodyReads: Readonly<Record<string, { columns: readonly string[] | 'all'; where?: string }>> = {
  collaborative: { columns: 'all' },
  stream: { columns: 'all' },
  school: { columns: ['name', 'slug', 'source_title', 'source_url'] },
  framework: {
    columns: 'all',
    where: "exists (select from framework_version v where v.framework_id = framework.id and v.status <> 'draft')",
  },
  ...ofOwner('framework_version', "status <> 'draft'", ['framework_item', 'framework_association'], 'framework_version_id'),
  ...ofOwner('publication', 'published_at is not null', ['publication_author'], 'publication_id'),
  site_page: { columns: 'all', where: 'published_number is not null' },
  site_revision: { columns: 'all', where: 'exists (select from site_page p where p.id = page_id and p.published_number = number)' },
  site_picture: { columns: ['words'] },
  occasion: {
    columns: ['title', 'summary', 'page', 'place', 'time_zone', 'cancelled_because', 'certificate_kind', 'certificate_words'],
    where: "status <> 'planned'",
  },
  programme: { columns: ['slug', 'title', 'purpose', 'for_whom'], where: "state <> 'draft' and for_school_id is null" },
  offering: { columns: ['slug', 'title', 'description', 'preparation'], where: "published_at is not null and opens_to = 'all'" },
  offering_date: {
    columns: ['words'],
    where: "exists (select from offering o where o.id = offering_id and o.published_at is not null and o.opens_to = 'all')",
  },
  forum_series: { columns: 'all', where: 'published_at is not null' },
  ...ofOwner('forum_event', 'published_at is not null', ['forum_recap', 'forum_material'], 'event_id'),
  forum_speaker: { columns: 'all', where: 'declined_at is null and (confirmed_at is not null or source_url is not null)' },
  forum_event_speaker: { columns: ['disclosure'] },
  forum_question: { columns: ['words', 'asked_as'], where: "state = 'accepted'" },
  library_item: { columns: 'all', where: "visibility = 'public' and published_number is not null" },
  library_version: {
    columns: 'all',
    where: "visibility = 'public' and exists (select from library_item i where i.id = item_id and i.published_number >= number)",
  },
  library_file: {
    columns: ['name', 'type', 'extension', 'sha256', 'third_party_words', 'third_party_licence'],
    where:
      "exists (select from library_version v where v.item_id = library_file.item_id and v.number = library_file.number and v.visibility = 'public')",
  },
  library_review: {
    columns: ['words', 'reviewer'],
    where: "outcome <> 'suggest' and exists (select from library_item i where i.id = item_id and i.visibility = 'public')",
  },
  goal_sentence: {
    columns: ['words', 'basis'],
    where: 'exists (select from goal_version g where g.id = version_id and g.published_at is not null)',
  },
  ...ofOwner('lesson_edition', "state = 'standing' and audience = 'public'", ['lesson_review', 'lesson_figure'], 'edition_id'),
  lesson_reuse: { columns: ['words', 'person'] },
  // What stands around a quote that a study's lead gave out for a lesson that everybody reads.
  study: { columns: ['title'], where: `exists (${quoted} and q.of_study_id = study.id)` },
  theme: { columns: ['claim'], where: `exists (${quoted} and p.study_id = theme.study_id and p.theme_id = theme.id)` },
  released_figure: { columns: 'all', where: "audience = 'public'" },
};
/** A table with the rows of it that everybody reads, and those that go with such a row, whole. */
function ofOwner(table: string, where: string, others: readonly string[], key: string) {
  const withIt = others.map((other) => [
    other,
    { columns: 'all', where: `exists (select from ${table} o where o.id = ${key} and o.${where.replace(/ (and|or) (?=\w)/g, ' $1 o.')})` },
  ]);
  return { [table]: { columns: 'all', where }, ...Object.fromEntries(withIt) } as Record<string, { columns: 'all'; where: string }>;
}
/** Nothing that anybody wrote. */
const ofTheMachine = ['migration', 'public_version'];

const here = await stage({ DEMO: '1' });
const visitor = await browser();
const folder = join(here.dataDir, 'deposit');
let marks = new Map<string, string>();
let files: string[] = [];

test('a coordinator pastes what a citation manager gave, sees what would come in, and brings in what is new, on a phone', async () => {
  const { page, context } = await visitor({ viewport: phone });
  await page.goto(`${here.address}/sign-in`);
  await page.getByRole('button', { name: /Ines Marlow/ }).click();
  await page.waitForURL(/\/home/);
  await page.goto(`${here.address}/w/pages`);
  await page.locator('main').getByRole('link', { name: 'Publications', exact: true }).click();
  await page.getByRole('link', { name: 'Bring in publications' }).click();
  const paste = page.getByLabel('What to bring in');
  await paste.fill(
    'TY  - JOUR\nAU  - Quill, Ada\nTI  - Sitting with silence (invented)\nT2  - An invented journal\nPY  - 2025\nER  - \n\nTY  - JOUR\nTI  - A call\nDO  - 10.1089/JPM.2022.0562\nER  - ',
  );
  await page.getByRole('button', { name: 'Show what would come in' }).click();
  assert.match((await page.textContent('main')) ?? '', /1 publication would come in/);
  assert.equal(await page.getByRole('checkbox', { name: /A call.*Is here already/ }).isDisabled(), true);
  await isAccessible(page);
  await page.getByRole('button', { name: 'Bring in what is chosen' }).click();
  assert.match((await page.textContent('main')) ?? '', /1 publication came in/);
  await isAccessible(page);
  await page.getByRole('link', { name: 'Sitting with silence (invented)' }).click();
  await page.getByRole('textbox', { name: 'In short' }).fill('Most of us **wait** too little.');
  await page.getByRole('checkbox', { name: /^A pocket card that nobody opened/ }).check();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Save the publication' }).click();
  await page.getByText('The publication is saved').waitFor();
  await page.goto(`${here.address}/publications/quill-2025-sitting`);
  assert.match((await page.textContent('main')) ?? '', /Quill A\. Sitting with silence \(invented\)\. An invented journal\. 2025\./);
  assert.equal(await page.locator('strong', { hasText: 'wait' }).count(), 1);
  await isAccessible(page);
  await page.getByRole('link', { name: 'Lesson: A pocket card that nobody opened' }).click();
  await page.getByRole('heading', { name: 'Published from it' }).waitFor();
  await isAccessible(page);
  await page.getByRole('link', { name: 'Sitting with silence (invented)' }).click();
  await page.waitForURL(/\/publications\/quill-2025-sitting$/);
  await context.close();
});

test('every public page is as narrow as a phone without script, and every kind of them stands for axe and on paper', async () => {
  const { page, context } = await visitor({ viewport: phone, script: false });
  const sitemap = await (await fetch(`${here.address}/sitemap.xml`)).text();
  const paths = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(address!).pathname);
  for (const path of paths) {
    await page.goto(here.address + path);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    assert.ok(Number(overflow) <= 1, `${path} is ${overflow} px too wide`);
  }
  await page.goto(`${here.address}/forum/prognosis-in-words-that-people-can-use`);
  const form = await page.locator('main a[href$="/register"]').first().getAttribute('href');
  const kinds = Map.groupBy(paths, (path) => path.replaceAll(/(\/[^/]+)\/[^/]+/g, '$1/*'));
  for (const path of [...[...kinds.values()].map(([first]) => first!), form!, '/search?q=silence', '/updates/subscribe', '/sign-in']) {
    await page.goto(here.address + path);
    await isAccessible(page);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('h1').isVisible(), `${path} prints its title`);
    assert.deepEqual(await page.locator('button:visible, .button:visible, header nav:visible').allTextContents(), [], `${path} on paper`);
    await page.emulateMedia({ media: 'screen' });
  }
  await context.close();
});

/** Puts a mark of its own into every private field of words, and answers which field has which. Words of a list, and hashes, keep theirs: a check of the table refuses others. */
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
  const fields = columns.map((field, at) => ({ ...field, mark: `zqmark${String(at).padStart(4, '0')}` }));
  for (const [table, those] of Map.groupBy(fields, (field) => field.table)) {
    const open = everybodyReads[table];
    const isOpen = (column: string) => open !== undefined && (open.columns === 'all' || open.columns.includes(column));
    if (ofTheMachine.includes(table)) continue;
    for (const [where, some] of Map.groupBy(those, ({ column }) =>
      isOpen(column) ? `not coalesce((${open?.where ?? 'true'}), false)` : 'true',
    )) {
      const taken: typeof some = [];
      for (const field of some) if (await isTaken(client, where, field)) taken.push(field);
      if (taken.length === 0) continue;
      await client.query(`update "${table}" set ${taken.map(withMark).join(', ')} where ${where}`);
      for (const { mark, column } of taken) marked.set(mark, `${table}.${column}`);
    }
  }
  await client.end();
  return marked;
}

/** The ids of these tables' rows, with the table of each. */
async function idsOf(...tables: string[]): Promise<Map<string, string>> {
  const { config } = await startEmbedded(here.dataDir);
  const client = new pg.Client({ ...config, database: 'concord' });
  await client.connect();
  const ids = new Map<string, string>();
  for (const table of tables) for (const { id } of (await client.query(`select id from "${table}"`)).rows) ids.set(id, table);
  await client.end();
  return ids;
}

type Field = { table: string; column: string; type: string; mark: string };

function withMark({ column, type, mark }: Field): string {
  const json = `case jsonb_typeof("${column}") when 'object' then "${column}" || '{"${mark}":"${mark}"}' when 'array' then "${column}" || '["${mark}"]' else "${column}" end`;
  return `"${column}" = ${type === 'jsonb' ? json : type === '_text' ? `"${column}" || array['${mark}']` : `case "${column}" when '' then '' else "${column}" || '${mark}' end`}`;
}

/** Whether there is such a row with words in this field, and the table takes others. */
async function isTaken(client: pg.Client, where: string, field: Field): Promise<boolean> {
  const row = `select ctid from "${field.table}" where (${where}) and "${field.column}" is not null limit 1`;
  try {
    return ((await client.query(`update "${field.table}" set ${withMark(field)} where ctid = (${row})`)).rowCount ?? 0) > 0;
  } catch (error) {
    if ((error as { code?: string }).code === '23514') return false;
    throw error;
  }
}

test('the archive of the public site is written whole, beside a running host', async () => {
  marks = await markEverythingPrivate();
  const { document, exit, errors } = here.concord('site', folder, '--address', 'https://sic.example');
  assert.equal(exit, 0, errors);
  files = globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  assert.ok(Number(document.pages) > 20, JSON.stringify(document));
  for (const path of [
    'index.html',
    'publications/index.html',
    'competencies/1/index.html',
    'publications/quill-2025-sitting/index.html',
    'updates.atom',
    'publications.bib',
    'sitemap.xml',
    'manifest.json',
  ])
    assert.ok(existsSync(join(folder, path)), path);
});
test('no private field of any table is in it', () => {
  assert.ok(marks.size > 150, `${marks.size} fields are marked`);
  const found = new Map<string, string>();
  for (const file of files)
    for (const [mark] of readFileSync(file, 'latin1').matchAll(/zqmark\d{4}/g))
      found.set(marks.get(mark) ?? mark, file.slice(folder.length));
  assert.deepEqual([...found], []);
});
test('nor is any in the data behind a page of the running host, nor which school, person, study or passage a row belongs to', async () => {
  const sitemap = await (await fetch(`${here.address}/sitemap.xml?now`)).text();
  const hidden = await idsOf(
    ...[
      'school',
      'person',
      'study',
      'theme',
      'theme_passage',
      'listening_passage',
      'lesson',
      'lesson_edition',
      'curriculum_release',
      'mapping_round',
    ],
  );
  const found: string[] = [];
  let pages = 0;
  for (const path of [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => new URL(address!).pathname)) {
    // What is asked with a search is answered anew.
    const answer = await fetch(`${here.address}${path === '/' ? '/_' : path}.data?now`);
    if (answer.ok) pages += 1;
    const text = await answer.text();
    for (const [mark] of text.matchAll(/zqmark\d{4}/g)) found.push(`${path}: ${marks.get(mark) ?? mark}`);
    for (const [id] of text.matchAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g))
      if (hidden.has(id)) found.push(`${path}: ${hidden.get(id)}`);
  }
  assert.ok(pages > 20, `${pages} pages answered`);
  assert.deepEqual([...new Set(found)], []);
});
test('what its pages say of themselves to programs is read by one, and each says what its type has', async () => {
  const kinds = new Set<string>();
  for (const file of files.filter((path) => path.endsWith('.html')))
    for (const [, text] of readFileSync(file, 'utf8').matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g))
      kinds.add(
        await readLinkedData(text!).catch((error: Error) => {
          throw new Error(`${file.slice(folder.length)}: ${error.message}`);
        }),
      );
  assert.deepEqual([...kinds].sort(), [
    'DefinedTermSet',
    'Event',
    'EventSeries',
    'LearningResource',
    'NewsArticle',
    'Organization',
    'ProfilePage',
    'ScholarlyArticle',
  ]);
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
});
