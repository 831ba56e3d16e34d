import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Tables } from '#app/platform/tables.ts';
import { findTerm, knownMethods } from '../method-vocabulary.ts';
import type { YearGround } from '../queries.server.ts';
import { mayViewCurriculum } from '../rules.ts';
import type { PhasedCourse } from './course-queries.server.ts';
import type { ActivitySearch } from './schema.ts';

/** What a list asks of an activity, as PostgreSQL is asked it. */
export type Condition = (eb: ExpressionBuilder<Tables, 'activity'>) => Expression<SqlBool>;
/** Where the words of a search stand: in the title as typed, in title or text in one of their forms, in an objective (its text). */
export type FoundWhere = { readonly inTitle: boolean; readonly inText: boolean; readonly objective: string | null };

/** Words that stand in more texts, or in the objectives of more activities, than this narrow nothing; then titles alone are searched, and the list says so. */
const tooCommon = 5_000;

/**
 * What the search asks of an activity. Course, phase and requirement are asked of one place: an activity required here and elective there is not "elective
 * here". `isTooCommon`: the words stand in so many texts or objectives that those were left out. A course or phase that the school does not have is missing.
 */
export async function conditionOf(
  scope: Scope,
  search: ActivitySearch,
  { school, year, courses, phases }: YearGround & { courses: readonly PhasedCourse[] },
): Promise<{ isFound: Condition; isTooCommon: boolean }> {
  const { q, requirement, phase, course } = search;
  if (course !== undefined && !courses.some(({ id }) => id === course)) throw missing('This course');
  const isColumn = phase === undefined || ['spans', 'none', 'unplaced'].includes(phase);
  if (!isColumn && !phases.some(({ id }) => id === phase)) throw missing('This phase');
  const courseIds = courses
    .filter((each) => course === undefined || each.id === course)
    .filter((each) => phase === undefined || (each.phase ?? 'none') === phase)
    .map(({ id }) => id);
  const { saying, isTooCommon } = q === undefined || year === null ? nothing : await activitiesSaying(scope, year, asKept(q));
  return {
    isTooCommon,
    isFound: (eb) => {
      const parts: Expression<SqlBool>[] = [
        eb('activity.schoolId', '=', school.id),
        eb('activity.year', '=', year),
        eb('activity.removedAt', 'is', null),
      ];
      if (q !== undefined) {
        const inTitle = sql<SqlBool>`activity.title_folded like '%' || lower(${literal(q)}) || '%'`;
        parts.push(saying.length === 0 ? inTitle : eb.or([inTitle, eb('activity.id', '=', eb.fn.any(eb.val(saying)))]));
      }
      parts.push(...ownConditions(search));
      const placed = eb
        .selectFrom('placement')
        .innerJoin('course', (join) =>
          join.onRef('course.schoolId', '=', 'placement.schoolId').onRef('course.id', '=', 'placement.courseId'),
        )
        .select(sql`1`.as('one'))
        .whereRef('placement.schoolId', '=', 'activity.schoolId')
        .whereRef('placement.activityId', '=', 'activity.id')
        .where('course.removedAt', 'is', null);
      if (course === undefined && phase === undefined && requirement === undefined) return eb.and(parts);
      const here = placed.where((place) => place('course.id', '=', place.fn.any(place.val(courseIds))));
      const isHere = eb.exists(requirement === undefined ? here : here.where(requirementIs[requirement]));
      const isUnplaced = eb.not(eb.exists(placed));
      // What stands in no course has no requirement that anybody stated.
      if (phase === 'unplaced') parts.push(requirement === undefined || requirement === 'unknown' ? isUnplaced : eb.lit(false));
      else if (course === undefined && phase === undefined && requirement === 'unknown') parts.push(eb.or([isHere, isUnplaced]));
      else parts.push(isHere);
      return eb.and(parts);
    },
  };
}

/** What the search asks of the activity itself, wherever it stands. */
function ownConditions({ minutes, method, came, linked, same }: ActivitySearch): Expression<SqlBool>[] {
  const asked: (Expression<SqlBool> | undefined)[] = [
    minutes && minutesAre[minutes],
    method === undefined ? undefined : methodIs(method),
    came && sql<SqlBool>`activity.came_by = ${came}`,
    linked && (linked === 'yes' ? isLinked : sql<SqlBool>`not ${isLinked}`),
    same && hasDuplicate,
  ];
  return asked.filter((each) => each !== undefined);
}

