import type { NotNull } from 'kysely';
import { competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mappedVersion } from '../queries.server.ts';
import { mayKeepKeywords, mayTryKeywords, mayViewRounds } from '../rules.ts';
import { refuseAdopted } from './draft.server.ts';
import type { Keyword, KeywordList } from './keyword-list.ts';
import { listDifference } from './list-difference.ts';
import { VersionAddress } from './schema.ts';
import { writtenDifference } from './written.ts';

/**
 * The keyword list that every school uses now; null when there is none. Each keyword proposes the competency of the framework version
 * that the school maps against (without a school: the current one) that carries on its own; a keyword whose competency was dropped proposes nothing and is left out.
 */
export async function currentKeywordList(scope: Scope): Promise<KeywordList | null> {
  const list = await scope.tx.selectFrom('keywordList').select('id').where('isCurrent', '=', true).executeTakeFirst();
  return list ? keywordListHere(scope, list.id) : null;
}

/** A list against the framework version that the acting school maps against; without a school the current one. */
export async function keywordListHere(scope: Scope, keywordListId: string): Promise<KeywordList> {
  const frameworkVersionId = scope.actor.school ? (await mappedVersion(scope)).id : await currentVersionId(scope);
  return keywordListOf(scope, { keywordListId, frameworkVersionId });
}

/** A keyword list against a framework version, as a round names both. Keywords whose competency that version does not carry on are left out. */
export async function keywordListOf(
  { tx }: Scope,
  { keywordListId, frameworkVersionId }: { keywordListId: string; frameworkVersionId: string },
): Promise<KeywordList> {
  const { negationBefore, negationAfter, negationWindow, ...list } = await tx
    .selectFrom('keywordList')
    .select(['id', 'slug', 'name', 'version', 'note', 'status', 'isCurrent', 'negationBefore', 'negationAfter', 'negationWindow'])
    .where('id', '=', keywordListId)
    .executeTakeFirstOrThrow();
  const keywords: Keyword[] = await tx
    .selectFrom('keyword')
    .innerJoin('frameworkItem as named', 'named.id', 'keyword.competencyId')
    .innerJoin('frameworkItem as competency', 'competency.stableId', 'named.stableId')
    .select(['keyword.id', 'keyword.stableId', 'keyword.phrase', 'keyword.synonyms', 'keyword.exclusions', 'keyword.context'])
    .select(['competency.id as competencyId', 'competency.code', 'competency.title as shortTitle'])
    .$narrowType<{ code: NotNull }>()
    .where('keyword.keywordListId', '=', list.id)
    .where('competency.frameworkVersionId', '=', frameworkVersionId)
    .orderBy('competency.position')
    .orderBy('keyword.position')
    .execute();
  return { ...list, negation: { before: negationBefore, after: negationAfter, window: negationWindow }, keywords };
}

/** Every version of every list that the actor may see by name, the newest version first. */
export async function keywordLists(scope: Scope) {
  const { actor, tx } = scope;
  if (!mayViewRounds(actor)) throw forbidden('see keyword lists');
  return tx
    .selectFrom('keywordList')
    .select(['id', 'slug', 'name', 'version', 'status', 'isCurrent', 'adoptedAt'])
    .select(({ selectFrom }) =>
      selectFrom('keyword')
        .whereRef('keyword.keywordListId', '=', 'keywordList.id')
        .select(({ fn }) => fn.countAll<number>().as('keywords'))
        .as('keywords'),
    )
    .$if(!mayTryKeywords(actor), (query) => query.where('status', '=', 'adopted'))
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
}

/** The parts of a page's address that name a version, as they stand there. */
type Address = { readonly list: string; readonly version: string | number };

/** The version at an address, among all of its list, the newest first. Missing where there is none, and for whom a draft is not. */
async function versionAt({ actor, tx }: Scope, address: Address) {
  if (!mayViewRounds(actor)) throw forbidden('see keyword lists');
  const { list: slug, version } = addressed(VersionAddress, address, 'This keyword list');
  const versions = await tx
    .selectFrom('keywordList')
    .select(['id', 'version', 'status', 'changedAt', 'adoptedAt'])
    .where('slug', '=', slug)
    .orderBy('version', 'desc')
    .execute();
  const found = versions.find((each) => each.version === version);
  if (!found || (found.status === 'draft' && !mayTryKeywords(actor))) throw missing('This keyword list');
  return { found, versions };
}

