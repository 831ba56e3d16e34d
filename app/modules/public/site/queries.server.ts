import { type Expression, sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { currentFramework } from '../../competencies/queries.server.ts';
import { publications } from '../../publications/queries.server.ts';
import { mayKeepPages } from '../rules.ts';
import { type PageKind, pathOfPage } from './page-address.ts';

const written = [
  'r.number',
  'r.title',
  'r.summary',
  'r.body',
  'r.pictureId',
  'r.dated',
  'r.streamId',
  'r.competencyId',
  'r.publicationId',
  'r.sourceTitle',
  'r.sourceUrl',
] as const;

function published({ tx }: Scope) {
  return tx
    .selectFrom('sitePage as p')
    .innerJoin('siteRevision as r', (on) => on.onRef('r.pageId', '=', 'p.id').onRef('r.number', '=', 'p.publishedNumber'))
    .leftJoin('sitePicture as i', 'i.id', 'r.pictureId')
    .select(['p.id', 'p.kind', 'p.slug', 'p.publishedAt', 'p.firstPublishedAt', 'p.isSample', 'i.words as pictureWords', ...written]);
}

/** What stands in public as this page; null when nothing does, or when it was taken back. */
export async function publishedPage(scope: Scope, kind: PageKind, slug: string) {
  return (await published(scope).where('p.kind', '=', kind).where('p.slug', '=', slug).executeTakeFirst()) ?? null;
}

/** The words of a page that Concord composes. */
export async function wordsOf(scope: Scope, kind: 'home' | 'work' | 'members') {
  return published(scope).where('p.kind', '=', kind).executeTakeFirstOrThrow();
}

/** Where a page stands today that stood at an address before; null when none did. */
export async function movedTo({ tx }: Scope, kind: PageKind, slug: string): Promise<string | null> {
  const page = await tx
    .selectFrom('siteAddress as a')
    .innerJoin('sitePage as p', 'p.id', 'a.pageId')
    .select(['p.kind', 'p.slug'])
    .where('a.kind', '=', kind)
    .where('a.slug', '=', slug)
    .where('p.publishedNumber', 'is not', null)
    .executeTakeFirst();
  return page ? pathOfPage(page) : null;
}

/** The free pages that stand in public, by title. */
export function freePages({ tx }: Scope) {
  return tx
    .selectFrom('sitePage as p')
    .innerJoin('siteRevision as r', (on) => on.onRef('r.pageId', '=', 'p.id').onRef('r.number', '=', 'p.publishedNumber'))
    .select(['p.kind', 'p.slug', 'r.title', 'p.publishedAt'])
    .where('p.kind', '=', 'page')
    .orderBy('r.title')
    .execute();
}

/** The bytes of a picture, as far as the actor may see it. */
export async function pictureNamed({ tx }: Scope, id: string) {
  const picture = await tx.selectFrom('sitePicture').select(['id', 'sha256', 'words']).where('id', '=', id).executeTakeFirst();
  if (!picture) throw missing('This picture');
  return picture;
}

/** Everything that is kept for the public, with its newest words and how it stands; the newest first. For whoever keeps it. */
export async function keptPages(scope: Scope) {
  if (!mayKeepPages(scope.actor)) throw forbidden('see drafts');
  return kept(scope).orderBy('r.writtenAt', 'desc').execute();
}
export type KeptPage = Awaited<ReturnType<typeof keptPages>>[number];

/** One of them, with what is published of it. */
export async function keptPage(scope: Scope, id: string) {
  if (!mayKeepPages(scope.actor)) throw forbidden('edit pages of the public site', 'Whoever convenes may.');
  const page = await kept(scope)
    .leftJoin('sitePicture as i', 'i.id', 'r.pictureId')
    .select(written)
    .select('i.words as pictureWords')
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!page) throw missing('This page');
  return page;
}

function kept({ tx }: Scope) {
  return tx
    .selectFrom('sitePage as p')
    .innerJoin('siteRevision as r', (on) =>
      on
        .onRef('r.pageId', '=', 'p.id')
        .on('r.number', '=', sql<number>`(select max(n.number) from site_revision n where n.page_id = p.id)`),
    )
    .leftJoin('sitePlan as s', 's.pageId', 'p.id')
    .leftJoin('person as w', 'w.id', 'r.writtenBy')
    .select(['p.id', 'p.kind', 'p.slug', 'p.publishedNumber', 'p.publishedAt', 'p.firstPublishedAt', 's.publishAt'])
    .select(['r.number', 'r.title', 'r.summary', 'r.writtenAt', 'w.name as writtenBy']);
}

