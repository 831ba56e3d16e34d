import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import { plainText } from '../markup.ts';
import { curriculumYears, mappedCompetencies, placesInCourses, yearOrNewest } from '../queries.server.ts';
import { mayReview, maySplit, whoMay } from '../rules.ts';
import { submissionWords } from '../submission-queries.server.ts';
import { proposedLevel } from './proposal.ts';
import { type ListSearch, mostAtOnce } from './schema.ts';

/** What is proposed for each of these hits, as the queue would: the link that stands, else what the methods say. A hit of a competency that is not mapped has none. */
export async function proposalsOf(scope: Scope, hitIds: readonly string[]) {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const hits = await tx
    .selectFrom('hit')
    .innerJoin('frameworkItem as competency', 'competency.id', 'hit.competencyId')
    .select(['hit.id', 'hit.activityId', 'hit.sentence', 'competency.stableId'])
    .where('hit.schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('hit.id', '=', eb.fn.any(val([...hitIds]))))
    .execute();
  const ids = [...new Set(hits.map(({ activityId }) => activityId))];
  const methods = await tx
    .selectFrom('activityMethod')
    .select(['activityId', 'kind', 'code', 'name'])
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val(ids))))
    .execute();
  const links = await tx
    .selectFrom('competencyLink')
    .select(['activityId', 'competencyId', 'level', 'extent', 'evidence', 'milestoneIds'])
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val(ids))))
    .execute();
  const methodsOf = Map.groupBy(methods, ({ activityId }) => activityId);
  const competencyOf = new Map((await mappedCompetencies(scope)).map(({ id, stableId }) => [stableId, id]));
  return new Map(
    hits.flatMap(({ id, activityId, sentence, stableId }) => {
      const competencyId = competencyOf.get(stableId);
      if (competencyId === undefined) return [];
      const standing = links.find((link) => link.activityId === activityId && link.competencyId === competencyId);
      const said = {
        competencyId,
        level: standing?.level ?? proposedLevel(methodsOf.get(activityId) ?? []),
        extent: standing?.extent ?? ('mentioned' as const),
        evidence: standing?.evidence ?? sentence.slice(0, 2000),
        milestoneIds: standing?.milestoneIds ?? [],
      };
      return [[id, said] as const];
    }),
  );
}

