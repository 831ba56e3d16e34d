import { sql } from 'kysely';
import { competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { freeSlug } from '#app/modules/competencies/slug.ts';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepKeywords } from '../rules.ts';
import { listProblem } from './instrument.ts';
import type { KeywordWords } from './keyword-list.ts';
import { type AboutVersion, mostKeywords } from './schema.ts';
import { starterKeywords } from './starter-keywords.ts';

/** What a person says of a keyword: its words, and the competency that it proposes. */
type KeywordSaid = KeywordWords & { readonly competencyId: string };
/** Where a version of a list stands in addresses. */
export type ListAddress = { readonly slug: string; readonly version: number };

/** Puts the starter list into the collaborative's keyword lists and makes it the current one where there is none. Doing it again changes nothing. */
export async function keepStarterList(scope: Scope): Promise<void> {
  const { tx } = scope;
  await keepingLists(scope);
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
  await keepingLists(scope);
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
  await keepingLists(scope);
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

/** Changes what a draft says of itself and its negation. Conflict when somebody changed the draft since `seen`. */
export async function keepAbout(scope: Scope, { listId, said }: { listId: string; said: AboutVersion }): Promise<void> {
  const draft = await draftForChange(scope, listId);
  if (said.seen && said.seen.getTime() !== draft.changedAt.getTime()) throw changedMeanwhile('this draft');
  const { note, before, after, window } = said;
  await scope.tx
    .updateTable('keywordList')
    .set({ note, negationBefore: before, negationAfter: after, negationWindow: window })
    .where('id', '=', listId)
    .execute();
  await assertFits(scope, listId);
  await changed(scope, { draft, verb: 'describe', after: { note, negationBefore: before, negationAfter: after, negationWindow: window } });
}

/** Adds a keyword to a draft. Invalid when the draft is full, or has this phrase for the competency already. */
export async function addKeyword(scope: Scope, { listId, said }: { listId: string; said: KeywordSaid }): Promise<void> {
  const draft = await draftForChange(scope, listId);
  await insertKeywords(scope, draft, [said]);
}

/** Adds several keywords of one competency to a draft, all or none. Invalid as for one. */
export async function addKeywords(
  scope: Scope,
  { listId, competencyId, lines }: { listId: string; competencyId: string; lines: readonly Pick<KeywordWords, 'phrase' | 'synonyms'>[] },
): Promise<void> {
  const draft = await draftForChange(scope, listId);
  const said = lines.map((line) => ({ ...line, competencyId, exclusions: [], context: [] }));
  await insertKeywords(scope, draft, said);
}

/**
 * Changes a keyword of a draft. One that proposes another competency is another keyword: what was answered of it in earlier versions is asked anew.
 * Conflict when somebody changed it since `seen`; missing when it is gone.
 */
export async function keepKeyword(
  scope: Scope,
  { listId, keywordId, said, seen }: { listId: string; keywordId: string; said: KeywordSaid; seen?: Date },
): Promise<void> {
  const { tx } = scope;
  const draft = await draftForChange(scope, listId);
  const before = await keywordForChange(scope, { listId, keywordId, seen });
  const stableIds = await assertNew(scope, listId, [{ ...said, keywordId }]);
  const isItself = stableIds.get(said.competencyId) === before.competencyStableId;
  const words = wordsOf(said);
  await tx
    .updateTable('keyword')
    .set({ ...words, ...(isItself ? {} : { competencyId: said.competencyId, stableId: sql<string>`gen_random_uuid()` }) })
    .set({ changedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', keywordId)
    .execute();
  await assertFits(scope, listId);
  await changed(scope, { draft, verb: 'change', before: wordsOf(before), after: words });
}

/** Takes a keyword out of a draft. Conflict when somebody changed it since `seen`; missing when it is gone. */
export async function dropKeyword(
  scope: Scope,
  { listId, keywordId, seen }: { listId: string; keywordId: string; seen?: Date },
): Promise<void> {
  const draft = await draftForChange(scope, listId);
  const before = await keywordForChange(scope, { listId, keywordId, seen });
  await scope.tx.deleteFrom('keyword').where('id', '=', keywordId).execute();
  await changed(scope, { draft, verb: 'drop', before: wordsOf(before) });
}

/**
 * Adopts a draft, which never changes again, and puts it into use: every school scans with it, except in rounds, which keep the list that they began with.
 * Conflict when the draft has no keyword, or changed since `seen`.
 */
export async function adoptList(scope: Scope, { listId, seen }: { listId: string; seen: Date }): Promise<void> {
  const { tx } = scope;
  const draft = await draftForChange(scope, listId);
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
  await keepingLists(scope);
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
  const draft = await draftForChange(scope, listId);
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

/** Asks the rule and lets writers of keyword lists through one at a time. */
async function keepingLists({ actor, tx }: Scope): Promise<void> {
  if (!mayKeepKeywords(actor)) throw forbidden('keep the keyword list of the collaborative: its convener does');
  await sql`select pg_advisory_xact_lock(hashtextextended('keyword list', 0))`.execute(tx);
}

async function draftForChange(scope: Scope, listId: string) {
  await keepingLists(scope);
  const list = await scope.tx
    .selectFrom('keywordList')
    .select(['id', 'name', 'version', 'status', 'changedAt'])
    .where('id', '=', listId)
    .executeTakeFirst();
  if (!list) throw missing('This keyword list');
  if (list.status !== 'draft')
    throw conflict(`Version ${list.version} of ${list.name} is adopted and stays as it is. Begin its next version, then change that.`);
  return list;
}
type Draft = Awaited<ReturnType<typeof draftForChange>>;

function changedMeanwhile(what: string) {
  return conflict(
    `Somebody changed ${what} while you had it open. Open it again in another tab to see how it stands; what you wrote is still here.`,
  );
}

async function changed(
  scope: Scope,
  { draft, verb, before, after }: { draft: Draft; verb: string; before?: unknown; after?: unknown },
): Promise<void> {
  await scope.tx.updateTable('keywordList').set({ changedAt: sql<Date>`clock_timestamp()` }).where('id', '=', draft.id).execute();
  const of = { name: draft.name, version: draft.version };
  await appendEvent(scope, { verb, subject: 'keyword_list', subjectId: draft.id, before, after: { ...of, ...(after as object) } });
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
  );
}

async function insertKeywords(scope: Scope, draft: Draft, said: readonly KeywordSaid[]): Promise<void> {
  const { keywords, last } = await keywordCount(scope, draft.id);
  if (keywords + said.length > mostKeywords)
    throw invalid(`A list has at most ${mostKeywords} keywords. This one has ${keywords}; take some out, or begin another list.`);
  await assertNew(scope, draft.id, said);
  const values = said.map((each, at) => ({
    ...wordsOf(each),
    competencyId: each.competencyId,
    keywordListId: draft.id,
    position: last + 1 + at,
  }));
  await scope.tx.insertInto('keyword').values(values).execute();
  await assertFits(scope, draft.id);
  await changed(scope, { draft, verb: 'add', after: { added: values.map(wordsOf) } });
}

async function keywordCount({ tx }: Scope, listId: string): Promise<{ keywords: number; last: number }> {
  return tx
    .selectFrom('keyword')
    .select(({ fn }) => fn.countAll<number>().as('keywords'))
    .select(sql<number>`coalesce(max(position), -1)::int`.as('last'))
    .where('keywordListId', '=', listId)
    .executeTakeFirstOrThrow();
}

/** Refuses a competency that is not of the current framework version, and a phrase that the list has for it already, among those said too. Answers the competencies' stable ids. */
async function assertNew(
  scope: Scope,
  listId: string,
  said: readonly { phrase: string; competencyId: string; keywordId?: string }[],
): Promise<ReadonlyMap<string, string>> {
  const competencies = new Map((await competenciesOf(scope, await currentVersionId(scope))).map(({ id, stableId }) => [id, stableId]));
  const kept = await keywordsOf(scope, listId).execute();
  const keywordOf = new Map(kept.map((each) => [`${each.competencyStableId} ${each.phrase.toLowerCase()}`, each.id]));
  for (const { phrase, competencyId, keywordId } of said) {
    if (!competencies.has(competencyId)) throw missing('This competency');
    const key = `${competencies.get(competencyId)} ${phrase.toLowerCase()}`;
    const same = keywordOf.get(key);
    if (same !== undefined && same !== keywordId) throw invalid(`The list has “${phrase}” for this competency already.`);
    keywordOf.set(key, keywordId ?? '');
  }
  return competencies;
}

/** Refuses what was just written when no scanner could be made of the list. */
async function assertFits(scope: Scope, listId: string): Promise<void> {
  const { negationBefore, negationAfter, negationWindow } = await scope.tx
    .selectFrom('keywordList')
    .select(['negationBefore', 'negationAfter', 'negationWindow'])
    .where('id', '=', listId)
    .executeTakeFirstOrThrow();
  const negation = { before: negationBefore, after: negationAfter, window: negationWindow };
  const problem = listProblem(await keywordsOf(scope, listId).execute(), negation);
  if (problem !== null) throw invalid(problem);
}

function keywordsOf({ tx }: Scope, listId: string) {
  return tx
    .selectFrom('keyword')
    .innerJoin('frameworkItem', 'frameworkItem.id', 'keyword.competencyId')
    .selectAll('keyword')
    .select('frameworkItem.stableId as competencyStableId')
    .where('keywordListId', '=', listId);
}

async function keywordForChange(scope: Scope, { listId, keywordId, seen }: { listId: string; keywordId: string; seen?: Date }) {
  const keyword = await keywordsOf(scope, listId).where('keyword.id', '=', keywordId).executeTakeFirst();
  if (!keyword) throw missing('This keyword');
  if (seen && seen.getTime() !== keyword.changedAt.getTime()) throw changedMeanwhile(`“${keyword.phrase}”`);
  return keyword;
}

function wordsOf({ phrase, synonyms, exclusions, context }: KeywordWords) {
  return { phrase, synonyms: [...synonyms], exclusions: [...exclusions], context: [...context] };
}
