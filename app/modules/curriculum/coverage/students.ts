import type { MinuteRange } from '../minutes.ts';
import { columnOf, placesOf } from './coverage.ts';
import type { CourseSize, FullActivity, FullInput } from './full-input.ts';
import { measuredList } from './measured-list.ts';

/** How many students, at least and at most. Null: nobody has said. */
export type Students = { readonly least: number; readonly most: number } | null;

/**
 * How many students of a class a track has: the enrolled, exactly; else from none to the seats. Never more than the class. Null when neither is said, or no class size.
 */
export function studentsOf({ seats, enrolled }: Pick<CourseSize, 'seats' | 'enrolled'>, classSize: number | null): Students {
  if (classSize === null) return null;
  if (enrolled !== null) return { least: Math.min(enrolled, classSize), most: Math.min(enrolled, classSize) };
  return seats === null ? null : { least: 0, most: Math.min(seats, classSize) };
}

/**
 * Students of a class that several courses reach together: at least the largest of them, at most their sum and never more than the class, since the same
 * students may be in two. With one that nobody knows: at most the whole class. Null when none is known.
 */
export function studentsTogether(courses: readonly Students[], classSize: number | null): Students {
  const known = courses.filter((each) => each !== null);
  if (classSize === null || known.length === 0) return null;
  const most = known.length < courses.length ? classSize : known.reduce((sum, { most }) => sum + most, 0);
  return { least: Math.max(...known.map(({ least }) => least)), most: Math.min(classSize, most) };
}

/** Which cell of students is asked for: a competency's code or `all`, perhaps a milestone of it, and a column. */
export type StudentsAsked = {
  readonly competency: string;
  readonly milestone?: string | null;
  readonly column: string;
  readonly count: 'touching' | 'attributed';
};

/** Minutes of teaching that is required in a track, counted for the share of students in it. */
export type InTrack = {
  /** Learner minutes of an average student of the class, not rounded; null when nothing of it is known, or no class size. */
  readonly minutes: MinuteRange | null;
  readonly activities: number;
  /** Activities without hours, and activities of tracks whose size nobody stated: they add nothing. */
  readonly unknownMinutes: number;
  readonly unknownSize: number;
};

/**
 * Teaching required in a track, as an average student of the class meets it: minutes × students of the tracks ÷ class size. An activity that is also required of
 * everybody in the same column is left out: it counts there, whole.
 */
export function inTrack(input: FullInput, asked: StudentsAsked): InTrack {
  const { column, count } = asked;
  const sizes = sizesOf(input);
  const listed = measuredList(input, asked, { requirement: 'required-in-track', count, hours: 'learner' }).filter(({ activity }) =>
    placesIn(input, activity as FullActivity, column).every(({ requirement }) => requirement !== 'required'),
  );
  const parts = listed.map(({ activity, minutes }) => {
    const courses = placesIn(input, activity as FullActivity, column).filter(({ requirement }) => requirement === 'required-in-track');
    const students = studentsTogether(
      [...new Set(courses.map(({ courseId }) => courseId))].map((id) => sizes(id)),
      input.classSize,
    );
    return { minutes, students };
  });
  const known = parts.flatMap(({ minutes, students }) => (minutes && students ? [{ minutes, students }] : []));
  const classSize = input.classSize ?? 1;
  return {
    minutes:
      listed.length > 0 && known.length === 0
        ? null
        : {
            least: known.reduce((sum, { minutes, students }) => sum + minutes.least * students.least, 0) / classSize,
            most: known.reduce((sum, { minutes, students }) => sum + minutes.most * students.most, 0) / classSize,
          },
    activities: listed.length,
    unknownMinutes: parts.filter(({ minutes }) => minutes === null).length,
    unknownSize: parts.filter(({ students }) => students === null).length,
  };
}

/** Elective courses behind a cell, each once, with their seats together and those enrolled; courses that do not say are counted apart. */
export type Seats = {
  readonly courses: number;
  readonly seats: number | null;
  readonly withoutSeats: number;
  readonly enrolled: number | null;
  readonly withoutEnrolled: number;
  readonly classSize: number | null;
};

/** Seats of the elective courses in which activities of this cell stand, against the class. A seat is a seat in the course: one student may take several. */
export function electiveSeats(input: FullInput, asked: Omit<StudentsAsked, 'count'>): Seats {
  const listed = measuredList(input, asked, { requirement: 'elective', count: 'touching', hours: 'learner' });
  const ids = new Set(
    listed.flatMap(({ activity }) =>
      placesIn(input, activity as FullActivity, asked.column)
        .filter(({ requirement }) => requirement === 'elective')
        .map(({ courseId }) => courseId),
    ),
  );
  const courses = input.courses.filter(({ id }) => ids.has(id));
  const [seats, enrolled] = [courses.map((course) => course.seats), courses.map((course) => course.enrolled)];
  const unknown = (numbers: readonly (number | null)[]) => numbers.filter((number) => number === null).length;
  const sum = (numbers: readonly (number | null)[]) =>
    numbers.length > 0 && unknown(numbers) === numbers.length ? null : numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
  return {
    courses: ids.size,
    ...{ seats: sum(seats), withoutSeats: unknown(seats), enrolled: sum(enrolled), withoutEnrolled: unknown(enrolled) },
    classSize: input.classSize,
  };
}

function placesIn({ phases }: FullInput, { places }: FullActivity, column: string) {
  const known = new Set(phases.map(({ id }) => id));
  return placesOf(places).filter((place) => column === 'all' || columnOf(place, known) === column);
}

function sizesOf({ courses, classSize }: FullInput): (courseId: string) => Students {
  const byId = new Map(courses.map((course) => [course.id, studentsOf(course, classSize)]));
  return (courseId) => byId.get(courseId) ?? null;
}