/** The id of the version at an address, for the commands. Missing as for `versionOfList`. */
export async function listIdAt(scope: Scope, address: Address): Promise<string> {
  return (await versionAt(scope, address)).found.id;
}

/**
 * A version as its page shows it: the list, what its competencies no longer carry on, the adopted version before it, its list's draft, the rounds that use it, and
 * when it changed last. Missing where there is none, and a draft for whoever does not try keywords.
 */
export async function versionOfList(scope: Scope, address: Address) {
  const { actor, tx } = scope;
  const { found, versions } = await versionAt(scope, address);
  const list = await keywordListHere(scope, found.id);
  const here = list.keywords.map(({ id }) => id);
  const orphans = await tx
    .selectFrom('keyword')
    .innerJoin('frameworkItem', 'frameworkItem.id', 'keyword.competencyId')
    .select(['keyword.id', 'keyword.phrase', 'frameworkItem.code', 'frameworkItem.title'])
    .where('keyword.keywordListId', '=', list.id)
    .$if(here.length > 0, (query) => query.where('keyword.id', 'not in', here))
    .orderBy('keyword.position')
    .execute();
  const rounds = await tx
    .selectFrom('mappingRound')
    .select(['slug', 'title'])
    .where('keywordListId', '=', list.id)
    .where('status', '<>', 'draft')
    .orderBy('openedAt', 'desc')
    .execute();
  const before = versions.find((each) => each.version < found.version && each.status === 'adopted');
  const draft = versions.find(({ status }) => status === 'draft');
  return {
    list,
    orphans,
    rounds,
    before: before ?? null,
    draft: draft?.version ?? null,
    changedAt: found.changedAt,
    adoptedAt: found.adoptedAt,
    mayKeep: mayKeepKeywords(actor),
  };
}
export type VersionOfList = Awaited<ReturnType<typeof versionOfList>>;

/** A draft for a form that changes it. Forbidden for whoever does not keep lists; conflict once it is adopted, before anything is typed. */
export async function draftInForm(scope: Scope, address: Address): Promise<VersionOfList> {
  const version = await versionOfList(scope, address);
  if (!version.mayKeep) throw forbidden('change a keyword list: its convener does');
  refuseAdopted(version.list);
  return version;
}

/** A version with the adopted one before it, and how they differ; `earlier` and `difference` are null for a first version. */
export async function versionCompared(scope: Scope, address: Address) {
  const { list, before } = await versionOfList(scope, address);
  if (before === null) return { list, earlier: null, difference: null };
  const earlier = await keywordListHere(scope, before.id);
  return { list, earlier, difference: listDifference(earlier, list) };
}

/** The same for a file; missing for a first version. */
export async function differenceInFile(scope: Scope, address: Address) {
  const { list, earlier, difference } = await versionCompared(scope, address);
  if (difference === null) throw missing('An earlier version of this list');
  return writtenDifference(difference, { from: earlier, to: list });
}

/** The competencies that a keyword can propose: those of the current framework version. */
export async function competencyChoices(scope: Scope) {
  const competencies = await competenciesOf(scope, await currentVersionId(scope));
  return competencies.map(({ id, code, shortTitle }) => ({ value: id, label: `${code} ${shortTitle}` }));
}

/** A keyword of a version, as its form begins: `competencyId` is the one of the current framework version, null when that has none. Missing unless the version has it. */
export async function keywordInForm(scope: Scope, { listId, keywordId }: { listId: string; keywordId: string }) {
  const keyword = await scope.tx
    .selectFrom('keyword')
    .innerJoin('frameworkItem', 'frameworkItem.id', 'keyword.competencyId')
    .select(['keyword.id', 'phrase', 'synonyms', 'exclusions', 'context', 'keyword.changedAt', 'frameworkItem.stableId'])
    .where('keywordListId', '=', listId)
    .where('keyword.id', '=', keywordId)
    .executeTakeFirst();
  if (!keyword) throw missing('This keyword');
  const { stableId, ...words } = keyword;
  const competencies = await competenciesOf(scope, await currentVersionId(scope));
  return { ...words, competencyId: competencies.find((each) => each.stableId === stableId)?.id ?? null };
}
