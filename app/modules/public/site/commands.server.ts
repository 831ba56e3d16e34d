import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { picturesOf, plainWords } from '#app/platform/markdown.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { TakenPicture } from '#app/platform/taken-picture.server.ts';
import { dayAndTime, isoDayIn } from '#app/ui/date.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { zone } from '../../members/time-zone.ts';
import { mayKeepPages } from '../rules.ts';
import { hasOwnAddress, type PageKind, pathOfPage, pictureIn, slugFrom } from './page-address.ts';
import { pagesOfPicture, plansDue, type Shows } from './queries.server.ts';
import type { Writing } from './schema.ts';
import { shownWords } from './standing.ts';

type Page = { id: string; kind: PageKind; slug: string; publishedNumber: number | null; firstPublishedAt: Date | null };

function assertMayKeep({ actor }: Scope, what: string): void {
  if (!mayKeepPages(actor)) throw forbidden(what, 'Whoever convenes may.');
}

/** The page and its newest revision, for this transaction alone. */
async function pageToChange({ tx }: Scope, id: string): Promise<{ page: Page; newest: number }> {
  const page = await tx
    .selectFrom('sitePage')
    .select(['id', 'kind', 'slug', 'publishedNumber', 'firstPublishedAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!page) throw missing('This page');
  const { newest } = await tx
    .selectFrom('siteRevision')
    .select(({ fn }) => fn.max('number').as('newest'))
    .where('pageId', '=', id)
    .executeTakeFirstOrThrow();
  return { page, newest };
}

/** Begins a free page or an update as a draft; answers its id. */
export async function beginPage(scope: Scope, kind: 'page' | 'update', writing: Writing): Promise<string> {
  assertMayKeep(scope, 'write pages of the public site');
  const slug = await freeSlug(scope, { kind, slug: writing.slug || slugFrom(writing.title), isChosen: writing.slug !== '' });
  const isSample = await isOfSample(scope);
  const { id } = await scope.tx.insertInto('sitePage').values({ kind, slug, isSample }).returning('id').executeTakeFirstOrThrow();
  await scope.tx
    .insertInto('siteRevision')
    .values(await rowOf(scope, { pageId: id, number: 1 }, writing))
    .execute();
  await appendEvent(scope, { verb: 'begin', subject: 'site_page', subjectId: id, after: { kind, slug, title: writing.title } });
  return id;
}

/**
 * Saves what somebody wrote upon the revision `upon` as the newest; answers its number. Conflict when somebody saved meanwhile: what was typed is then still
 * with whoever typed it. Where nothing changed nothing is saved. Another address counts at once, and the earlier one leads to it.
 */
export async function savePage(scope: Scope, { pageId, upon }: { pageId: string; upon: number }, writing: Writing): Promise<number> {
  assertMayKeep(scope, 'edit pages of the public site');
  const { page, newest } = await pageToChange(scope, pageId);
  if (newest !== upon)
    throw conflict('Somebody saved this page while you wrote. What you typed is still here; see below what they changed.');
  if (hasOwnAddress(page.kind)) await moveTo(scope, { ...page, kind: page.kind }, writing.slug || page.slug);
  const row = await rowOf(scope, { pageId, number: newest + 1 }, writing);
  if (await saysTheSame(scope, row)) return newest;
  await scope.tx.insertInto('siteRevision').values(row).execute();
  await appendEvent(scope, { verb: 'edit', subject: 'site_page', subjectId: pageId, after: { number: row.number, title: row.title } });
  return row.number;
}

async function rowOf(scope: Scope, { pageId, number }: { pageId: string; number: number }, { slug: _slug, ...writing }: Writing) {
  const pictures = picturesOf(writing.body).flatMap(({ source }) => pictureIn(source) ?? []);
  const wanted = [...new Set([...pictures, ...(writing.pictureId ? [writing.pictureId] : [])])];
  const found =
    wanted.length === 0 ? [] : await scope.tx.selectFrom('sitePicture').select('id').where('id', 'in', wanted).forShare().execute();
  if (found.length < wanted.length) throw invalid('A picture of this text is not here any more. Bring it again with the button Picture.');
  return {
    ...writing,
    pageId,
    number,
    words: plainWords(writing.body),
    pictures: [...new Set(pictures)],
    writtenBy: scope.actor.personId,
    isSample: await isOfSample(scope),
  };
}

async function saysTheSame({ tx }: Scope, { pageId, number, ...row }: Awaited<ReturnType<typeof rowOf>>): Promise<boolean> {
  const before = await tx
    .selectFrom('siteRevision')
    .selectAll()
    .where('pageId', '=', pageId)
    .where('number', '=', number - 1)
    .executeTakeFirst();
  const said = [
    'title',
    'summary',
    'body',
    'pictureId',
    'dated',
    'streamId',
    'competencyId',
    'publicationId',
    'sourceTitle',
    'sourceUrl',
  ] as const;
  return before !== undefined && said.every((name) => before[name] === row[name]);
}

/** An address that no other page of its kind has. One that somebody chose is refused when taken; one made from a title gets a number. */
async function freeSlug(
  { tx }: Scope,
  { kind, slug, isChosen }: { kind: 'page' | 'update'; slug: string; isChosen: boolean },
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext(${`site_page ${kind}`}))`.execute(tx);
  const beginning = await tx.selectFrom('sitePage').select('slug').where('kind', '=', kind).where('slug', 'like', `${slug}%`).execute();
  const taken = new Set(beginning.map((page) => page.slug));
  if (!taken.has(slug)) return slug;
  if (isChosen) throw invalid(`Another page stands at ${pathOfPage({ kind, slug })}. Choose another address.`);
  for (let number = 2; ; number++) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`;
}

async function moveTo(scope: Scope, page: Page & { kind: 'page' | 'update' }, slug: string): Promise<void> {
  const { tx } = scope;
  const { id, kind } = page;
  if (slug === page.slug) return;
  await freeSlug(scope, { kind, slug, isChosen: true });
  // Whoever takes an address stands there, whoever stood there before.
  await tx.deleteFrom('siteAddress').where('kind', '=', kind).where('slug', '=', slug).execute();
  if (page.firstPublishedAt)
    await tx
      .insertInto('siteAddress')
      .values({ kind, slug: page.slug, pageId: id })
      .onConflict((on) => on.columns(['kind', 'slug']).doUpdateSet({ pageId: id }))
      .execute();
  await tx.updateTable('sitePage').set({ slug }).where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'move', subject: 'site_page', subjectId: id, before: { slug: page.slug }, after: { slug } });
  if (page.publishedNumber !== null) await publish(scope);
}

