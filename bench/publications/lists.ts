import { rmSync } from 'node:fs';
import pg from 'pg';
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
import { closeDatabase, database } from '#app/platform/db.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { ownDataFolder, timed } from '../measuring.ts';

const n = 200;

/**
 * 200 publications of ten authors on the embedded database, as a visitor: the list, those of a competency and of every stream, one of them, and the files of all; the limit is 80 ms. And as
 * whoever keeps them: which of 200 records are here already. The slowest is the figure. Reference: the ids of all of them, in the same role.
 */
export async function* run() {
  const folder = ownDataFolder();
  try {
    await fill();
    const reference = await timed(() => as(visitor, ({ tx }) => tx.selectFrom('publication').select('id').execute()));
    const file = (written: (all: Awaited<ReturnType<typeof publications>>) => string) => async () =>
      written(await as(visitor, publications));
    const competency = '01900000-0000-7000-8000-000000000221';
    const records = (await as(visitor, publications)).map(({ record }) => record);
    const lists: Record<string, () => Promise<unknown>> = {
      'the list': () => as(visitor, publications),
      'of a competency': () => as(visitor, (scope) => publicationsOn(scope, 'competency', competency)),
      'of every stream': () => as(visitor, publicationsOfStreams),
      'one, with what it came from': () =>
        as(visitor, async (scope) => {
          const { id } = await publicationNamed(scope, 'publication-100');
          return [await linksOf(scope, id), await updatesAbout(scope, id)];
        }),
      'BibTeX of all': file(bibtexOf),
      'RIS of all': file(risOf),
      'CSL-JSON of all': file((all) => JSON.stringify(all.map(({ slug, record }) => cslOfRecord(slug, record)))),
      'which are here already': () => as(operator(), (scope) => standingAmong(scope, records)),
    };
    const ms: Record<string, number> = {};
    for (const [name, work] of Object.entries(lists)) ms[name] = (await timed(work)).ms;
    if (records.length < n || records.some(({ authors }) => authors.length < 10))
      throw new Error(`${records.length} publications are listed.`);
    const slowest = Math.max(...Object.values(ms));
    const ratio = Number((slowest / reference.ms).toFixed(1));
    yield { n, ms: slowest, limitMs: 80, lists: ms, reference: 'the ids of all', referenceMs: reference.ms, ratio };
  } finally {
    await closeDatabase();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Written by the owner, since every command of a person is an act of its own. */
async function fill(): Promise<void> {
  const { owner } = await database();
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`insert into publication (id, slug, kind, title, container, volume, issue, pages, issued, doi, summary, published_at)
      select md5('publication' || at)::uuid, 'publication-' || at, 'article-journal', 'Publication ' || at || ' on what students met and wished for', 'A Journal', at::text, '1', at || '-' || at + 9,
        (2000 + at % 25) || '-05', '10.1000/' || at, repeat('What it found, in a sentence. ', 10), now() from generate_series(1, ${n}) at`);
    await client.query(`insert into publication_author (publication_id, role, position, family, given)
      select md5('publication' || at)::uuid, 'author', place, 'Author' || place, 'Ada B.' from generate_series(1, ${n}) at, generate_series(1, 10) place`);
    await client.query(`insert into publication_link (publication_id, kind, target_id)
      select md5('publication' || at)::uuid, 'competency', ('01900000-0000-7000-8000-00000000022' || 1 + at % 5)::uuid from generate_series(1, ${n}) at
      union all select md5('publication' || at)::uuid, 'stream', s.id from generate_series(1, ${n}) at join stream s on s.position = 1 + at % 4`);
    await client.query('commit');
    await client.query('analyze publication, publication_author, publication_link');
  } finally {
    await client.end();
  }
}
