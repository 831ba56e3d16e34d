import { ownSchool } from '#app/platform/actor.ts';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import type { MinuteRange } from '../minutes.ts';
import { phaseOf, phasesOfLevels, type Requirement, requirementOf } from '../placement.ts';
import { type AcademicLevel, academicLevels, schoolPhases, type YearGround, yearGround } from '../queries.server.ts';
import { mayBringIn, mayViewCurriculum } from '../rules.ts';
import { Id } from '../schema.ts';
import { type CourseSearch, pageSize } from './schema.ts';

/** A course where it stands in its year. `phase` is a phase's id, `spans`, or null while it cannot be said; `ownPhaseId` is the school's own word on it. */
export type PhasedCourse = {
  readonly id: string;
  readonly title: string;
  readonly requirement: Requirement;
  readonly startLevel: number | null;
  readonly endLevel: number | null;
  readonly ownPhaseId: string | null;
  readonly phase: string | null;
  readonly seats: number | null;
  readonly enrolled: number | null;
};

/** The courses of a year that are still in the school's file, in its order. */
export async function phasedCourses(scope: Scope, year: string): Promise<PhasedCourse[]> {
  const phaseOfLevel = phasesOfLevels(await academicLevels(scope, year));
  const rows = await scope.tx
    .selectFrom('course')
    .select(['id', 'title', 'requirement', 'startLevel', 'endLevel', 'phaseId', 'seats', 'enrolled'])
    .where('schoolId', '=', ownSchool(scope.actor).id)
    .where('year', '=', year)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('title')
    .orderBy('id')
    .execute();
  return rows.map(({ phaseId, requirement, ...row }) => ({
    ...row,
    requirement: requirementOf(requirement, true),
    ownPhaseId: phaseId,
    phase: phaseOf({ start: row.startLevel, end: row.endLevel }, phaseOfLevel, phaseId),
  }));
}

/** A course with what stands in it: activities, their learner minutes (null when none are stated), and how many have none stated. */
export type CountedCourse = PhasedCourse & {
  readonly activities: number;
  readonly minutes: MinuteRange | null;
  readonly unknownMinutes: number;
};

/** The courses of a year, with the levels that their numbers mean. */
export type CourseList = YearGround & { readonly levels: readonly AcademicLevel[]; readonly courses: readonly CountedCourse[] };

/** Every course that the search names, in its order, whatever page it asks for. */
export async function everyCourse(scope: Scope, search: CourseSearch): Promise<CourseList> {
  const ground = await yearGround(scope, search.year);
  if (ground.year === null) return { ...ground, levels: [], courses: [] };
  const counts = await scope.tx
    .selectFrom('placement')
    .innerJoin('activity', (join) =>
      join.onRef('activity.schoolId', '=', 'placement.schoolId').onRef('activity.id', '=', 'placement.activityId'),
    )
    .select(({ fn }) => [
      'placement.courseId',
      fn.countAll<number>().as('activities'),
      fn.count<number>('activity.learnerMinutes').as('known'),
      fn.sum<number | null>('activity.learnerMinutes').as('least'),
      fn.sum<number | null>(fn.coalesce('activity.learnerMinutesMost', 'activity.learnerMinutes')).as('most'),
    ])
    .where('placement.schoolId', '=', ground.school.id)
    .where('activity.year', '=', ground.year)
    .where('activity.removedAt', 'is', null)
    .groupBy('placement.courseId')
    .execute();
  const countsOf = new Map(counts.map((count) => [count.courseId, count]));
  const words = search.q?.toLowerCase();
  const courses = (await phasedCourses(scope, ground.year))
    .filter(({ title, phase, requirement }) => {
      if (words !== undefined && !title.toLowerCase().includes(words)) return false;
      if (search.requirement !== undefined && requirement !== search.requirement) return false;
      return search.phase === undefined || (phase ?? 'none') === search.phase;
    })
    .map((course) => {
      const { activities = 0, known = 0, least = null, most = null } = countsOf.get(course.id) ?? {};
      const minutes = least !== null && most !== null ? { least, most } : activities === 0 ? { least: 0, most: 0 } : null;
      return { ...course, activities, unknownMinutes: activities - known, minutes };
    });
  return { ...ground, levels: await academicLevels(scope, ground.year), courses: sorted(courses, search.sort) };
}