/** Publishes the newest revision, which is the one that whoever publishes has seen (`upon`). */
export async function publishPage(scope: Scope, { pageId, upon }: { pageId: string; upon: number }, now = new Date()): Promise<void> {
  assertMayKeep(scope, 'publish pages');
  const { page, newest } = await pageToChange(scope, pageId);
  if (newest !== upon) throw conflict('Somebody saved this page while you looked at it. Read what they wrote, then publish.');
  await makePublic(scope, page, { number: newest, now });
}

/** Publishes every page whose time has come, also when it came while nobody ran; answers how many. */
export async function publishDue(scope: Scope, now: Date): Promise<number> {
  assertMayKeep(scope, 'publish what is planned');
  const due = await plansDue(scope, now);
  for (const id of due) {
    const { page, newest } = await pageToChange(scope, id);
    await makePublic(scope, page, { number: newest, now });
  }
  return due.length;
}

async function makePublic(scope: Scope, page: Page, { number, now }: { number: number; now: Date }): Promise<void> {
  const { tx } = scope;
  const { dated } = await tx
    .updateTable('siteRevision')
    .set({ publishedAt: now })
    .where('pageId', '=', page.id)
    .where('number', '=', number)
    .returning('dated')
    .executeTakeFirstOrThrow();
  const firstPublishedAt = page.firstPublishedAt ?? now;
  await tx
    .updateTable('sitePage')
    .set({
      publishedNumber: number,
      publishedAt: now,
      firstPublishedAt,
      dated: page.kind === 'update' ? (dated ?? isoDayIn(firstPublishedAt, zone)) : null,
    })
    .where('id', '=', page.id)
    .execute();
  await tx.deleteFrom('sitePlan').where('pageId', '=', page.id).execute();
  await appendEvent(scope, {
    verb: 'publish',
    subject: 'site_page',
    subjectId: page.id,
    before: { number: page.publishedNumber },
    after: { number },
  });
  await publish(scope);
}

