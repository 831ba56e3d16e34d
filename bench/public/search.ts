import { rmSync } from 'node:fs';
import pg from 'pg';
import { SearchWords } from '#app/modules/public/site/schema.ts';
import { foundInPublic } from '#app/modules/public/site/search-queries.server.ts';
import { visitor } from '#app/platform/actor.ts';
import { closeDatabase, database } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { ownDataFolder, timed } from '../measuring.ts';

const n = { items: 2000, events: 500, lessons: 500, publications: 200, updates: 100, competencies: 1000 };

/**
 * Search over everything public on the embedded database, as a visitor: 2,000 items with files of some 4,000 words, 500 events, 500 lessons, 200 publications of ten authors, 100 updates and
 * a framework of 1,000 competencies; the limit is 80 ms. The slowest is the figure. Reference: the ids of all items that stand, in the same role.
 */
export async function* run() {
  const folder = ownDataFolder();
  try {
    await fill();
    const reference = await timed(() => as(visitor, ({ tx }) => tx.selectFrom('libraryItem').select('id').execute()));
    const all = Object.values(n).reduce((sum, each) => sum + each, 0);
    const searches: Record<string, readonly [Record<string, string>, number]> = {
      'a word of everything': [{ q: 'prognosis' }, all],
      'its last page': [{ q: 'prognosis', page: `${Math.ceil(all / 20)}` }, all],
      'a word of everything, one kind': [{ q: 'prognosis', kind: 'lesson' }, n.lessons],
      'two words of everything, one left out': [{ q: 'hope prognosis -tulip' }, all - 43],
      'words that stand together': [{ q: '"family silence"' }, n.items],
      'a rare word, in another form': [{ q: 'tulip' }, 43],
      'the name of an author': [{ q: 'Marigold Quillfeather' }, 20],
      'all that lacks a word': [{ q: '-zwieback' }, 0],
      nothing: [{ q: 'zwieback' }, 0],
    };
    const ms: Record<string, number> = {};
    for (const [name, [search, total]] of Object.entries(searches)) {
      const { q, kind, page } = SearchWords.parse(search);
      const found = await timed(() => as(visitor, (scope) => foundInPublic(scope, { words: q, kind, page })));
      const isWrong = name.startsWith('all') ? found.result.total < all : found.result.total !== total;
      if (isWrong) throw new Error(`${name}: ${found.result.total} places instead of ${total}.`);
      ms[name] = found.ms;
    }
    const slowest = Math.max(...Object.values(ms));
    const ratio = Number((slowest / reference.ms).toFixed(1));
    yield { n: all, ms: slowest, limitMs: 80, searches: ms, reference: 'the ids of all items', referenceMs: reference.ms, ratio };
  } finally {
    await closeDatabase();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Written by the owner, since every command of a person is an act of its own. One of a hundred of each kind is about tulips. */
async function fill(): Promise<void> {
  const { owner } = await database();
  const client = new pg.Client(owner);
  await client.connect();
  const rare = `case when at % 100 = 0 then ' about tulips' else '' end`;
  const prose = `repeat('Ask what they expect of the prognosis and what they hope for, and wait. ', 20)`;
  try {
    await client.query('begin');
    await client.query(`insert into library_item (id, slug, title, visibility, published_number, reviewed_at)
      select md5('item' || at)::uuid, 'item-' || at, 'Item ' || at, 'public', 1, now() from generate_series(1, ${n.items}) at`);
    await client.query(`insert into library_version (item_id, number, visibility, title, kind, summary, description, licence, authors, file_words, published_at)
      select md5('item' || at)::uuid, 1, 'public', 'Item ' || at || ${rare}, 'case', 'What it is in a sentence, number ' || at, ${prose}, 'CC-BY-4.0', '[]',
        'prognosis ' || repeat('word' || at % 50 || ' family silence hope ', 1000), now() from generate_series(1, ${n.items}) at`);
    await client.query(`insert into occasion (id, title, page, starts_at, ends_at, time_zone, status)
      select md5('event' || at)::uuid, 'Event ' || at || ${rare}, '/forum/event-' || at, starts, starts + interval '1 hour', 'America/New_York', 'published'
      from generate_series(1, ${n.events}) at, lateral (select timestamptz '2017-03-13 16:00Z' + at * interval '7 days') s (starts)`);
    await client.query(`insert into forum_event (slug, occasion_id, description, topics, published_at)
      select 'event-' || at, md5('event' || at)::uuid, ${prose}, array['Topic ' || at % 10], now() from generate_series(1, ${n.events}) at`);
    await client.query(
      `insert into forum_recap (event_id, words, recording, published_at) select id, ${prose}, 'none', now() from forum_event where slug like 'event-%'`,
    );
    await client.query('alter table lesson_edition disable trigger user');
    await client.query(`insert into lesson_edition (lesson_id, number, slug, said, audience, state, stands_since)
      select md5('lesson' || at)::uuid, 1, 'lesson-' || at, jsonb_build_object('title', 'Lesson ' || at || ${rare}, 'kind', 'opportunity', 'tried', ${prose}, 'happened', ${prose}), 'public', 'standing', now()
      from generate_series(1, ${n.lessons}) at`);
    await client.query('alter table lesson_edition enable trigger user');
    await client.query(`insert into publication (id, slug, kind, title, container, issued, summary, published_at)
      select md5('publication' || at)::uuid, 'publication-' || at, 'article-journal', 'Publication ' || at || ${rare}, 'A Journal', '2024', ${prose}, now() from generate_series(1, ${n.publications}) at`);
    await client.query(`insert into publication_author (publication_id, role, position, family, given)
      select md5('publication' || at)::uuid, 'author', place, case when at % 10 = 0 and place = 10 then 'Quillfeather' else 'Author' || place end, 'Marigold'
      from generate_series(1, ${n.publications}) at, generate_series(1, 10) place`);
    await client.query(`insert into site_page (id, kind, slug, published_number, published_at, first_published_at)
      select md5('update' || at)::uuid, 'update', 'update-' || at, 1, now(), now() from generate_series(1, ${n.updates}) at`);
    await client.query(`insert into site_revision (page_id, number, title, summary, words)
      select md5('update' || at)::uuid, 1, 'Update ' || at || ${rare}, 'In short', repeat(${prose}, 3) from generate_series(1, ${n.updates}) at`);
    await client.query(
      `insert into framework (id, slug, title, creator) values (md5('framework')::uuid, 'another', 'Another framework', 'Somebody')`,
    );
    await client.query(
      `insert into framework_version (id, framework_id, number, status) values (md5('version')::uuid, md5('framework')::uuid, '1', 'adopted')`,
    );
    await client.query(`insert into framework_item (framework_version_id, kind, text, position)
      select md5('version')::uuid, 'competency', 'Says the prognosis as one who may hope, in case ' || at || ${rare}, at from generate_series(1, ${n.competencies}) at`);
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}
