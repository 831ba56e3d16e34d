import type pg from 'pg';
import { libraryList } from '#app/modules/library/items/queries.server.ts';
import { ListSearch } from '#app/modules/library/items/schema.ts';
import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { counted, filled, type List, ownDatabase, slowestOf } from '../measuring.ts';

const n = 2000;

/**
 * The public library at 2,000 items on the embedded database, as a visitor: the list, filters and searches, each with its counts; the limit is 80 ms. The slowest is the
 * figure. Reference: `select count(*)` of what stands, in the same role.
 */
export async function* run() {
  await using _database = ownDatabase();
  await filled(fill);
  const found = (search: Record<string, string>) => async () =>
    (await as(visitor, (scope) => libraryList(scope, ListSearch.parse({ q: '', ...search })))).total;
  const lists: Record<string, List> = {
    'the list': [found({}), n],
    'its last page, the newest first': [found({ sort: '-published', page: '40' }), n],
    'three filters': [found({ kind: 'case', phase: 'clerkship', competency: '2' }), 34],
    'a word of every file': [found({ q: 'prognosis' }), n],
    'a rare word of a title, in another form': [found({ q: 'tulip' }), 20],
    nothing: [found({ q: 'zwieback' }), 0],
  };
  yield await slowestOf(n, lists, ['select count(*) of what stands', () => counted('libraryItem')]);
}

/** Items of the collaborative, each with a file of some 4,000 words. */
async function fill(client: pg.Client): Promise<void> {
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
}
