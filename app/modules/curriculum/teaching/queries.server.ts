import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { rangeOf, sumOf } from '../minutes.ts';
import { mappedCompetencies, placesInCourses, yearGround } from '../queries.server.ts';
import { mayCorrect } from '../rules.ts';
import { longMinutes } from './teaching-plan.ts';
import { type EstimateKind, type Evidence, estimateKinds } from './words.ts';

/** A course about which the file cannot tell, or about which somebody answered; `groups` is said where one row holds the hours of all. */
export type GroupQuestion = {
  readonly id: string;
  readonly title: string;
  readonly teaching: 'each' | 'groups' | null;
  readonly groups: number | null;
  readonly evidence: readonly Evidence[];
};

/** The courses of a year of which it must be asked whether hours are given to groups, in the file's order: those without an answer, and those with one. */
export async function groupQuestions(scope: Scope, asked?: string) {
  const ground = await yearGround(scope, asked);
  const mayAnswer = mayCorrect(scope.actor);
  const none: readonly GroupQuestion[] = [];
  if (ground.year === null) return { ...ground, mayAnswer, open: none, answered: none };
  const questions = await questionsOf(scope, ground.year);
  return {
    ...ground,
    mayAnswer,
    open: questions.filter(({ teaching, evidence }) => teaching === null && evidence.length > 0),
    answered: questions.filter(({ teaching }) => teaching !== null),
  };
}

/** What is asked, or answered, of one course; null when the file can tell and nobody said anything. */
export async function groupQuestion(scope: Scope, { year, courseId }: { year: string; courseId: string }): Promise<GroupQuestion | null> {
  return (await questionsOf(scope, year, courseId))[0] ?? null;
}

/** How many courses of a year wait for the answer. */
export async function openGroupQuestions(scope: Scope, year: string): Promise<number> {
  return (await questionsOf(scope, year)).filter(({ teaching }) => teaching === null).length;
}

async function questionsOf({ actor, tx }: Scope, year: string, courseId?: string): Promise<GroupQuestion[]> {
  const schoolId = ownSchool(actor).id;
  const isAsked = courseId === undefined ? sql`` : sql`and c.id = ${courseId}`;
  // What is folded into a row counts with it: the evidence stands also after the answer.
  const { rows } = await sql<Omit<GroupQuestion, 'evidence'> & { evidence: Evidence[] | null }>`
    with asked as (select c.id, c.title, c.teaching, c.groups, c.position from course c
        where c.school_id = ${schoolId} and c.year = ${year} and c.removed_at is null ${isAsked}),
      placed as (select p.course_id, a.id, a.title, a.file_minutes from asked c join placement p on p.school_id = ${schoolId} and p.course_id = c.id
        join activity a on a.school_id = ${schoolId} and a.id = p.activity_id where a.removed_at is null and a.estimate_source is null),
      part as (select course_id, title, file_minutes from placed
        union all select p.course_id, m.title, m.file_minutes from placed p
          join activity m on m.school_id = ${schoolId} and m.same_as = p.id and m.groups is not null),
      evidence as (select course_id, min(title) as title, count(*)::int as times, min(file_minutes) as least, max(file_minutes) as most,
          (count(*) - count(file_minutes))::int as unknown
        from part group by course_id, lower(regexp_replace(btrim(title), '\\s+', ' ', 'g')) having count(*) > 1 or max(file_minutes) >= ${longMinutes})
    select c.id, c.title, c.teaching, c.groups, json_agg(json_build_object('title', e.title, 'times', e.times, 'least', e.least, 'most', e.most,
        'unknown', e.unknown) order by e.times desc, e.most desc nulls last, e.title) filter (where e.course_id is not null) as evidence
    from asked c left join evidence e on e.course_id = c.id
    where e.course_id is not null or c.teaching is not null
    group by c.id, c.title, c.teaching, c.groups, c.position order by c.position, c.title, c.id`.execute(tx);
  return rows.map((row) => ({ ...row, evidence: row.evidence ?? [] }));
}

/** With more competencies than this the form of an estimate links to none; the activity's own page does. */
const competenciesToOffer = 60;

/** What a year's page of teaching without events stands on: its estimates, the courses and competencies to choose from. */
export async function estimatesOf(scope: Scope, asked?: string) {
  const ground = await yearGround(scope, asked);
  const mayEstimate = mayCorrect(scope.actor);
  if (ground.year === null) return { ...ground, mayEstimate, courses: [], competencies: [], estimates: [], total: sumOf([]) };
  const estimates = await estimatesOfYear(scope, ground.year);
  const courses = await scope.tx
    .selectFrom('course')
    .select(['id', 'title'])
    .where('schoolId', '=', ground.school.id)
    .where('year', '=', ground.year)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('title')
    .execute();
  const competencies = await mappedCompetencies(scope);
  return {
    ...ground,
    mayEstimate,
    courses,
    competencies:
      competencies.length > competenciesToOffer ? [] : competencies.map(({ id, code, shortTitle }) => ({ id, code, title: shortTitle })),
    estimates,
    total: sumOf(estimates.map(({ learner }) => learner)),
  };
}
/** An activity without events as the page lists it. */
export type ListedEstimate = Awaited<ReturnType<typeof estimatesOf>>['estimates'][number];

async function estimatesOfYear(scope: Scope, year: string) {
  const schoolId = ownSchool(scope.actor).id;
  const rows = await scope.tx
    .selectFrom('activity')
    .select(['id', 'title', 'description', 'learnerMinutes', 'learnerMinutesMost', 'deliveredMinutes', 'deliveredMinutesMost'])
    .select(['estimateSource', 'estimateBy', 'estimatedAt'])
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .where('estimateSource', 'is not', null)
    .where('removedAt', 'is', null)
    .orderBy('titleFolded')
    .orderBy('id')
    .execute();
  const ids = rows.map(({ id }) => id);
  const these = sql<boolean>`school_id = ${schoolId} and activity_id = any(${ids}::uuid[])`;
  const methods = await scope.tx
    .selectFrom('activityMethod')
    .select(['activityId', 'code'])
    .where(these)
    .where('position', '=', 1)
    .execute();
  const kindOf = new Map(methods.map(({ activityId, code }) => [activityId, code]));
  const links = await scope.tx
    .selectFrom('competencyLink')
    .select(['activityId', 'competencyId', 'level', 'extent'])
    .where(these)
    .execute();
  const linksOf = Map.groupBy(links, ({ activityId }) => activityId);
  const required = await scope.tx.selectFrom('placement').select(['activityId', 'isRequired']).where(these).execute();
  const isRequiredOf = new Map(required.map(({ activityId, isRequired }) => [activityId, isRequired]));
  const placesOf = Map.groupBy(await placesInCourses(scope, year, ids), ({ activityId }) => activityId);
  return rows.map((row) => ({
    ...row,
    kind: kindOfCode(kindOf.get(row.id)),
    learner: rangeOf(row, 'learner'),
    delivered: rangeOf(row, 'delivered'),
    places: placesOf.get(row.id) ?? [],
    isRequired: isRequiredOf.get(row.id) ?? null,
    links: linksOf.get(row.id) ?? [],
  }));
}

/** An estimate that came with a file has a method of its own; it is listed under other. */
function kindOfCode(code: string | undefined): EstimateKind {
  return code !== undefined && Object.hasOwn(estimateKinds, code) ? (code as EstimateKind) : 'other';
}
