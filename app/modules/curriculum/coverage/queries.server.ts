import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { coverageDefinitions } from '../definitions.ts';
import { phaseOf, requirementOf } from '../placement.ts';
import { mayViewCurriculum } from '../rules.ts';
import { type Competency, currentCompetencies, curriculumYears, ownSchool, yearOrNewest } from '../scan/queries.server.ts';
import { type CoverageInput, coverage, type Requirement } from './coverage.ts';
import { type CoverageDocument, coverageDocument } from './document.ts';

/** Where an activity stands: its course, the course's phase (an id, `spans`, or null while that cannot be said) and whether it must be taken there. */
export type PlaceInCourse = {
  readonly activityId: string;
  readonly courseId: string;
  readonly course: string;
  readonly phaseId: string | null;
  readonly requirement: Requirement;
};

export type Phase = { readonly id: string; readonly name: string };

/** The school's phases in its own order. */
export function schoolPhases({ actor, tx }: Scope): Promise<Phase[]> {
  return tx.selectFrom('schoolPhase').select(['id', 'name']).where('schoolId', '=', ownSchool(actor).id).orderBy('position').execute();
}

/** Every place of these activities in courses that still stand, in the order of the courses. */
export async function placesInCourses({ actor, tx }: Scope, year: string, activityIds: readonly string[]): Promise<PlaceInCourse[]> {
  const schoolId = ownSchool(actor).id;
  const levels = await tx
    .selectFrom('academicLevel')
    .select(['number', 'phaseId'])
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .execute();
  const phaseOfLevel = new Map(levels.flatMap(({ number, phaseId }) => (phaseId === null ? [] : [[number, phaseId] as const])));
  const rows = await tx
    .selectFrom('placement')
    .innerJoin('course', (join) => join.onRef('course.schoolId', '=', 'placement.schoolId').onRef('course.id', '=', 'placement.courseId'))
    .select(['placement.activityId', 'placement.courseId', 'placement.isRequired', 'course.title', 'course.requirement'])
    .select(['course.startLevel', 'course.endLevel', 'course.phaseId'])
    .where('placement.schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('placement.activityId', '=', eb.fn.any(val([...activityIds]))))
    .where('course.removedAt', 'is', null)
    .orderBy('course.position')
    .orderBy('course.title')
    .execute();
  return rows.map((row) => ({
    activityId: row.activityId,
    courseId: row.courseId,
    course: row.title,
    phaseId: phaseOf({ start: row.startLevel, end: row.endLevel }, phaseOfLevel, row.phaseId),
    requirement: requirementOf(row.requirement, row.isRequired),
  }));
}

/** What coverage is computed from, with what a page needs to name it. `activities` counts the whole year; `input` holds only the linked ones. */
export type CoverageGround = {
  readonly school: { readonly id: string; readonly slug: string; readonly name: string };
  readonly years: readonly string[];
  readonly year: string | null;
  readonly framework: { readonly title: string; readonly number: string };
  readonly competencies: readonly Competency[];
  readonly activities: number;
  readonly places: readonly PlaceInCourse[];
  readonly input: CoverageInput;
};

/** The rows behind a school's coverage in a year (the newest unless said). A link to an earlier wording counts for the competency that carries it on. */
export async function coverageOf(scope: Scope, { year: asked }: { year?: string } = {}): Promise<CoverageGround> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const school = ownSchool(actor);
  const years = await curriculumYears(scope);
  const year = await yearOrNewest(scope, asked);
  const phases = await schoolPhases(scope);
  const competencies = await currentCompetencies(scope);
  const framework = await tx
    .selectFrom('frameworkVersion')
    .innerJoin('framework', 'framework.id', 'frameworkVersion.frameworkId')
    .select(['framework.title', 'frameworkVersion.number'])
    .where('frameworkVersion.isCurrent', '=', true)
    .executeTakeFirstOrThrow();
  if (year === null)
    return {
      school,
      years,
      year,
      framework,
      competencies,
      activities: 0,
      places: [],
      input: { phases, competencies, activities: [], links: [] },
    };
  const { total } = await tx
    .selectFrom('activity')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('schoolId', '=', school.id)
    .where('year', '=', year)
    .where('removedAt', 'is', null)
    .executeTakeFirstOrThrow();
  const codeOf = new Map(competencies.map(({ stableId, code }) => [stableId, code]));
  const rows = await tx
    .selectFrom('competencyLink')
    .innerJoin('activity', (join) =>
      join.onRef('activity.schoolId', '=', 'competencyLink.schoolId').onRef('activity.id', '=', 'competencyLink.activityId'),
    )
    .innerJoin('competency', 'competency.id', 'competencyLink.competencyId')
    .select(['competencyLink.activityId', 'competency.stableId', 'competencyLink.level', 'competencyLink.extent'])
    .select(['activity.learnerMinutes', 'activity.deliveredMinutes'])
    .where('competencyLink.schoolId', '=', school.id)
    .where('activity.year', '=', year)
    .where('activity.removedAt', 'is', null)
    .orderBy('activity.title')
    .orderBy('activity.id')
    .orderBy('competency.position')
    .execute();
  const minutesOf = new Map(
    rows.map(({ activityId, learnerMinutes, deliveredMinutes }) => [activityId, { learnerMinutes, deliveredMinutes }]),
  );
  const places = await placesInCourses(scope, year, [...minutesOf.keys()]);
  const placesOf = Map.groupBy(places, ({ activityId }) => activityId);
  const links = rows.flatMap(({ activityId, stableId, level, extent }) => {
    const competency = codeOf.get(stableId);
    return competency === undefined ? [] : [{ activityId, competency, level, extent }];
  });
  const linked = [...minutesOf].map(([id, minutes]) => ({ id, ...minutes, places: placesOf.get(id) ?? [] }));
  return {
    school,
    years,
    year,
    framework,
    competencies,
    activities: total,
    places,
    input: { phases, competencies, activities: linked, links },
  };
}

/** Titles and methods of these activities, for a list that shows them. */
export async function activityFaces({ actor, tx }: Scope, ids: readonly string[]) {
  const schoolId = ownSchool(actor).id;
  const titles = await tx
    .selectFrom('activity')
    .select(['id', 'title'])
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val([...ids]))))
    .execute();
  const methods = await tx
    .selectFrom('activityMethod')
    .select(['activityId', 'kind', 'code', 'name', 'purpose'])
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val([...ids]))))
    .orderBy('position')
    .execute();
  const methodsOf = Map.groupBy(methods, ({ activityId }) => activityId);
  return new Map(titles.map(({ id, title }) => [id, { title, methods: methodsOf.get(id) ?? [] }]));
}

/** The whole coverage of a year as one document: what the page's CSV and JSON and the command line give. */
export async function writtenCoverage(scope: Scope, chosen: { year?: string } = {}): Promise<CoverageDocument> {
  const { school, year, framework, activities, competencies, input } = await coverageOf(scope, chosen);
  return coverageDocument(coverage(input), {
    school: school.name,
    year,
    framework: `${framework.title}, ${framework.number}`,
    activities,
    competencies: competencies.map(({ code, shortTitle, text }) => ({ code, title: shortTitle, text })),
    definitions: coverageDefinitions,
  });
}
