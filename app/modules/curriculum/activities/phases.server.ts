import type { Scope } from '#app/platform/scope.server.ts';
import { phaseOf } from '../placement.ts';
import { academicLevels, phasesOfLevels, type YearGround, yearGround } from '../queries.server.ts';
import { mayBringIn } from '../rules.ts';
import { type PhasedCourse, phasedCourses } from './courses.server.ts';

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
export type PhaseQuestions = Awaited<ReturnType<typeof phaseQuestions>>;

/** A course of one level waits for its level, not for a word of its own. */
function isOpen({ startLevel, endLevel, ownPhaseId }: PhasedCourse, byLevels: string | null): boolean {
  return ownPhaseId !== null || byLevels === 'spans' || (startLevel === null && endLevel === null);
}