const minutesAre = {
  unknown: sql<SqlBool>`activity.learner_minutes is null`,
  zero: sql<SqlBool>`activity.learner_minutes = 0`,
  long: sql<SqlBool>`activity.learner_minutes > ${sql.lit(24 * 60)}`,
};
const isLinked = sql<SqlBool>`exists (select from competency_link l where l.school_id = activity.school_id and l.activity_id = activity.id)`;
/** Another activity of the same title stands in one of its courses. */
const hasDuplicate = sql<SqlBool>`exists (select from placement p join placement o on o.school_id = p.school_id and o.course_id = p.course_id and o.activity_id <> p.activity_id
  join activity b on b.school_id = o.school_id and b.id = o.activity_id and b.removed_at is null
  join course c on c.school_id = p.school_id and c.id = p.course_id and c.removed_at is null
  where p.school_id = activity.school_id and p.activity_id = activity.id and b.title_folded = activity.title_folded)`;

function methodIs(method: string): Expression<SqlBool> {
  const methods = sql`select from activity_method m where m.school_id = activity.school_id and m.activity_id = activity.id`;
  if (method === 'none') return sql<SqlBool>`not exists (${methods})`;
  if (method === 'other') return sql<SqlBool>`exists (${methods} and lower(m.code) <> all(${[...knownMethods]}))`;
  const term = findTerm('instruction', method) ?? findTerm('assessment', method);
  const words = term ? [term.code, term.name] : [method];
  return sql<SqlBool>`exists (${methods} and lower(m.code) = any(${words.map((word) => word.toLowerCase())}))`;
}

/** `requirementOf` in SQL, for a place and its course. */
const requirementIs = {
  required: sql<SqlBool>`course.requirement = 'required' and placement.is_required`,
  'required-in-track': sql<SqlBool>`course.requirement = 'required-in-track' and placement.is_required`,
  elective: sql<SqlBool>`(course.requirement = 'elective' or not placement.is_required)`,
  unknown: sql<SqlBool>`(course.requirement is null or placement.is_required is null)
    and course.requirement is distinct from 'elective' and placement.is_required is distinct from false`,
};

function literal(words: string): string {
  return words.replace(/[\\%_]/g, '\\$&');
}

/** Words as they are kept for searching: a typographic apostrophe is an apostrophe. */
function asKept(words: string): string {
  return words.replaceAll('’', "'");
}

const nothing = { saying: [] as string[], isTooCommon: false };

/** The activities of a year whose text or objectives say the words in one of their forms; those that stand everywhere are left out. */
async function activitiesSaying({ tx }: Scope, year: string, q: string): Promise<typeof nothing> {
  const { rows } = await sql<{ ids: string[] | null }>`select case when cardinality(ids) <= ${tooCommon} then ids end as ids from (
    select array(select activities_saying(${q}, ${year}, ${tooCommon + 1})) as ids
    union all select array(select activities_with_objective_saying(${q}, ${year}, ${tooCommon + 1}))) each`.execute(tx);
  return { saying: [...new Set(rows.flatMap(({ ids }) => ids ?? []))], isTooCommon: rows.some(({ ids }) => ids === null) };
}

/** Where the words stand in each of these activities; what stands in the title is not looked for elsewhere. */
export async function foundWhere({ actor, tx }: Scope, ids: readonly string[], q: string): Promise<ReadonlyMap<string, FoundWhere>> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const { rows } = await sql<
    FoundWhere & { id: string }
  >`with page as materialized (select id, words, title_folded like '%' || lower(${literal(q)}) || '%' as in_title
      from activity where school_id = ${ownSchool(actor).id} and id = any(${[...ids]}))
    select id, in_title, not in_title and words @@ websearch_to_tsquery('english', ${asKept(q)}) as in_text, case when not in_title then
      (select o.text from activity_objective ao join objective o on o.school_id = ao.school_id and o.id = ao.objective_id
        where ao.school_id = ${ownSchool(actor).id} and ao.activity_id = page.id and o.words @@ websearch_to_tsquery('english', ${asKept(q)}) order by o.text limit 1) end as objective
    from page`.execute(tx);
  return new Map(rows.map(({ id, ...found }) => [id, found]));
}