function sorted(courses: CountedCourse[], sort: CourseSearch['sort']): CountedCourse[] {
  const key = sort.replace('-', '');
  const sign = sort.startsWith('-') ? -1 : 1;
  if (key === 'title') return courses.sort((a, b) => sign * a.title.localeCompare(b.title, 'en'));
  if (key === 'activities') return courses.sort((a, b) => sign * (a.activities - b.activities));
  // What is unknown stands last in either direction.
  if (key === 'minutes')
    return courses.sort((a, b) =>
      a.minutes === null || b.minutes === null ? +(a.minutes === null) - +(b.minutes === null) : sign * (a.minutes.least - b.minutes.least),
    );
  return courses;
}

/** One page of the courses that the search names. */
export async function courseList(scope: Scope, search: CourseSearch) {
  const { courses, ...ground } = await everyCourse(scope, search);
  const page = pageWithin(search.page, courses.length, pageSize);
  return { ...ground, total: courses.length, page, courses: courses.slice((page - 1) * pageSize, page * pageSize) };
}

/** One course of the school with its facts and objectives; also one that is no longer in the school's file. */
export async function courseFacts(scope: Scope, courseId: string) {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const school = ownSchool(actor);
  const course = await tx
    .selectFrom('course')
    .leftJoin('course as parent', (join) =>
      join.onRef('parent.schoolId', '=', 'course.schoolId').onRef('parent.id', '=', 'course.parentId'),
    )
    .selectAll('course')
    .select('parent.title as parentTitle')
    .where('course.schoolId', '=', school.id)
    .where('course.id', '=', addressed(Id, courseId, 'This course'))
    .executeTakeFirst();
  if (!course) throw missing('This course');
  const objectives = await tx
    .selectFrom('courseObjective')
    .innerJoin('objective', (join) =>
      join.onRef('objective.schoolId', '=', 'courseObjective.schoolId').onRef('objective.id', '=', 'courseObjective.objectiveId'),
    )
    .select(['objective.id', 'objective.text', 'objective.category'])
    .where('courseObjective.schoolId', '=', school.id)
    .where('courseObjective.courseId', '=', courseId)
    .orderBy('objective.text')
    .execute();
  const levels = await academicLevels(scope, course.year);
  const range = { start: course.startLevel, end: course.endLevel };
  const phaseOfLevel = phasesOfLevels(levels);
  return {
    school,
    phases: await schoolPhases(scope),
    levels,
    course,
    requirement: requirementOf(course.requirement, true),
    phase: phaseOf(range, phaseOfLevel, course.phaseId),
    phaseByLevels: phaseOf(range, phaseOfLevel, null),
    objectives,
    mayGivePhase: mayBringIn(actor),
  };
}

/** A course whose levels name no single phase. `byLevels` says what they name: `spans`, or null when nothing. */
export type OpenCourse = PhasedCourse & { readonly byLevels: string | null };

/**
 * What a school says once of a year: which phase each level makes, and the phase of courses whose levels cannot tell it.
 * A course stays in the second list after the school's word on it, so that the word can be taken back.
 */
export async function phaseQuestions(scope: Scope, asked?: string) {
  const ground: YearGround = await yearGround(scope, asked);
  const mayGive = mayBringIn(scope.actor);
  if (ground.year === null) return { ...ground, mayGive, levels: [], courses: [] as OpenCourse[] };
  const levels = await academicLevels(scope, ground.year);
  const phaseOfLevel = phasesOfLevels(levels);
  const courses = (await phasedCourses(scope, ground.year)).flatMap((course) => {
    const byLevels = phaseOf({ start: course.startLevel, end: course.endLevel }, phaseOfLevel, null);
    return isOpen(course, byLevels) ? [{ ...course, byLevels }] : [];
  });
  return { ...ground, mayGive, levels, courses };
}

/** A course of one level waits for its level, not for a word of its own. */
function isOpen({ startLevel, endLevel, ownPhaseId }: PhasedCourse, byLevels: string | null): boolean {
  return ownPhaseId !== null || byLevels === 'spans' || (startLevel === null && endLevel === null);
}
