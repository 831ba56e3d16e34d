import type { CsvValue } from '#app/platform/csv.ts';
import { requirementWords } from '../placement.ts';
import type { AcademicLevel } from '../queries.server.ts';
import type { CountedCourse } from './course-queries.server.ts';
import type { ListedActivity } from './queries.server.ts';
import { levelWords, methodNames, phaseWord, phaseWords, requirementsOf } from './words.ts';

type Phases = readonly { readonly id: string; readonly name: string }[];

/** The first line of a CSV of activities. */
export const activityHead: readonly string[] = [
  'title',
  'courses',
  'phases',
  'requirement',
  'instructional_methods',
  'assessment_methods',
  'learner_minutes',
  'learner_minutes_most',
  'delivered_minutes',
  'delivered_minutes_most',
  'groups',
  'estimate_source',
  'estimate_by',
  'competencies',
  'source_id',
  'id',
];

/** An activity as a line of CSV: what a list shows of it, several values parted by "; ", minutes that nobody stated as "unknown"; of an estimate the least, and the most beside it. */
export function activityLine(activity: ListedActivity, phases: Phases): CsvValue[] {
  const { id, sourceId, title, places, methods, links } = activity;
  return [
    title,
    [...new Set(places.map(({ course }) => course))].join('; '),
    phaseWords(places, phases).join('; '),
    requirementsOf(places)
      .map((each) => requirementWords[each])
      .join('; '),
    methodNames(methods, 'instruction').join('; '),
    methodNames(methods, 'assessment').join('; '),
    activity.learnerMinutes ?? 'unknown',
    activity.learnerMinutesMost ?? activity.learnerMinutes ?? 'unknown',
    activity.deliveredMinutes ?? 'unknown',
    activity.deliveredMinutesMost ?? activity.deliveredMinutes ?? 'unknown',
    activity.groups,
    activity.estimateSource,
    activity.estimateBy,
    links.map(({ code, level, extent }) => `${code} (${level}, ${extent})`).join('; '),
    sourceId,
    id,
  ];
}

/** An activity for programs: minutes that nobody stated are null. */
export function writtenActivity({ places, ...activity }: ListedActivity, phases: Phases) {
  return {
    ...activity,
    places: places.map(({ courseId, course, phaseId, requirement }) => ({
      courseId,
      course,
      phase: phaseWord(phaseId, phases),
      requirement,
    })),
  };
}

/** The first line of a CSV of courses. */
export const courseHead: readonly string[] = [
  'title',
  'requirement',
  'levels',
  'phase',
  'activities',
  'learner_minutes',
  'learner_minutes_most',
  'activities_without_minutes',
  'seats',
  'enrolled',
  'id',
];

/** A course as a line of CSV: what a list shows of it. Learner minutes are "unknown" when none of its activities states any. */
export function courseLine(course: CountedCourse, { levels, phases }: { levels: readonly AcademicLevel[]; phases: Phases }): CsvValue[] {
  return [
    course.title,
    requirementWords[course.requirement],
    levelWords(course, levels),
    phaseWord(course.phase, phases),
    course.activities,
    course.minutes?.least ?? 'unknown',
    course.minutes?.most ?? 'unknown',
    course.unknownMinutes,
    course.seats ?? 'unknown',
    course.enrolled ?? 'unknown',
    course.id,
  ];
}

/** A course for programs: what nobody stated is null. */
export function writtenCourse({ ownPhaseId, phase, minutes, ...course }: CountedCourse, phases: Phases) {
  return {
    ...course,
    minutes: minutes?.least ?? null,
    minutesMost: minutes?.most ?? null,
    phase: phaseWord(phase, phases),
    isPhaseOwnWord: ownPhaseId !== null,
  };
}
