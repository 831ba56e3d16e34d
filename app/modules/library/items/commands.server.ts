import { sql } from 'kysely';
import { appendEvent, appendSchoolEvent, type Change, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { mayBeginItem, mayKeepItem, mayRemoveSampleItems, mayWithdrawItem, type Owned } from '../rules.ts';
import { draftOf, draftToKeep, itemNamed, itemToKeep, standingVersion } from './queries.server.ts';
import type { NewItem, VersionSaid } from './schema.ts';

/** Appends an event where the item's owner keeps its record: at the school, or in the collaborative's. Whoever convenes writes there of everybody's. */
export function appendItemEvent(scope: Scope, item: Owned, change: Change): Promise<void> {
  const isOwn = item.forSchoolId !== null && item.forSchoolId === scope.actor.school?.id;
  if (item.forSchoolId !== null && !isOwn && !mayKeepItem(scope.actor, { forSchoolId: null })) throw forbidden('change this item');
  return isOwn ? appendSchoolEvent(scope, item.forSchoolId!, change) : appendEvent(scope, change);
}

/** Begins an item on the shelf acted for, with a first draft. Answers its short name. */
export async function beginItem(scope: Scope, { title, kind }: NewItem): Promise<string> {
  if (!mayBeginItem(scope.actor)) throw forbidden('begin an item', 'Whoever teaches or works at a school does, and whoever convenes.');
  const item = await newItem(scope, title);
  await scope.tx
    .insertInto('libraryVersion')
    .values({ itemId: item.id, number: 1, title, kind, visibility: narrowest(item), begunBy: scope.actor.personId })
    .execute();
  await appendItemEvent(scope, item, { verb: 'begin', subject: 'library_item', subjectId: item.id, after: { title, kind } });
  return item.slug;
}

/**
 * Begins an item that adapts the version of another that stands: everything is taken over, with its credit and its licence, and its files. Answers the short name.
 * Whether the licence lets it be published is said by the checklist.
 */
export async function beginAdaptation(scope: Scope, slug: string): Promise<string> {
  const { actor, tx } = scope;
  if (!mayBeginItem(actor)) throw forbidden('adapt an item', 'Whoever teaches or works at a school does, and whoever convenes.');
  const source = await itemNamed(scope, slug);
  const version = await standingVersion(scope, source);
  const item = await newItem(scope, version.title, `${version.title} ${actor.school?.slug ?? 'collaborative'}`);
  const { itemId: _item, number: _number, changedAt: _changed, publishedAt: _published, ...said } = version;
  const names = version.authors.map(({ name }) => name).join(', ');
  const adapts = {
    adaptsItemId: source.id,
    adaptsNumber: version.number,
    adaptsCredit: `${version.title}, version ${version.number}. ${[names, source.owner].filter(Boolean).join('. ')}.`,
    adaptsLicence: version.licence,
    adaptsUrl: null,
    adaptsChanged: null,
  };
  await tx
    .insertInto('libraryVersion')
    .values({
      itemId: item.id,
      number: 1,
      ...rowOf({ ...said, visibility: 'school', whatChanged: null }),
      ...adapts,
      begunBy: actor.personId,
    })
    .execute();
  await copyFiles(scope, { from: version, to: { itemId: item.id, number: 1 } });
  const after = { title: version.title, adapts: source.slug, version: version.number };
  await appendItemEvent(scope, item, { verb: 'adapt', subject: 'library_item', subjectId: item.id, after });
  return item.slug;
}

/** The fewest who may read an item: its school's people; of the collaborative's own, which is of no school, its members. */
function narrowest({ forSchoolId }: Owned): 'school' | 'collaborative' {
  return forSchoolId === null ? 'collaborative' : 'school';
}

async function newItem(scope: Scope, title: string, named = title) {
  const { actor, tx } = scope;
  await sql`select pg_advisory_xact_lock(hashtext('library slug'))`.execute(tx);
  const slug = await freeItemSlug(scope, named);
  return tx
    .insertInto('libraryItem')
    .values({ slug, title, forSchoolId: actor.school?.id ?? null, begunBy: actor.personId, isSample: await isOfSample(scope) })
    .returning(['id', 'slug', 'forSchoolId'])
    .executeTakeFirstOrThrow();
}

/** A short name that no item has, also none that the asking person may not see. */
async function freeItemSlug({ tx }: Scope, title: string): Promise<string> {
  // What an address below a shelf means already.
  const taken = ['uses'];
  for (;;) {
    const slug = freeSlug(title, taken, 'item');
    const { rows } = await sql<{ isTaken: boolean }>`select is_library_slug(${slug}) as is_taken`.execute(tx);
    if (!rows[0]!.isTaken) return slug;
    taken.push(slug);
  }
}

/** Begins the next version of a published item, as the one that stands is, with its files. Conflict when one is being written already. */
export async function beginVersion(scope: Scope, slug: string): Promise<void> {
  const { actor, tx } = scope;
  const item = await itemToKeep(scope, slug);
  if (!mayKeepItem(actor, item)) throw forbidden('change this item');
  const standing = await standingVersion(scope, item);
  if (await draftOf(scope, item.id)) throw conflict('The next version is being written already. Go on with it.');
  const number = standing.number + 1;
  const { itemId: _item, number: _number, changedAt: _changed, publishedAt: _published, ...said } = standing;
  const { adaptsItemId, adaptsNumber } = standing;
  await tx
    .insertInto('libraryVersion')
    .values({ itemId: item.id, number, ...rowOf({ ...said, whatChanged: null }), adaptsItemId, adaptsNumber, begunBy: actor.personId })
    .execute();
  await copyFiles(scope, { from: standing, to: { itemId: item.id, number } });
  await appendItemEvent(scope, item, { verb: 'begin', subject: 'library_version', subjectId: item.id, after: { version: number } });
}

type At = { readonly itemId: string; readonly number: number };

/** Files go along by row: bytes lie under the item where they came, and a copy of another item's is made by whoever answers the page. */
async function copyFiles({ tx }: Scope, { from, to }: { from: At; to: At }): Promise<void> {
  await sql`insert into library_file (item_id, number, id, position, name, type, extension, bytes, sha256, third_party, third_party_words, third_party_licence, alternative, look, words, previews)
    select ${to.itemId}, ${to.number}, id, position, name, type, extension, bytes, sha256, third_party, third_party_words, third_party_licence, alternative, look, words, previews
    from library_file where item_id = ${from.itemId} and number = ${from.number}`.execute(tx);
}

/** Keeps what a draft says of itself. Conflict when it changed since `seen`. */
export async function changeDraft(scope: Scope, slug: string, { seen, said }: { seen: Date; said: VersionSaid }): Promise<void> {
  const { item, draft } = await draftToKeep(scope, slug);
  if (!mayKeepItem(scope.actor, item)) throw forbidden('change this item');
  if (draft.changedAt.getTime() !== seen.getTime())
    throw conflict('Somebody changed this draft meanwhile. Open it in another tab; what you wrote is still here.');
  // What an adaptation adapts is not the author's to reword; its licence follows the source.
  const adapts =
    draft.adaptsItemId === null ? {} : { adaptsCredit: draft.adaptsCredit, adaptsLicence: draft.adaptsLicence, adaptsUrl: draft.adaptsUrl };
  await scope.tx
    .updateTable('libraryVersion')
    .set({
      ...rowOf({ ...said, ...adapts, visibility: said.visibility === 'school' ? narrowest(item) : said.visibility }),
      changedAt: sql<Date>`clock_timestamp()`,
    })
    .where('itemId', '=', item.id)
    .where('number', '=', draft.number)
    .execute();
  if (item.publishedNumber === null)
    await scope.tx.updateTable('libraryItem').set({ title: said.title }).where('id', '=', item.id).execute();
  const { title, kind, licence, visibility } = said;
  await appendItemEvent(scope, item, {
    verb: 'change',
    subject: 'library_version',
    subjectId: item.id,
    after: { title, kind, licence, visibility },
  });
}

/** A version's own words as a row takes them. */
function rowOf(said: VersionSaid) {
  const { authors, competencies, phases, ...plain } = said;
  return { ...plain, competencies: [...competencies], phases: [...phases], authors: JSON.stringify(authors) };
}

/** Throws a draft away; an item of which nothing was published goes with it. Answers the files whose bytes nobody needs any more. */
export async function dropDraft(scope: Scope, slug: string): Promise<{ itemId: string; fileIds: string[]; isItemGone: boolean }> {
  const { tx } = scope;
  const { item, draft } = await draftToKeep(scope, slug);
  if (!mayKeepItem(scope.actor, item)) throw forbidden('change this item');
  const own = await tx
    .selectFrom('libraryFile as f')
    .select(['f.id', 'f.previews'])
    .where('f.itemId', '=', item.id)
    .where('f.number', '=', draft.number)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('libraryFile as o')
            .select('o.id')
            .where('o.itemId', '=', item.id)
            .whereRef('o.id', '=', 'f.id')
            .where('o.number', '<>', draft.number),
        ),
      ),
    )
    .execute();
  const isItemGone = item.publishedNumber === null;
  if (isItemGone) await tx.deleteFrom('libraryItem').where('id', '=', item.id).execute();
  else await tx.deleteFrom('libraryVersion').where('itemId', '=', item.id).where('number', '=', draft.number).execute();
  await appendItemEvent(scope, item, {
    verb: 'drop',
    subject: 'library_version',
    subjectId: item.id,
    before: { title: draft.title, version: draft.number },
  });
  return { itemId: item.id, fileIds: own.flatMap(({ id, previews }) => [id, ...previews]), isItemGone };
}