/** Plans that the newest words of a page are published at an instant that is still to come. */
export async function planPage(scope: Scope, { pageId, publishAt }: { pageId: string; publishAt: Date }, now = new Date()): Promise<void> {
  assertMayKeep(scope, 'plan pages');
  const { page } = await pageToChange(scope, pageId);
  if (publishAt <= now) throw invalid(`${dayAndTime(publishAt, zone)} is past. Choose a later time, or publish now.`);
  const plan = { publishAt, plannedBy: scope.actor.personId };
  await scope.tx
    .insertInto('sitePlan')
    .values({ pageId, ...plan })
    .onConflict((on) => on.column('pageId').doUpdateSet(plan))
    .execute();
  await appendEvent(scope, { verb: 'plan', subject: 'site_page', subjectId: page.id, after: { publishAt } });
}

/** Takes a plan back; the page stays as it is. */
export async function unplanPage(scope: Scope, pageId: string): Promise<void> {
  assertMayKeep(scope, 'plan pages');
  const plan = await scope.tx.deleteFrom('sitePlan').where('pageId', '=', pageId).returning('publishAt').executeTakeFirst();
  if (plan) await appendEvent(scope, { verb: 'unplan', subject: 'site_page', subjectId: pageId, before: plan });
}

/** Takes a free page or an update out of the public; it stays as a draft, with all its revisions. */
export async function takeBackPage(scope: Scope, pageId: string): Promise<void> {
  assertMayKeep(scope, 'take pages back');
  const { page } = await pageToChange(scope, pageId);
  if (!hasOwnAddress(page.kind)) throw invalid('This page is one of the site’s own. Write something else, and publish that.');
  if (page.publishedNumber === null) return;
  await scope.tx.updateTable('sitePage').set({ publishedNumber: null }).where('id', '=', pageId).execute();
  await scope.tx.deleteFrom('sitePlan').where('pageId', '=', pageId).execute();
  await appendEvent(scope, { verb: 'withdraw', subject: 'site_page', subjectId: pageId, before: { number: page.publishedNumber } });
  await publish(scope);
}

/**
 * Removes a draft that was never public, and the pictures that it alone showed; answers those whose bytes are to go. What was public stays, so that what it said can be
 * looked up.
 */
export async function dropDraft(scope: Scope, pageId: string): Promise<string[]> {
  assertMayKeep(scope, 'remove drafts');
  const { page } = await pageToChange(scope, pageId);
  if (page.firstPublishedAt) throw conflict('This page was public, so what it said is kept. It can be taken back.');
  const shown = await scope.tx.selectFrom('siteRevision').select(['pictureId', 'pictures']).where('pageId', '=', pageId).execute();
  await scope.tx.deleteFrom('sitePage').where('id', '=', pageId).execute();
  await appendEvent(scope, { verb: 'drop', subject: 'site_page', subjectId: pageId, before: { kind: page.kind, slug: page.slug } });
  const gone: string[] = [];
  for (const id of new Set(shown.flatMap(({ pictureId, pictures }) => [...pictures, ...(pictureId ? [pictureId] : [])])))
    if ((await removeUnshown(scope, id))?.length === 0) gone.push(id);
  return gone;
}

/** Removes a picture that no page shows, in none of its words; says where it is shown otherwise. Its bytes are to go afterwards. */
export async function dropPicture(scope: Scope, id: string): Promise<void> {
  assertMayKeep(scope, 'delete pictures');
  const pages = await removeUnshown(scope, id);
  if (pages === null) throw missing('This picture');
  if (pages.length > 0)
    throw conflict(`This picture is shown by ${pages.map(shownBy).join('; ')}. It stays, so that those words can be read as they were.`);
}

