import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type Author, type PublicationRecord, sameness } from './record.ts';
import { mayKeepPublications, maySeeHiddenPublications } from './rules.ts';

/** What a publication came from or is about. */
export type LinkKind = 'stream' | 'competency' | 'study' | 'lesson';
/** A publication as it is listed. */
export type Publication = {
  readonly id: string;
  readonly slug: string;
  readonly summary: string;
  readonly sourceTitle: string | null;
  readonly sourceUrl: string | null;
  readonly publishedAt: Date | null;
  readonly changedAt: Date;
  readonly isSample: boolean;
  readonly record: PublicationRecord;
};

async function publicationsOf(scope: Scope, rows: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>): Promise<Publication[]> {
  if (rows.length === 0) return [];
  const names = await scope.tx
    .selectFrom('publicationAuthor')
    .select(['publicationId', 'role', 'family', 'given', 'suffix', 'body', 'orcid'])
    .where(
      'publicationId',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('position')
    .execute();
  const byPublication = Map.groupBy(names, ({ publicationId, role }) => `${publicationId} ${role}`);
  const namesOf = (id: string, role: 'author' | 'editor'): Author[] =>
    (byPublication.get(`${id} ${role}`) ?? []).map(({ family, given, suffix, body, orcid }) => ({ family, given, suffix, body, orcid }));
  return rows.map(({ id, slug, summary, sourceTitle, sourceUrl, publishedAt, changedAt, isSample, ...record }) => ({
    ...{ id, slug, summary, sourceTitle, sourceUrl, publishedAt, changedAt, isSample },
    record: { ...record, authors: namesOf(id, 'author'), editors: namesOf(id, 'editor') },
  }));
}

function rowsOf({ tx }: Scope) {
  return tx
    .selectFrom('publication')
    .select(['id', 'slug', 'summary', 'sourceTitle', 'sourceUrl', 'publishedAt', 'changedAt', 'isSample'])
    .select([
      'kind',
      'title',
      'container',
      'containerShort',
      'edition',
      'publisher',
      'place',
      'volume',
      'issue',
      'pages',
      'articleNumber',
      'issued',
    ])
    .select(['doi', 'pmid', 'pmcid', 'url']);
}

/** Every publication that the reader may see, the newest first. */
export async function publications(scope: Scope): Promise<Publication[]> {
  return publicationsOf(
    scope,
    await rowsOf(scope)
      .orderBy('issued', (order) => order.desc().nullsLast())
      .orderBy('slug')
      .execute(),
  );
}

/** Every publication for the list of those who see also what is not published yet; refused to everybody else. */
export async function keptPublications(scope: Scope) {
  if (!maySeeHiddenPublications(scope.actor)) throw forbidden('see what is not published yet');
  return (await publications(scope)).map(({ slug, record, publishedAt, isSample }) => ({
    slug,
    title: record.title,
    container: record.container ?? record.publisher ?? '',
    issued: record.issued,
    isShown: publishedAt !== null,
    isSample,
  }));
}
/** A publication as that list has it. */
export type KeptPublication = Awaited<ReturnType<typeof keptPublications>>[number];

/** A publication by its address; missing when the reader may not see one. */
export async function publicationNamed(scope: Scope, slug: string): Promise<Publication> {
  const [found] = await publicationsOf(scope, await rowsOf(scope).where('slug', '=', slug).execute());
  if (!found) throw missing('This publication');
  return found;
}

/** The publications that came from, or are about, one stream, competency (by its stable id), study or lesson, the newest first. */
export async function publicationsOn(scope: Scope, kind: LinkKind, targetId: string): Promise<Publication[]> {
  const rows = await rowsOf(scope)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('publicationLink as l')
          .select('l.kind')
          .whereRef('l.publicationId', '=', 'publication.id')
          .where('l.kind', '=', kind)
          .where('l.targetId', '=', targetId),
      ),
    )
    .orderBy('issued', (order) => order.desc().nullsLast())
    .execute();
  return publicationsOf(scope, rows);
}

