import { rmSync } from 'node:fs';
import pg from 'pg';
import { libraryList } from '#app/modules/library/items/queries.server.ts';
import { ListSearch } from '#app/modules/library/items/schema.ts';
import { visitor } from '#app/platform/actor.ts';
import { closeDatabase, database } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { ownDataFolder, timed } from '../measuring.ts';

const n = 2000;

/**
 * The public library at 2,000 items on the embedded database, as a visitor: the list, filters and searches, each with its counts; the limit is 80 ms. The slowest is the
 * figure. Reference: `select count(*)` of what stands, in the same role.
 */
export async function* run() {
  const folder = ownDataFolder();
  try {
    await fill();
    const reference = await timed(() =>
      as(visitor, ({ tx }) =>
        tx
          .selectFrom('libraryItem')
          .select(({ fn }) => fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow(),
      ),
    );
    const pages: Record<string, readonly [Record<string, string>, number]> = {
      'the list': [{}, n],
      'its last page, the newest first': [{ sort: '-published', page: '40' }, n],
      'three filters': [{ kind: 'case', phase: 'clerkship', competency: '2' }, 34],
      'a word of every file': [{ q: 'prognosis' }, n],
      'a rare word of a title, in another form': [{ q: 'tulip' }, 20],
      nothing: [{ q: 'zwieback' }, 0],
    };
    const ms: Record<string, number> = {};
    for (const [name, [search, total]] of Object.entries(pages)) {
      const page = await timed(() => as(visitor, (scope) => libraryList(scope, ListSearch.parse({ q: '', ...search }))));
      if (page.result.total !== total) throw new Error(`${name}: ${page.result.total} items instead of ${total}.`);
      ms[name] = page.ms;
    }
    const slowest = Math.max(...Object.values(ms));
    const ratio = Number((slowest / reference.ms).toFixed(1));
    yield { n, ms: slowest, limitMs: 80, pages: ms, reference: 'select count(*) of what stands', referenceMs: reference.ms, ratio };
  } finally {
    await closeDatabase();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Items of the collaborative, each with a file of some 4,000 words; written by the owner, since every command of a person is an act of its own. */
async function fill(): Promise<void> {
  const { owner } = await database();
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into library_item (id, slug, title, visibility, published_number, reviewed_at)
       select md5('item' || at)::uuid, 'item-' || at, 'Item ' || at, 'public', 1, now() from generate_series(1, $1) at`,
      [n],
    );
    await client.query(
      `insert into library_version (item_id, number, visibility, title, kind, summary, description, competencies, phases, minutes, licence, authors, file_words, published_at)
       select md5('item' || at)::uuid, 1, 'public', 'Item ' || at || case when at % 100 = 0 then ' about tulips' else '' end,
         (array['session', 'case', 'guide', 'rubric', 'slides', 'recording', 'handout', 'assessment'])[1 + at % 8], 'What it is in a sentence, number ' || at,
         repeat('Ask what they expect, and wait. ', 20), array[('01900000-0000-7000-8000-00000000022' || 1 + at % 5)::uuid, ('01900000-0000-7000-8000-00000000022' || 1 + (at + 2) % 5)::uuid],
         array[(array['pre-clerkship', 'clerkship', 'post-clerkship'])[1 + at % 3]], 10 + at % 200, 'CC-BY-4.0', '[{"name": "Somebody", "affiliation": null, "orcid": null}]',
         'prognosis ' || repeat('word' || at % 50 || ' family silence hope ', 1000), now() - at * interval '1 hour'
       from generate_series(1, $1) at`,
      [n],
    );
    await client.query('commit');
    await client.query('analyze library_item, library_version');
  } finally {
    await client.end();
  }
}