/** Removes a picture that nothing shows; answers the pages that show it, null where there is no such picture. */
async function removeUnshown(scope: Scope, id: string): Promise<Shows[] | null> {
  const { tx } = scope;
  // Whoever writes a page with this picture meanwhile waits, and then misses it.
  const picture = await tx.selectFrom('sitePicture').select('words').where('id', '=', id).forUpdate().executeTakeFirst();
  if (!picture) return null;
  const pages = await pagesOfPicture(scope, id);
  if (pages.length > 0) return pages;
  await tx.deleteFrom('sitePicture').where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'drop', subject: 'site_picture', subjectId: id, before: picture });
  return [];
}

/** “Who we are” (earlier words) */
function shownBy({ title, words }: Shows): string {
  return `“${title}” (${shownWords[words]})`;
}

/** Makes an earlier revision the newest again, as a draft; what was written since stays in the history. Answers the new number. */
export async function restoreRevision(
  scope: Scope,
  { pageId, number, upon }: { pageId: string; number: number; upon: number },
): Promise<number> {
  assertMayKeep(scope, 'bring earlier words back');
  const { newest } = await pageToChange(scope, pageId);
  if (newest !== upon) throw conflict('Somebody saved this page meanwhile. Look at the newest words first.');
  const earlier = await scope.tx
    .selectFrom('siteRevision')
    .selectAll()
    .where('pageId', '=', pageId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!earlier) throw missing('This revision');
  const { search: _search, writtenAt: _at, publishedAt: _published, ...said } = earlier;
  await scope.tx
    .insertInto('siteRevision')
    .values({ ...said, number: newest + 1, restoredNumber: number, writtenBy: scope.actor.personId, isSample: await isOfSample(scope) })
    .execute();
  await appendEvent(scope, { verb: 'restore', subject: 'site_page', subjectId: pageId, after: { number: newest + 1, from: number } });
  return newest + 1;
}

/** Keeps a picture with the words that stand for it. */
export async function keepPicture(scope: Scope, picture: TakenPicture): Promise<void> {
  assertMayKeep(scope, 'bring pictures');
  await scope.tx
    .insertInto('sitePicture')
    .values({ ...picture, broughtBy: scope.actor.personId, isSample: await isOfSample(scope) })
    .execute();
  await appendEvent(scope, { verb: 'bring', subject: 'site_picture', subjectId: picture.id, after: { words: picture.words } });
}

/** Refuses who may bring no pictures, before any of one is read. */
export async function assertMayBringPicture(scope: Scope): Promise<void> {
  assertMayKeep(scope, 'bring pictures');
}

/** Removes what people of the sample wrote and brought; what is published stays as it was before them. Answers the pictures whose bytes are to go. */
export async function removeSamplePages(scope: Scope): Promise<string[]> {
  assertMayKeep(scope, 'remove the sample');
  const { tx } = scope;
  const gone = await tx.deleteFrom('sitePage').where('isSample', '=', true).returning('id').execute();
  await tx
    .updateTable('sitePage as p')
    .set({
      publishedNumber: sql`(select max(r.number) from site_revision r where r.page_id = p.id and not r.is_sample and r.published_at is not null)`,
    })
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('siteRevision as r')
          .select('r.number')
          .whereRef('r.pageId', '=', 'p.id')
          .whereRef('r.number', '=', 'p.publishedNumber')
          .where('r.isSample', '=', true),
      ),
    )
    .execute();
  const { numDeletedRows } = await tx.deleteFrom('siteRevision').where('isSample', '=', true).executeTakeFirst();
  const pictures = await tx.deleteFrom('sitePicture').where('isSample', '=', true).returning('id').execute();
  const revisions = Number(numDeletedRows);
  if (gone.length + revisions + pictures.length === 0) return [];
  await appendEvent(scope, {
    verb: 'remove',
    subject: 'sample',
    subjectId: null,
    before: { pages: gone.length, revisions, pictures: pictures.length },
  });
  await publish(scope);
  return pictures.map(({ id }) => id);
}
