import { sql } from 'kysely';
import { competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { assertMayChange, assertMayKeepLists, changedMeanwhile, keywordCount } from './draft.server.ts';
import { starterKeywords } from './starter-keywords.ts';

/** Where a version of a list stands in addresses. */
export type ListAddress = { readonly slug: string; readonly version: number };

/** Puts the starter list into the collaborative's keyword lists and makes it the current one where there is none. Doing it again changes nothing. */
export async function keepStarterList(scope: Scope): Promise<void> {
  const { tx } = scope;
  await assertMayKeepLists(scope);
  const kept = await tx
    .selectFrom('keywordList')
    .select('id')
    .where((is) => is.or([is('isCurrent', '=', true), is('name', '=', starterKeywords.name)]))
    .executeTakeFirst();
  if (kept) return;
  const { name, note, terms } = starterKeywords;
  const { id } = await insertList(scope, { name, note, version: 1, slug: await slugFor(scope, name) });
  const competencyOf = new Map(
    (await competenciesOf(scope, await currentVersionId(scope))).map((competency) => [competency.code, competency.id]),
  );
  const keywords = terms.flatMap(({ phrase, competency }, position) => {
    const competencyId = competencyOf.get(competency);
    return competencyId ? [{ keywordListId: id, phrase, competencyId, position }] : [];
  });
  if (keywords.length) await tx.insertInto('keyword').values(keywords).execute();
  await tx
    .updateTable('keywordList')
    .set({ status: 'adopted', isCurrent: true, adoptedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
  await appendEvent(scope, { verb: 'keep', subject: 'keyword_list', subjectId: id, after: { name, keywords: keywords.length } });
}

/** Begins a list: version 1, a draft without words. Conflict when a list has this name. */
export async function beginList(scope: Scope, { name, note }: { name: string; note: string }): Promise<ListAddress> {
  await assertMayKeepLists(scope);
  const same = await scope.tx.selectFrom('keywordList').select('id').where('name', '=', name).executeTakeFirst();
  if (same) throw conflict(`There is a list called ${name} already. Choose another name, or begin that list’s next version.`);
  const slug = await slugFor(scope, name);
  const { id } = await insertList(scope, { name, note, version: 1, slug });
  await appendEvent(scope, { verb: 'begin', subject: 'keyword_list', subjectId: id, after: { name } });
  return { slug, version: 1 };
}

/** Begins a list's next version as a copy of this one; its keywords stay themselves. Conflict while the list has a draft. */
export async function beginVersion(scope: Scope, listId: string): Promise<ListAddress> {
  const { tx } = scope;
  await assertMayKeepLists(scope);
  const list = await tx.selectFrom('keywordList').selectAll().where('id', '=', listId).executeTakeFirst();
  if (!list) throw missing('This keyword list');
  const { name, note, slug, negationBefore, negationAfter, negationWindow } = list;
  const versions = await tx.selectFrom('keywordList').select(['version', 'status']).where('slug', '=', slug).execute();
  const draft = versions.find(({ status }) => status === 'draft');
  if (draft) throw conflict(`Version ${draft.version} of ${name} is being written already. Change that draft, or discard it.`);
  const version = Math.max(...versions.map((each) => each.version)) + 1;
  const { id } = await insertList(scope, { name, note, slug, version, negationBefore, negationAfter, negationWindow });
  await sql`insert into keyword (keyword_list_id, stable_id, phrase, competency_id, position, synonyms, exclusions, context)
    select ${id}::uuid, stable_id, phrase, competency_id, position, synonyms, exclusions, context from keyword where keyword_list_id = ${listId}::uuid`.execute(
    tx,
  );
  await appendEvent(scope, { verb: 'copy', subject: 'keyword_list', subjectId: id, after: { name, version, from: list.version } });
  return { slug, version };
}

/**
 * Adopts a draft, which never changes again, and puts it into use: every school scans with it, except in rounds, which keep the list that they began with.
 * Conflict when the draft has no keyword, or changed since `seen`.
 */
export async function adoptList(scope: Scope, { listId, seen }: { listId: string; seen: Date }): Promise<void> {
  const { tx } = scope;
  const draft = await assertMayChange(scope, listId);
  if (seen.getTime() !== draft.changedAt.getTime()) throw changedMeanwhile('this draft');
  const { keywords } = await keywordCount(scope, listId);
  if (keywords === 0) throw conflict('This draft has no keyword yet. Add the first, then adopt it.');
  await tx.updateTable('keywordList').set({ isCurrent: false }).where('isCurrent', '=', true).execute();
  await tx
    .updateTable('keywordList')
    .set({ status: 'adopted', isCurrent: true, adoptedAt: sql<Date>`now()` })
    .where('id', '=', listId)
    .execute();
  await appendEvent(scope, {
    verb: 'adopt',
    subject: 'keyword_list',
    subjectId: listId,
    after: { name: draft.name, version: draft.version, keywords },
  });
}

/** Puts an adopted version into use in the place of the one that is. */
export async function putIntoUse(scope: Scope, listId: string): Promise<void> {
  const { tx } = scope;
  await assertMayKeepLists(scope);
  const list = await tx.selectFrom('keywordList').selectAll().where('id', '=', listId).executeTakeFirst();
  if (!list) throw missing('This keyword list');
  if (list.status === 'draft') throw conflict('A draft is in use once it is adopted.');
  if (list.isCurrent) return;
  await tx.updateTable('keywordList').set({ isCurrent: false }).where('isCurrent', '=', true).execute();
  await tx.updateTable('keywordList').set({ isCurrent: true }).where('id', '=', listId).execute();
  await appendEvent(scope, { verb: 'use', subject: 'keyword_list', subjectId: listId, after: { name: list.name, version: list.version } });
}

/** Throws a draft away; its words stay in the event. */
export async function discardDraft(scope: Scope, listId: string): Promise<void> {
  const draft = await assertMayChange(scope, listId);
  const words = await scope.tx
    .selectFrom('keyword')
    .select(['phrase', 'synonyms', 'exclusions', 'context'])
    .where('keywordListId', '=', listId)
    .execute();
  await scope.tx.deleteFrom('keywordList').where('id', '=', listId).execute();
  await appendEvent(scope, {
    verb: 'discard',
    subject: 'keyword_list',
    subjectId: listId,
    before: { name: draft.name, version: draft.version, keywords: words },
  });
}

async function insertList(
  { tx }: Scope,
  values: {
    name: string;
    note: string;
    slug: string;
    version: number;
    negationBefore?: string[];
    negationAfter?: string[];
    negationWindow?: number;
  },
): Promise<{ id: string }> {
  return tx.insertInto('keywordList').values(values).returning('id').executeTakeFirstOrThrow();
}

async function slugFor({ tx }: Scope, name: string): Promise<string> {
  const taken = await tx.selectFrom('keywordList').select('slug').distinct().execute();
  return freeSlug(
    name,
    taken.map(({ slug }) => slug),
    'keywords',
  );
}
