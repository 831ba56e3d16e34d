import type pg from 'pg';
import { foundOnPage, SearchWords } from '#app/modules/public/site/schema.ts';
import { foundInPublic } from '#app/modules/public/site/search-queries.server.ts';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { filled, type List, ownDatabase, slowestOf } from '../measuring.ts';

const n = { items: 2000, events: 500, lessons: 500, publications: 200, updates: 100, competencies: 1000 };
/** One of a hundred of each kind is about tulips. */
const rare = 43;

/**
 * Search over everything public on the embedded database, as a visitor: 2,000 items with files of some 4,000 words, 500 events, 500 lessons, 200 publications of ten authors, 100 updates and
 * a framework of 1,000 competencies; the limit is 80 ms. The slowest is the figure. Reference: the ids of all items that stand, in the same role.
 */
export async function* run() {
  await using _database = ownDatabase();
  await filled(fill);
  const all = Object.values(n).reduce((sum, each) => sum + each, 0);
  const searched = (search: Record<string, string>) => async () => {
    const { q, kind, page } = SearchWords.parse(search);
    return (await as(visitor, (scope) => foundInPublic(scope, { words: q, kind, page }))).total;
  };
  const lists: Record<string, List> = {
    'a word of everything': [searched({ q: 'prognosis' }), all],
    'its last page': [searched({ q: 'prognosis', page: `${Math.ceil(all / foundOnPage)}` }), all],
    'a word of everything, one kind': [searched({ q: 'prognosis', kind: 'lesson' }), n.lessons],
    'two words of everything, one left out': [searched({ q: 'hope prognosis -tulip' }), all - rare],
    'words that stand together': [searched({ q: '"family silence"' }), n.items],
    'a rare word, in another form': [searched({ q: 'tulip' }), rare],
    'the name of an author': [searched({ q: 'Marigold Quillfeather' }), 20],
    // The figures that are explained, and what every Concord has, lack it too.
    'all that lacks a word': [searched({ q: '-zwieback' }), all + (await searched({ q: '-prognosis' })())],
    nothing: [searched({ q: 'zwieback' }), 0],
  };
  const items = () => as(visitor, ({ tx }) => tx.selectFrom('libraryItem').select('id').execute());
  yield await slowestOf(all, lists, ['the ids of all items', items]);
}

async function fill(client: pg.Client): Promise<void> {
  const tulips = `case when at % 100 = 0 then ' about tulips' else '' end`;
  const prose = `repeat('Ask what they expect of the prognosis and what they hope for, and wait. ', 20)`;
  await client.query(`insert into library_item (id, slug, title, visibility, published_number, reviewed_at)
      select md5('item' || at)::uuid, 'item-' || at, 'Item ' || at, 'public', 1, now() from generate_series(1, ${n.items}) at`);
  await client.query(`insert into library_version (item_id, number, visibility, title, kind, summary, description, licence, authors, file_words, published_at)
      select md5('item' || at)::uuid, 1, 'public', 'Item ' || at || ${tulips}, 'case', 'What it is in a sentence, number ' || at, ${prose}, 'CC-BY-4.0', '[]',
        'prognosis ' || repeat('word' || at % 50 || ' family silence hope ', 1000), now() from generate_series(1, ${n.items}) at`);
  await client.query(`insert into occasion (id, title, page, starts_at, ends_at, time_zone, status)
      select md5('event' || at)::uuid, 'Event ' || at || ${tulips}, '/forum/event-' || at, starts, starts + interval '1 hour', 'America/New_York', 'published'
      from generate_series(1, ${n.events}) at, lateral (select timestamptz '2017-03-13 16:00Z' + at * interval '7 days') s (starts)`);
  await client.query(`insert into forum_event (slug, occasion_id, description, topics, published_at)
      select 'event-' || at, md5('event' || at)::uuid, ${prose}, array['Topic ' || at % 10], now() from generate_series(1, ${n.events}) at`);
  await client.query(
    `insert into forum_recap (event_id, words, recording, published_at) select id, ${prose}, 'none', now() from forum_event where slug like 'event-%'`,
  );
  await client.query('alter table lesson_edition disable trigger user');
  await client.query(`insert into lesson_edition (lesson_id, number, slug, said, audience, state, stands_since)
      select md5('lesson' || at)::uuid, 1, 'lesson-' || at, jsonb_build_object('title', 'Lesson ' || at || ${tulips}, 'kind', 'opportunity', 'tried', ${prose}, 'happened', ${prose}), 'public', 'standing', now()
      from generate_series(1, ${n.lessons}) at`);
  await client.query('alter table lesson_edition enable trigger user');
  await client.query(`insert into publication (id, slug, kind, title, container, issued, summary, published_at)
      select md5('publication' || at)::uuid, 'publication-' || at, 'article-journal', 'Publication ' || at || ${tulips}, 'A Journal', '2024', ${prose}, now() from generate_series(1, ${n.publications}) at`);
  await client.query(`insert into publication_author (publication_id, role, position, family, given)
      select md5('publication' || at)::uuid, 'author', place, case when at % 10 = 0 and place = 10 then 'Quillfeather' else 'Author' || place end, 'Marigold'
      from generate_series(1, ${n.publications}) at, generate_series(1, 10) place`);
  await client.query(`insert into site_page (id, kind, slug, published_number, published_at, first_published_at)
      select md5('update' || at)::uuid, 'update', 'update-' || at, 1, now(), now() from generate_series(1, ${n.updates}) at`);
  await client.query(`insert into site_revision (page_id, number, title, summary, words)
      select md5('update' || at)::uuid, 1, 'Update ' || at || ${tulips}, 'In short', repeat(${prose}, 3) from generate_series(1, ${n.updates}) at`);
  await client.query(
    `insert into framework (id, slug, title, creator) values (md5('framework')::uuid, 'another', 'Another framework', 'Somebody')`,
  );
  await client.query(
    `insert into framework_version (id, framework_id, number, status) values (md5('version')::uuid, md5('framework')::uuid, '1', 'adopted')`,
  );
  await client.query(`insert into framework_item (framework_version_id, kind, text, position)
      select md5('version')::uuid, 'competency', 'Says the prognosis as one who may hope, in case ' || at || ${tulips}, at from generate_series(1, ${n.competencies}) at`);
}