/** Takes an item back from everybody but its keepers, with a reason that readers of its address see. Its versions and files are closed at once. Answers the item's id, so that whoever uses it is told. */
export async function withdrawItem(scope: Scope, slug: string, reason: string): Promise<string> {
  const item = await itemNamed(scope, slug);
  if (!mayWithdrawItem(scope.actor, item)) throw forbidden('withdraw this item');
  if (item.publishedNumber === null) throw conflict('Nothing of this item is published. Throw the draft away instead.');
  if (item.withdrawnAt !== null) return item.id;
  await scope.tx.updateTable('libraryItem').set({ withdrawnAt: new Date(), withdrawnReason: reason }).where('id', '=', item.id).execute();
  await appendItemEvent(scope, item, { verb: 'withdraw', subject: 'library_item', subjectId: item.id, after: { reason } });
  await publish(scope);
  return item.id;
}

/**
 * Removes the sample's items on the shelf acted for, the collaborative's or a school's. Answers the ids of all items there that go, also of those that go with their school, for the bytes
 * of their files.
 */
export async function removeSampleItems(scope: Scope): Promise<string[]> {
  const { actor, tx } = scope;
  if (!mayRemoveSampleItems(actor)) throw forbidden('remove the sample');
  const schoolId = actor.school?.id ?? null;
  const going = await tx
    .selectFrom('libraryItem')
    .select('id')
    .where('forSchoolId', 'is not distinct from', schoolId)
    .$if(schoolId === null, (those) => those.where('isSample', '=', true))
    .execute();
  await tx.deleteFrom('libraryItem').where('forSchoolId', 'is not distinct from', schoolId).where('isSample', '=', true).execute();
  if (going.length > 0)
    await appendEvent(scope, { verb: 'remove', subject: 'library_item', subjectId: null, before: { items: going.length } });
  return going.map(({ id }) => id);
}
