import type pg from 'pg';
import { bibtexOf, risOf } from '#app/modules/publications/files.ts';
import {
  linksOf,
  publicationNamed,
  publications,
  publicationsOfStreams,
  publicationsOn,
  standingAmong,
  updatesAbout,
} from '#app/modules/publications/queries.server.ts';
import { cslOfRecord } from '#app/modules/publications/record.ts';
import { operator, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { filled, type List, ownDatabase, slowestOf } from '../measuring.ts';

const n = 200;
/** And those of the collaborative stand in every Concord. */
const all = n + 3;

/**
 * 200 publications of ten authors on the embedded database, as a visitor: the list, those of a competency and of every stream, one of them, and the files of all; the limit is 80 ms. And as
 * whoever keeps them: which of 200 records are here already. The slowest is the figure. Reference: the ids of all of them, in the same role.
 */
export async function* run() {
  await using _database = ownDatabase();
  await filled(fill);
  const read = () => as(visitor, publications);
  const records = (await read()).map(({ record }) => record);
  if (records.some(({ authors }) => authors.length < 10)) throw new Error('Authors are missing.');
  const file = (written: (all: Awaited<ReturnType<typeof publications>>) => string) => async () => {
    const all = await read();
    return written(all) === '' ? 0 : all.length;
  };
  const competency = '01900000-0000-7000-8000-000000000221';
  const lists: Record<string, List> = {
    'the list': [async () => (await read()).length, all],
    'of a competency': [async () => (await as(visitor, (scope) => publicationsOn(scope, 'competency', competency))).length, n / 5 + 1],
    'of every stream': [async () => (await as(visitor, publicationsOfStreams)).size, 4],
    'one, with what it came from': [
      () =>
        as(visitor, async (scope) => {
          const { id } = await publicationNamed(scope, 'publication-100');
          await updatesAbout(scope, id);
          const { streams, competencies } = await linksOf(scope, id);
          return streams.length + competencies.length;
        }),
      2,
    ],
    'BibTeX of all': [file(bibtexOf), all],
    'RIS of all': [file(risOf), all],
    'CSL-JSON of all': [file((all) => JSON.stringify(all.map(({ slug, record }) => cslOfRecord(slug, record)))), all],
    'which are here already': [async () => (await as(operator(), (scope) => standingAmong(scope, records))).length, all],
  };
  yield await slowestOf(n, lists, ['the ids of all', () => as(visitor, ({ tx }) => tx.selectFrom('publication').select('id').execute())]);
}

async function fill(client: pg.Client): Promise<void> {
  await client.query(`insert into publication (id, slug, kind, title, container, volume, issue, pages, issued, doi, summary, published_at)
      select md5('publication' || at)::uuid, 'publication-' || at, 'article-journal', 'Publication ' || at || ' on what students met and wished for', 'A Journal', at::text, '1', at || '-' || at + 9,
        (2000 + at % 25) || '-05', '10.1000/' || at, repeat('What it found, in a sentence. ', 10), now() from generate_series(1, ${n}) at`);
  await client.query(`insert into publication_author (publication_id, role, position, family, given)
      select md5('publication' || at)::uuid, 'author', place, 'Author' || place, 'Ada B.' from generate_series(1, ${n}) at, generate_series(1, 10) place`);
  await client.query(`insert into publication_link (publication_id, kind, target_id)
      select md5('publication' || at)::uuid, 'competency', ('01900000-0000-7000-8000-00000000022' || 1 + at % 5)::uuid from generate_series(1, ${n}) at
      union all select md5('publication' || at)::uuid, 'stream', s.id from generate_series(1, ${n}) at join stream s on s.position = 1 + at % 4`);
}