/** Every revision of a page, the newest first, with who wrote it. */
export async function revisionsOf({ actor, tx }: Scope, pageId: string) {
  if (!mayKeepPages(actor)) throw forbidden('see earlier words of a page');
  return tx
    .selectFrom('siteRevision as r')
    .leftJoin('person as w', 'w.id', 'r.writtenBy')
    .select(['r.number', 'r.title', 'r.writtenAt', 'r.publishedAt', 'r.restoredNumber', 'w.name as writtenBy'])
    .where('r.pageId', '=', pageId)
    .orderBy('r.number', 'desc')
    .execute();
}

/** A revision in its own words. */
export async function revisionOf({ actor, tx }: Scope, pageId: string, number: number) {
  if (!mayKeepPages(actor)) throw forbidden('see earlier words of a page');
  const revision = await tx
    .selectFrom('siteRevision as r')
    .select(written)
    .where('r.pageId', '=', pageId)
    .where('r.number', '=', number)
    .executeTakeFirst();
  if (!revision) throw missing('This revision');
  return revision;
}

/** A page that shows a picture, by its newest title: in words that are public, else in those of today, else in earlier ones alone. */
export type Shows = { readonly id: string; readonly title: string; readonly words: 'public' | 'draft' | 'earlier' };

/** The pictures that were brought, the newest first, and which pages show each. */
export async function keptPictures({ actor, tx }: Scope) {
  if (!mayKeepPages(actor)) throw forbidden('see the pictures that were brought');
  return tx
    .selectFrom('sitePicture as i')
    .select(['i.id', 'i.words', 'i.width', 'i.height'])
    .select(pagesShowing(sql.ref('i.id')).as('pages'))
    .orderBy('i.broughtAt', 'desc')
    .limit(200)
    .execute();
}

/** The pages that show a picture, in any of their words. */
export async function pagesOfPicture({ actor, tx }: Scope, id: string): Promise<Shows[]> {
  if (!mayKeepPages(actor)) throw forbidden('see where a picture is shown');
  const { pages } = await tx.selectNoFrom(pagesShowing(sql.val(id)).as('pages')).executeTakeFirstOrThrow();
  return pages;
}

function pagesShowing(picture: Expression<unknown>) {
  return sql<
    Shows[]
  >`(select coalesce(json_agg(json_build_object('id', page_id, 'title', title, 'words', words) order by title), '[]') from (
    select r.page_id, (select n.title from site_revision n where n.page_id = r.page_id order by n.number desc limit 1) as title,
      case when bool_or(r.number = p.published_number) then 'public'
        when bool_or(r.number = (select max(n.number) from site_revision n where n.page_id = r.page_id)) then 'draft' else 'earlier' end as words
    from site_revision r join site_page p on p.id = r.page_id where ${picture} = r.picture_id or ${picture} = any (r.pictures) group by r.page_id) as shown)`;
}

/** The pages whose plan is due, the earliest first. */
export async function plansDue({ tx }: Scope, now: Date): Promise<string[]> {
  const due = await tx.selectFrom('sitePlan').select('pageId').where('publishAt', '<=', now).orderBy('publishAt').execute();
  return due.map(({ pageId }) => pageId);
}

/** What an editor can choose from: streams of work, the competencies of today, publications, pictures that were brought. */
export async function editorChoices(scope: Scope) {
  const streams = await scope.tx.selectFrom('stream').select(['id', 'years', 'title']).orderBy('position').execute();
  const { competencies } = await currentFramework(scope);
  const pictures = await keptPictures(scope);
  return {
    streams,
    competencies: competencies.map(({ stableId, code, shortTitle }) => ({ stableId, code, shortTitle })),
    publications: (await publications(scope)).map(({ id, record }) => ({ id, title: record.title })),
    pictures: pictures.map(({ id, words }) => ({ id, words })),
  };
}

/** Whether an event of the forum ended, or closed its registration, within these instants. */
export async function hasEventTurned({ tx }: Scope, { after, until }: { after: Date; until: Date }): Promise<boolean> {
  const event = await tx
    .selectFrom('forumProgramme')
    .leftJoin('occasion', 'occasion.id', 'forumProgramme.occasionId')
    .select('forumProgramme.id')
    .where(({ and, eb, or }) =>
      or((['forumProgramme.endsAt', 'registrationClosesAt'] as const).map((at) => and([eb(at, '>', after), eb(at, '<=', until)]))),
    )
    .executeTakeFirst();
  return event !== undefined;
}