function listed({ actor, tx }: Scope, { year, state, competency, keyword, course }: ListSearch & { year: string }) {
  const me = actor.personId;
  const skipped = sql<boolean>`exists (select from review_skip s where s.school_id = hit.school_id and s.hit_id = hit.id and s.person_id = ${me}::uuid)`;
  const mine = sql<boolean>`exists (select from review_part p where p.school_id = hit.school_id and p.activity_id = hit.activity_id and p.person_id = ${me}::uuid)`;
  const placed = sql<boolean>`exists (select from placement p where p.school_id = hit.school_id and p.activity_id = hit.activity_id and p.course_id = ${course ?? null}::uuid)`;
  return tx
    .selectFrom('hit')
    .innerJoin('activity', (join) => join.onRef('activity.schoolId', '=', 'hit.schoolId').onRef('activity.id', '=', 'hit.activityId'))
    .innerJoin('frameworkItem as competency', 'competency.id', 'hit.competencyId')
    .innerJoin('keyword', 'keyword.id', 'hit.keywordId')
    .where('hit.schoolId', '=', ownSchool(actor).id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .$if(state === 'open' || state === 'skipped' || state === 'mine', (query) => query.where('hit.answer', 'is', null))
    .$if(state === 'linked', (query) => query.where('hit.answer', '=', 'accepted'))
    .$if(state === 'not', (query) => query.where('hit.answer', '=', 'rejected'))
    .$if(state === 'skipped', (query) => query.where(skipped))
    .$if(state === 'mine', (query) => query.where(mine))
    .$if(competency !== undefined, (query) => query.where('competency.code', '=', competency!))
    .$if(keyword !== undefined, (query) => query.where('hit.keywordId', '=', keyword!))
    .$if(course !== undefined, (query) => query.where(placed));
}

async function rowsOf(scope: Scope, search: ListSearch & { year: string }, page?: { limit: number; offset: number }) {
  const rows = await listed(scope, search)
    .leftJoin('person', 'person.id', 'hit.answeredBy')
    .select(['hit.id', 'hit.activityId', 'activity.title', 'keyword.phrase', 'hit.sentence', 'competency.code'])
    .select(['hit.answer', 'hit.reason', 'hit.answeredAt', 'person.name as answeredBy'])
    .select(
      sql<string | null>`(select string_agg(p.name, ' and ' order by p.name) from review_part r join person p on p.id = r.person_id
        where r.school_id = hit.school_id and r.activity_id = hit.activity_id)`.as('partOf'),
    )
    .orderBy('hit.position')
    .orderBy('hit.id')
    .$if(page !== undefined, (query) => query.limit(page!.limit).offset(page!.offset))
    .execute();
  const placeOf = Map.groupBy(
    await placesInCourses(
      scope,
      search.year,
      rows.map(({ activityId }) => activityId),
    ),
    ({ activityId }) => activityId,
  );
  const proposals = await proposalsOf(
    scope,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    title: plainText(row.title).trim(),
    course: placeOf.get(row.activityId)?.[0]?.course ?? null,
    level: proposals.get(row.id)?.level ?? null,
    extent: proposals.get(row.id)?.extent ?? null,
  }));
}
/** A suggestion as the list and its files show it; `level` and `extent` are what stands or is proposed. */
export type ListedHit = Awaited<ReturnType<typeof rowsOf>>[number];

/** One page of a year's suggestions, open ones unless asked otherwise, with what they can be narrowed to. */
export async function hitList(scope: Scope, search: ListSearch) {
  const { tx, actor } = scope;
  if (!mayReview(actor)) throw forbidden('review what a scan found', whoMay.mappers);
  const school = ownSchool(actor);
  const year = await yearOrNewest(scope, search.year);
  const ground = { school, year, years: await curriculumYears(scope), maySplit: maySplit(actor) };
  if (year === null) return { ...ground, submission: null, rows: [], total: 0, page: 1, keywords: [], courses: [], competencies: [] };
  const chosen = { ...search, year };
  const { total } = await listed(scope, chosen)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const page = pageWithin(search.page, total, mostAtOnce);
  const every = listed(scope, { year, page: 1 });
  const keywords = await every.select(['keyword.id', 'keyword.phrase']).distinct().orderBy('keyword.phrase').execute();
  const courses = await tx
    .selectFrom('course')
    .select(['id', 'title'])
    .where('schoolId', '=', school.id)
    .where('year', '=', year)
    .where('removedAt', 'is', null)
    .where(
      sql<boolean>`exists (select from placement p join hit h on h.school_id = p.school_id and h.activity_id = p.activity_id
        where p.school_id = course.school_id and p.course_id = course.id)`,
    )
    .orderBy('position')
    .orderBy('title')
    .limit(300)
    .execute();
  return {
    ...ground,
    submission: await submissionWords(scope, year),
    rows: await rowsOf(scope, chosen, { limit: mostAtOnce, offset: (page - 1) * mostAtOnce }),
    total,
    page,
    keywords,
    courses,
    competencies: (await mappedCompetencies(scope)).map(({ code, shortTitle }) => ({ code, shortTitle })),
  };
}

/** All suggestions that the list's address names, for its files. */
export async function everyHit(scope: Scope, search: ListSearch) {
  if (!mayReview(scope.actor)) throw forbidden('review what a scan found', whoMay.mappers);
  const year = await yearOrNewest(scope, search.year);
  return { school: ownSchool(scope.actor), year, rows: year === null ? [] : await rowsOf(scope, { ...search, year }) };
}
