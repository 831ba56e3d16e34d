import { count } from '#app/ui/count.ts';
import { type MinuteRange, rangeOf } from '../minutes.ts';
import type { Requirement } from '../placement.ts';
import { columnOf, type Place, placesOf } from './coverage.ts';
import type { CourseSize, FullActivity, FullInput } from './full-input.ts';
import { rowsByKey, standingsOf } from './measured.ts';

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
export type StudentsAsked = { readonly competency: string; readonly milestone?: string | null; readonly column: string };

/** Minutes of teaching that is required in a track, counted for the share of students in it. */
export type InTrack = {
  /** Learner minutes of an average student of the class, not rounded; null when nothing of it is known, or no class size. */
  readonly minutes: MinuteRange | null;
  readonly activities: number;
  /** Activities without hours, and activities of tracks whose size nobody stated: they add nothing. */
  readonly unknownMinutes: number;
  readonly unknownSize: number;
};

/** Elective courses behind a cell, each once, with their seats together and those enrolled; courses that do not say are counted apart. */
export type Seats = {
  readonly courses: number;
  readonly seats: number | null;
  readonly withoutSeats: number;
  readonly enrolled: number | null;
  readonly withoutEnrolled: number;
  readonly classSize: number | null;
};

/** What tracks and electives come to, cell by cell. */
export type StudentFigures = {
  /**
   * Teaching required in a track, as an average student of the class meets it: minutes × students of the tracks ÷ class size. An activity that is also required
   * of everybody in the same column is left out: it counts there, whole. Over all competencies attributed is touching.
   */
  inTrack(asked: StudentsAsked, count: 'touching' | 'attributed'): InTrack;
  /** Seats of the elective courses in which activities of the cell stand, against the class. A seat is a seat in the course: one student may take several. */
  seats(asked: StudentsAsked): Seats;
};

/** One activity that stands in a track: its minutes, the students of its tracks, and among how many its minutes are shared. */
type TrackPart = { readonly minutes: MinuteRange | null; readonly students: Students; readonly among: number };
type Gathered = { readonly parts: TrackPart[]; readonly electives: Set<string> };

/** Tracks and electives of every cell, from one look at each activity. */
export function studentFigures(input: FullInput): StudentFigures {
  const { classSize } = input;
  const rows = rowsByKey(input);
  const sizes = new Map(input.courses.map((course) => [course.id, studentsOf(course, classSize)]));
  const gathered = new Map<string, Gathered>();
  const at = (row: number, column: string) => {
    const key = `${row} ${column}`;
    const found = gathered.get(key) ?? { parts: [], electives: new Set<string>() };
    gathered.set(key, found);
    return found;
  };
  const known = new Set(input.phases.map(({ id }) => id));
  for (const [index, standings] of standingsOf(input, rows).entries()) {
    if (standings.length === 0) continue;
    const activity = input.activities[index]!;
    const minutes = rangeOf(activity, 'learner');
    for (const [column, places] of placesByColumn(activity, known)) {
      const coursesBy = (requirement: Requirement) =>
        new Set(places.filter((place) => place.requirement === requirement).map(({ courseId }) => courseId));
      const tracks = coursesBy('required').size > 0 ? new Set<string>() : coursesBy('required-in-track');
      const electives = coursesBy('elective');
      if (tracks.size === 0 && electives.size === 0) continue;
      const students = studentsTogether(
        [...tracks].map((id) => sizes.get(id) ?? null),
        classSize,
      );
      for (const { row, among } of standings) {
        const here = at(row, column);
        if (tracks.size > 0) here.parts.push({ minutes, students, among });
        for (const id of electives) here.electives.add(id);
      }
    }
  }
  const cellOf = ({ competency, milestone, column }: StudentsAsked) => gathered.get(`${rows.get(milestone ?? competency)} ${column}`);
  return {
    inTrack: (asked, count) => averageOf(cellOf(asked)?.parts ?? [], count, classSize),
    seats: (asked) => seatsOf(input, cellOf(asked)?.electives ?? new Set()),
  };
}

/** The places of an activity by the column in which they are, and all of them. */
function placesByColumn({ places }: FullActivity, known: ReadonlySet<string>): Map<string, readonly Place[]> {
  const all = placesOf(places);
  return new Map([...Map.groupBy(all, (place) => columnOf(place, known)), ['all', all]]);
}

function averageOf(parts: readonly TrackPart[], count: 'touching' | 'attributed', classSize: number | null): InTrack {
  const known = parts.flatMap(({ minutes, students, among }) =>
    minutes && students ? [{ minutes, students, share: count === 'attributed' ? among : 1 }] : [],
  );
  const size = classSize ?? 1;
  return {
    minutes:
      parts.length > 0 && known.length === 0
        ? null
        : {
            least: known.reduce((sum, { minutes, students, share }) => sum + (minutes.least * students.least) / share, 0) / size,
            most: known.reduce((sum, { minutes, students, share }) => sum + (minutes.most * students.most) / share, 0) / size,
          },
    activities: parts.length,
    unknownMinutes: parts.filter(({ minutes }) => minutes === null).length,
    unknownSize: parts.filter(({ students }) => students === null).length,
  };
}

function seatsOf({ courses: all, classSize }: FullInput, ids: ReadonlySet<string>): Seats {
  const courses = all.filter(({ id }) => ids.has(id));
  const [seats, enrolled] = [courses.map((course) => course.seats), courses.map((course) => course.enrolled)];
  const unknown = (numbers: readonly (number | null)[]) => numbers.filter((number) => number === null).length;
  const sum = (numbers: readonly (number | null)[]) =>
    numbers.length > 0 && unknown(numbers) === numbers.length ? null : numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
  return {
    courses: ids.size,
    ...{ seats: sum(seats), withoutSeats: unknown(seats), enrolled: sum(enrolled), withoutEnrolled: unknown(enrolled) },
    classSize,
  };
}

/** "12 seats for a class of 100", with what is not said. */
export function seatText({ courses, seats, withoutSeats, classSize }: Seats): string {
  if (courses === 0) return 'no elective';
  if (seats === null) return 'seats not said';
  const of = classSize === null ? 'class size not said' : `for a class of ${classSize}`;
  return `${count(seats, 'seat', 'seats')} ${of}${withoutSeats > 0 ? `, ${count(withoutSeats, 'course', 'courses')} not said` : ''}`;
}
