import { type NotNull, sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import { activityFaces, mappedVersion, type PlaceInCourse, placesInCourses, type YearGround, yearGround } from '../queries.server.ts';
import { type PhasedCourse, phasedCourses } from './course-queries.server.ts';
import { type ActivitySearch, pageSize } from './schema.ts';
import { type Condition, conditionOf, type FoundWhere, foundWhere } from './search-queries.server.ts';

/** A method of an activity: by its code, with the name that the file gives it. */
export type Method = {
  readonly kind: 'instruction' | 'assessment';
  readonly code: string;
  readonly name: string | null;
  readonly purpose: 'formative' | 'summative' | null;
};
/** A confirmed link of an activity: the competency's code in the current framework, how far the activity goes, how fully it addresses it. */
export type ListedLink = { readonly code: string; readonly level: string; readonly extent: string };
/** An activity as a list shows it. Minutes that nobody stated are null; 0 is a stated zero. */
export type ListedActivity = {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  readonly learnerMinutes: number | null;
  readonly deliveredMinutes: number | null;
  /** The most of an estimate, whose least the minutes are then; null: they are exact, or unknown. */
  readonly learnerMinutesMost: number | null;
  readonly deliveredMinutesMost: number | null;
  /** How an estimate is known and who said so. */
  readonly estimateSource: string | null;
  readonly estimateBy: string | null;
  /** To how many groups the same hour is given; null: not said. */
  readonly groups: number | null;
  readonly places: readonly PlaceInCourse[];
  readonly methods: readonly Method[];
  readonly links: readonly ListedLink[];
  /** Where the words that were asked for stand; nothing when none were. */
  readonly found?: FoundWhere;
};
/** A page of a year's activities; `courses` are those that the filter offers. */
export type ActivityList = YearGround & {
  readonly courses: readonly PhasedCourse[];
  readonly total: number;
  /** The page shown: the last one when the address asks for one behind it. */
  readonly page: number;
  readonly activities: readonly ListedActivity[];
  /** The words stand in so many texts or objectives that only titles were searched. */
  readonly isTooCommon: boolean;
};

/** One page of the activities that the search names, and how many there are in all. A course or phase that the school does not have is missing. */
export async function activityList(scope: Scope, search: ActivitySearch): Promise<ActivityList> {
  const { year, ...ground } = await yearGround(scope, search.year);
  if (year === null) return { ...ground, year, courses: [], total: 0, page: 1, activities: [], isTooCommon: false };
  const courses = await phasedCourses(scope, year);
  const { isFound, isTooCommon } = await conditionOf(scope, search, { ...ground, year, courses });
  // The count and every page of it can be read from one index; PostgreSQL's default takes a page of an index for a turn of a disk and reads every row instead.
  await sql`select set_config('random_page_cost', '1.1', true)`.execute(scope.tx);
  const { total } = await found(scope, isFound)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(search.page, total, pageSize);
  const ids = await idsOfPage(scope, { ...search, page }, { isFound, total });
  const activities = await listed(scope, year, ids);
  if (search.q === undefined) return { ...ground, year, courses, total, page, activities, isTooCommon };
  const places = await foundWhere(scope, ids, search.q);
  return {
    ...ground,
    year,
    courses,
    total,
    page,
    activities: activities.map((each) => ({ ...each, found: places.get(each.id) })),
    isTooCommon,
  };
}

/** The ids of every activity that the search names, in its order. */
export async function everyId(scope: Scope, search: ActivitySearch): Promise<string[]> {
  const { year, ...ground } = await yearGround(scope, search.year);
  if (year === null) return [];
  const { isFound } = await conditionOf(scope, search, { ...ground, year, courses: await phasedCourses(scope, year) });
  return (await ordered(found(scope, isFound), search.sort).select('activity.id').execute()).map(({ id }) => id);
}

/** Activities for a file: the ground that they stand on, and the rows a batch at a time. */
export type EveryActivity = YearGround & { readonly batches: AsyncIterable<ListedActivity[]> };

/** Every activity that the search names, in its order, whatever page it asks for. Read the batches inside the scope: no more than one is in memory. */
export async function everyActivity(scope: Scope, search: ActivitySearch): Promise<EveryActivity> {
  const { year, ...ground } = await yearGround(scope, search.year);
  if (year === null) return { ...ground, year, batches: batchesOf(scope, '', []) };
  const { isFound } = await conditionOf(scope, search, { ...ground, year, courses: await phasedCourses(scope, year) });
  const rows = await ordered(found(scope, isFound), search.sort).select('activity.id').execute();
  return { ...ground, year, batches: batchesOf(scope, year, rows) };
}

async function* batchesOf(scope: Scope, year: string, rows: readonly { id: string }[]) {
  for (let at = 0; at < rows.length; at += 2_000) {
    yield listed(
      scope,
      year,
      rows.slice(at, at + 2_000).map(({ id }) => id),
    );
  }
}

function found({ tx }: Scope, isFound: Condition) {
  return tx.selectFrom('activity').where(isFound);
}

type Found = ReturnType<typeof found>;

function ordered(query: Found, sort: ActivitySearch['sort'], isBackwards = false): Found {
  const direction = sort.startsWith('-') !== isBackwards ? 'desc' : 'asc';
  const byMinutes = sort.endsWith('minutes')
    ? query.orderBy('activity.learnerMinutes', (order) => {
        const directed = direction === 'asc' ? order.asc() : order.desc();
        return isBackwards ? directed.nullsFirst() : directed.nullsLast();
      })
    : query;
  return byMinutes.orderBy('activity.titleFolded', direction).orderBy('activity.id', direction);
}

/** A page behind the middle is read from the end: half the way at most. */
async function idsOfPage(scope: Scope, { page, sort }: ActivitySearch, { isFound, total }: { isFound: Condition; total: number }) {
  const first = (page - 1) * pageSize;
  const size = Math.min(pageSize, total - first);
  const isBackwards = first > total / 2;
  const rows = await ordered(found(scope, isFound), sort, isBackwards)
    .select('activity.id')
    .offset(isBackwards ? total - first - size : first)
    .limit(size)
    .execute();
  return (isBackwards ? rows.reverse() : rows).map(({ id }) => id);
}

async function listed(scope: Scope, year: string, ids: readonly string[]): Promise<ListedActivity[]> {
  const rows = await scope.tx
    .selectFrom('activity')
    .select(['id', 'sourceId', 'learnerMinutes', 'learnerMinutesMost', 'deliveredMinutes', 'deliveredMinutesMost'])
    .select(['estimateSource', 'estimateBy', 'groups'])
    .where('schoolId', '=', ownSchool(scope.actor).id)
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val([...ids]))))
    .execute();
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const faces = await activityFaces(scope, ids);
  const placesOf = Map.groupBy(await placesInCourses(scope, year, ids), ({ activityId }) => activityId);
  const linksOf = Map.groupBy(await currentLinks(scope, ids), ({ activityId }) => activityId);
  return ids.map((id) => ({
    ...rowOf.get(id)!,
    ...faces.get(id)!,
    places: placesOf.get(id) ?? [],
    links: (linksOf.get(id) ?? []).map(({ code, level, extent }) => ({ code, level, extent })),
  }));
}

/** The links of these activities to the framework version that the school maps against. */
async function currentLinks(scope: Scope, ids: readonly string[]) {
  const { id: versionId } = await mappedVersion(scope);
  return scope.tx
    .selectFrom('competencyLink')
    .innerJoin('frameworkItem as competency', 'competency.id', 'competencyLink.competencyId')
    .select(['competencyLink.activityId', 'competency.code', 'competencyLink.level', 'competencyLink.extent'])
    .$narrowType<{ code: NotNull }>()
    .where('competencyLink.schoolId', '=', ownSchool(scope.actor).id)
    .where('competency.frameworkVersionId', '=', versionId)
    .where(({ eb, val }) => eb('competencyLink.activityId', '=', eb.fn.any(val([...ids]))))
    .orderBy('competency.position')
    .execute();
}
