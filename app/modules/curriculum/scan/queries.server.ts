import type { NotNull } from 'kysely';
import { currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { activitiesOfYear, curriculumYears, mappedVersion, yearOrNewest } from '../queries.server.ts';
import { openRound, type Round } from '../rounds/queries.server.ts';
import { mayViewCurriculum } from '../rules.ts';

/** A keyword with the competency that it proposes. */
export type Keyword = {
  readonly id: string;
  readonly phrase: string;
  readonly competencyId: string;
  readonly code: string;
  readonly shortTitle: string;
};
/** A keyword list in the order of the framework, then its own. */
export type KeywordList = { readonly name: string; readonly version: number; readonly note: string; readonly keywords: readonly Keyword[] };

/**
 * The keyword list that every school uses now; null when there is none. Each keyword proposes the competency of the framework version
 * that the school maps against (without a school: the current one) that carries on its own; a keyword whose competency was dropped proposes nothing and is left out.
 */
export async function currentKeywordList(scope: Scope): Promise<KeywordList | null> {
  const { actor, tx } = scope;
  const list = await tx.selectFrom('keywordList').select('id').where('isCurrent', '=', true).executeTakeFirst();
  if (!list) return null;
  const frameworkVersionId = actor.school ? (await mappedVersion(scope)).id : await currentVersionId(scope);
  return keywordListOf(scope, { keywordListId: list.id, frameworkVersionId });
}

/** A keyword list against a framework version, as a round names both. Keywords whose competency that version does not carry on are left out. */
export async function keywordListOf(
  { tx }: Scope,
  { keywordListId, frameworkVersionId }: Pick<Round, 'keywordListId' | 'frameworkVersionId'>,
): Promise<KeywordList> {
  const list = await tx
    .selectFrom('keywordList')
    .select(['id', 'name', 'version', 'note'])
    .where('id', '=', keywordListId)
    .executeTakeFirstOrThrow();
  const keywords = await tx
    .selectFrom('keyword')
    .innerJoin('frameworkItem as named', 'named.id', 'keyword.competencyId')
    .innerJoin('frameworkItem as competency', 'competency.stableId', 'named.stableId')
    .select(['keyword.id', 'keyword.phrase', 'competency.id as competencyId', 'competency.code', 'competency.title as shortTitle'])
    .$narrowType<{ code: NotNull }>()
    .where('keyword.keywordListId', '=', list.id)
    .where('competency.frameworkVersionId', '=', frameworkVersionId)
    .orderBy('competency.position')
    .orderBy('keyword.position')
    .execute();
  return { name: list.name, version: list.version, note: list.note, keywords };
}

/** What a scan found, as its event keeps it. */
export type ScanCounts = { readonly activities: number; readonly hits: number; readonly byKeyword: Readonly<Record<string, number>> };

/** What the scan page shows: the open round of the year with its list (without one the current list), the years, how many activities there are to read, the last scan, and the hits of each keyword by answer. */
export async function scanOverview(scope: Scope, asked: string | undefined) {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const school = ownSchool(actor);
  const years = await curriculumYears(scope);
  const year = await yearOrNewest(scope, asked);
  const round = year === null ? null : await openRound(scope, { year });
  const list = round ? await keywordListOf(scope, round) : await currentKeywordList(scope);
  if (year === null) return { school, years, year, round, list, activities: 0, lastScan: null, counts: [] };
  const activities = await activitiesOfYear(scope, year);
  const scan = await tx
    .selectFrom('schoolEvent')
    .select(['at', 'after'])
    .where('schoolId', '=', school.id)
    .where('subject', '=', 'curriculum_year')
    .where('subjectId', '=', year)
    .where('verb', '=', 'scan')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const counts = await tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .select(['hit.keywordId', ({ fn }) => fn.countAll<number>().as('hits')])
    .select(({ fn }) => fn.countAll<number>().filterWhere('hit.answer', 'is', null).as('open'))
    .select(({ fn }) => fn.countAll<number>().filterWhere('hit.answer', '=', 'accepted').as('accepted'))
    .where('hit.schoolId', '=', school.id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .groupBy('hit.keywordId')
    .execute();
  return { school, years, year, round, list, activities, lastScan: scan ? { at: scan.at, ...(scan.after as ScanCounts) } : null, counts };
}
