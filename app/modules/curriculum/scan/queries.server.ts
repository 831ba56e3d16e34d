import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { listTitle } from '../keywords/keyword-list.ts';
import { currentKeywordList, keywordListOf } from '../keywords/queries.server.ts';
import { activitiesOfYear, curriculumYears, yearOrNewest } from '../queries.server.ts';
import { openRound } from '../rounds/queries.server.ts';
import { mayViewCurriculum } from '../rules.ts';

/** What a scan found, as its event keeps it. */
export type ScanCounts = { readonly activities: number; readonly hits: number; readonly byKeyword: Readonly<Record<string, number>> };
type KeptScan = ScanCounts & { readonly keywordList: string };

/** What the scan page shows: the open round of the year with its list (without one the current list), the years, how many activities there are to read, the last scan, and the hits of each keyword (by its stable id, whatever version found them) by answer. `isOfList`: the last scan was with this list. */
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
    .innerJoin('keyword', 'keyword.id', 'hit.keywordId')
    .select(['keyword.stableId', ({ fn }) => fn.countAll<number>().as('hits')])
    .select(({ fn }) => fn.countAll<number>().filterWhere('hit.answer', 'is', null).as('open'))
    .select(({ fn }) => fn.countAll<number>().filterWhere('hit.answer', '=', 'accepted').as('accepted'))
    .where('hit.schoolId', '=', school.id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .groupBy('keyword.stableId')
    .execute();
  const kept = scan?.after as KeptScan | undefined;
  const lastScan = scan && kept ? { ...kept, at: scan.at, isOfList: list !== null && kept.keywordList === listTitle(list) } : null;
  return { school, years, year, round, list, activities, lastScan, counts };
}
