import { sql } from 'kysely';
import { competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { appendEvent } from '#app/platform/events.server.ts';
import { invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { assertMayChange, changedMeanwhile, type Draft, keywordCount } from './draft.server.ts';
import { listProblem } from './instrument.ts';
import type { KeywordWords } from './keyword-list.ts';
import { type AboutVersion, mostKeywords } from './schema.ts';

/** What a person says of a keyword: its words, and the competency that it proposes. */
type KeywordSaid = KeywordWords & { readonly competencyId: string };

/** Changes what a draft says of itself and its negation. Conflict when somebody changed the draft since `seen`. */
export async function keepAbout(scope: Scope, { listId, said }: { listId: string; said: AboutVersion }): Promise<void> {
  const draft = await assertMayChange(scope, listId);
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
  const draft = await assertMayChange(scope, listId);
  await insertKeywords(scope, draft, [said]);
}

/** Adds several keywords of one competency to a draft, all or none. Invalid as for one. */
export async function addKeywords(
  scope: Scope,
  { listId, competencyId, lines }: { listId: string; competencyId: string; lines: readonly Pick<KeywordWords, 'phrase' | 'synonyms'>[] },
): Promise<void> {
  const draft = await assertMayChange(scope, listId);
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
  const draft = await assertMayChange(scope, listId);
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
  const draft = await assertMayChange(scope, listId);
  const before = await keywordForChange(scope, { listId, keywordId, seen });
  await scope.tx.deleteFrom('keyword').where('id', '=', keywordId).execute();
  await changed(scope, { draft, verb: 'drop', before: wordsOf(before) });
}

async function changed(
  scope: Scope,
  { draft, verb, before, after }: { draft: Draft; verb: string; before?: unknown; after?: unknown },
): Promise<void> {
  await scope.tx.updateTable('keywordList').set({ changedAt: sql<Date>`clock_timestamp()` }).where('id', '=', draft.id).execute();
  const of = { name: draft.name, version: draft.version };
  await appendEvent(scope, { verb, subject: 'keyword_list', subjectId: draft.id, before, after: { ...of, ...(after as object) } });
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