/** What a publication is linked to, as far as the reader may see it: the streams of the work, competencies of the framework in force, studies of their own, lessons that stand. */
export async function linksOf({ tx }: Scope, publicationId: string) {
  const links = await tx.selectFrom('publicationLink').select(['kind', 'targetId']).where('publicationId', '=', publicationId).execute();
  const ids = (kind: LinkKind) => links.filter((link) => link.kind === kind).map(({ targetId }) => targetId);
  const among = (kind: LinkKind) => (ids(kind).length ? ids(kind) : ['00000000-0000-0000-0000-000000000000']);
  return {
    streams: await tx
      .selectFrom('stream')
      .select(['id', 'years', 'title'])
      .where('id', 'in', among('stream'))
      .orderBy('position')
      .execute(),
    competencies: await tx
      .selectFrom('frameworkItem as i')
      .innerJoin('frameworkVersion as v', 'v.id', 'i.frameworkVersionId')
      .select(['i.stableId', 'i.code', 'i.shortTitle', 'i.title'])
      .where('v.isCurrent', '=', true)
      .where('i.stableId', 'in', among('competency'))
      .orderBy('i.position')
      .execute(),
    studies: await tx.selectFrom('study').select(['id', 'slug', 'title']).where('id', 'in', among('study')).orderBy('title').execute(),
    lessons: await lessons(tx).where('lessonId', 'in', among('lesson')).execute(),
  };
}

/** Lessons of a school that is named: the authors of a publication would tell whose lesson it is. */
function lessons(tx: Scope['tx']) {
  return tx
    .selectFrom('lessonEdition as e')
    .innerJoin('school as s', 's.id', 'e.namedSchoolId')
    .select(['e.lessonId as id', 'e.slug', 'e.title', 'e.audience', 's.name as school'])
    .where('e.state', '=', 'standing')
    .orderBy('e.title');
}

/** The updates about a publication that stand in public, the newest first. */
export function updatesAbout({ tx }: Scope, publicationId: string) {
  return tx
    .selectFrom('sitePage as p')
    .innerJoin('siteRevision as r', (on) => on.onRef('r.pageId', '=', 'p.id').onRef('r.number', '=', 'p.publishedNumber'))
    .select(['p.slug', 'p.dated', 'r.title'])
    .where('p.kind', '=', 'update')
    .where('r.publicationId', '=', publicationId)
    .orderBy('p.dated', 'desc')
    .execute();
}

/** The publications of every stream, by its id; the newest first. */
export async function publicationsOfStreams(scope: Scope): Promise<Map<string, Publication[]>> {
  const links = await scope.tx.selectFrom('publicationLink').select(['publicationId', 'targetId']).where('kind', '=', 'stream').execute();
  const all = links.length === 0 ? [] : await publications(scope);
  const streams = [...new Set(links.map(({ targetId }) => targetId))];
  const isLinked = new Set(links.map(({ publicationId, targetId }) => `${publicationId} ${targetId}`));
  return new Map(streams.map((stream) => [stream, all.filter(({ id }) => isLinked.has(`${id} ${stream}`))]));
}

/** What the actor may link a publication to. */
export async function linkTargets({ tx }: Scope) {
  return {
    streams: await tx.selectFrom('stream').select(['id', 'years', 'title']).orderBy('position').execute(),
    competencies: await tx
      .selectFrom('frameworkItem as i')
      .innerJoin('frameworkVersion as v', 'v.id', 'i.frameworkVersionId')
      .select(['i.stableId', 'i.code', 'i.shortTitle', 'i.title'])
      .where('v.isCurrent', '=', true)
      .where('i.kind', '=', 'competency')
      .orderBy('i.position')
      .execute(),
    studies: await tx.selectFrom('study').select(['id', 'title']).orderBy('title').execute(),
    lessons: await lessons(tx).execute(),
  };
}

/** Which of these records are here already, or stand twice among them, each with the address of what it is the same as (null: an earlier one of these). */
export async function standingAmong(
  scope: Scope,
  records: readonly PublicationRecord[],
): Promise<Array<{ at: number; slug: string | null }>> {
  if (!mayKeepPublications(scope.actor)) throw forbidden('bring in publications', 'The convener does.');
  const known = new Map<string, string | null>();
  for (const { slug, record } of await publications(scope)) for (const key of sameness(record)) known.set(key, slug);
  const found: Array<{ at: number; slug: string | null }> = [];
  for (const [at, record] of records.entries()) {
    const keys = sameness(record);
    const same = keys.find((key) => known.has(key));
    if (same !== undefined) found.push({ at, slug: known.get(same)! });
    for (const key of keys) if (!known.has(key)) known.set(key, null);
  }
  return found;
}
