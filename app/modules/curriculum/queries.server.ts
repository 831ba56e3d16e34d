import { type Competency, competenciesOf, currentVersionId, type Version, version } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { phaseOf, phasesOfLevels, type Requirement, requirementOf } from './placement.ts';
import { mayViewCurriculum } from './rules.ts';

/** The school's academic years, newest first. */
export async function curriculumYears({ actor, tx }: Scope): Promise<string[]> {
  const rows = await tx
    .selectFrom('curriculumYear')
    .select('year')
    .where('schoolId', '=', ownSchool(actor).id)
    .orderBy('year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
}

/** The year asked for, or the newest; null when the school brought nothing in yet. A year that the school does not have is missing. */
export async function yearOrNewest(scope: Scope, year: string | undefined): Promise<string | null> {
  return chosenYear(await curriculumYears(scope), year);
}

function chosenYear(years: readonly string[], year: string | undefined): string | null {
  if (year === undefined) return years[0] ?? null;
  if (!years.includes(year)) throw missing(`The academic year ${year}`);
  return year;
}

/** A phase of the school by its id and its own name. */
export type Phase = { readonly id: string; readonly name: string };

/** The school's phases in its own order. */
export function schoolPhases({ actor, tx }: Scope): Promise<Phase[]> {
  return tx.selectFrom('schoolPhase').select(['id', 'name']).where('schoolId', '=', ownSchool(actor).id).orderBy('position').execute();
}

/** What every page of a school's year stands on. `year` is null when the school has brought nothing in. */
export type YearGround = {
  readonly school: { readonly id: string; readonly slug: string; readonly name: string };
  readonly years: readonly string[];
  readonly year: string | null;
  readonly phases: readonly Phase[];
};

/** The school's phases and years, with the year asked for or the newest. A year that the school does not have is missing. */
export async function yearGround(scope: Scope, asked?: string): Promise<YearGround> {
  if (!mayViewCurriculum(scope.actor)) throw forbidden('see this curriculum');
  const school = ownSchool(scope.actor);
  const years = await curriculumYears(scope);
  return { school, years, year: chosenYear(years, asked), phases: await schoolPhases(scope) };
}

/** How many activities of a year are in the school's file. */
export async function activitiesOfYear({ actor, tx }: Scope, year: string): Promise<number> {
  const { total } = await tx
    .selectFrom('activity')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', year)
    .where('removedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return total;
}

/** The academic levels of a year in their order, each with the phase that the school gave it. */
export function academicLevels({ actor, tx }: Scope, year: string) {
  return tx
    .selectFrom('academicLevel')
    .select(['number', 'label', 'description', 'phaseId'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', year)
    .orderBy('number')
    .execute();
}
export type AcademicLevel = Awaited<ReturnType<typeof academicLevels>>[number];

/** Where an activity stands: its course, the course's phase (an id, `spans`, or null while that cannot be said) and whether it must be taken there. */
export type PlaceInCourse = {
  readonly activityId: string;
  readonly courseId: string;
  readonly course: string;
  readonly phaseId: string | null;
  readonly requirement: Requirement;
};

/** Every place of these activities in courses that still stand, in the order of the courses. */
export async function placesInCourses(scope: Scope, year: string, activityIds: readonly string[]): Promise<PlaceInCourse[]> {
  const phaseOfLevel = phasesOfLevels(await academicLevels(scope, year));
  const rows = await scope.tx
    .selectFrom('placement')
    .innerJoin('course', (join) => join.onRef('course.schoolId', '=', 'placement.schoolId').onRef('course.id', '=', 'placement.courseId'))
    .select(['placement.activityId', 'placement.courseId', 'placement.isRequired', 'course.title', 'course.requirement'])
    .select(['course.startLevel', 'course.endLevel', 'course.phaseId'])
    .where('placement.schoolId', '=', ownSchool(scope.actor).id)
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

/** Titles and methods of these activities by their ids, for a list that shows them. */
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

/**
 * The framework version that the school maps against: the one its lead moved it to; until then the one its latest link was made to, so that a newly
 * adopted version changes nobody's map; with no link at all the collaborative's current one.
 */
export async function mappedVersion(scope: Scope): Promise<Version> {
  return version(scope, await mappedVersionId(scope));
}

/** The id of that version. */
export async function mappedVersionId(scope: Scope): Promise<string> {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const set = await tx.selectFrom('schoolFramework').select('frameworkVersionId').where('schoolId', '=', schoolId).executeTakeFirst();
  const linked =
    set ??
    (await tx
      .selectFrom('competencyLink')
      .innerJoin('frameworkItem', 'frameworkItem.id', 'competencyLink.competencyId')
      .select('frameworkItem.frameworkVersionId')
      .where('competencyLink.schoolId', '=', schoolId)
      .orderBy('competencyLink.linkedAt', 'desc')
      .limit(1)
      .executeTakeFirst());
  return linked?.frameworkVersionId ?? (await currentVersionId(scope));
}

/** The competencies that the school maps against, in the framework's order. */
export async function mappedCompetencies(scope: Scope): Promise<Competency[]> {
  return competenciesOf(scope, (await mappedVersion(scope)).id);
}

/** The version that the collaborative maps against, when the school does not yet: it waits for the school's move. */
export async function versionWaiting(scope: Scope): Promise<Version | null> {
  const [mapped, current] = [await mappedVersion(scope), await currentVersionId(scope)];
  return mapped.id === current ? null : version(scope, current);
}
