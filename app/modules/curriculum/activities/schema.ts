import * as z from 'zod';
import { requirements } from '../placement.ts';
import { AcademicYear, Id } from '../schema.ts';

/** Rows of a list on one page. */
export const pageSize = 50;

/** An empty choice of a filter form says nothing. A NUL byte is in no text of ours and PostgreSQL would refuse it. */
const chosen = z
  .string()
  .transform((text) => text.replaceAll('\0', '').trim())
  .transform((text) => text || undefined)
  .optional();

/** A phase's id, or one of coverage's other columns: `spans`, `none` (no phase yet), `unplaced` (in no course). */
const column = chosen.pipe(z.union([z.uuid(), z.enum(['spans', 'none', 'unplaced'])]).optional());
const requirement = chosen.pipe(z.enum(requirements).optional());
const year = chosen.pipe(AcademicYear.optional());
const page = z.coerce.number().int().min(1).max(1_000_000).catch(1);

/** Which activities a list shows, from its address. What cannot be read is left out, as if it had not been asked. */
export const ActivitySearch = z.object({
  year: year.catch(undefined),
  /** Words that stand in the title, in capitals or not; or, in any of their forms, in the text or an objective. */
  q: chosen.pipe(z.string().max(200).optional()).catch(undefined),
  requirement: requirement.catch(undefined),
  phase: column.catch(undefined),
  course: chosen.pipe(z.uuid().optional()).catch(undefined),
  minutes: chosen.pipe(z.enum(['unknown', 'zero', 'long']).optional()).catch(undefined),
  /** A method by its code or name, `none` (nobody has said one), or `other` (one that the vocabulary does not know). */
  method: chosen.pipe(z.string().max(200).optional()).catch(undefined),
  came: chosen.pipe(z.enum(['file', 'hand']).optional()).catch(undefined),
  linked: chosen.pipe(z.enum(['yes', 'no']).optional()).catch(undefined),
  /** Another activity of the same title stands in the same course. */
  same: chosen.pipe(z.literal('yes').optional()).catch(undefined),
  page,
  sort: z.enum(['title', '-title', 'minutes', '-minutes']).catch('title'),
});
export type ActivitySearch = z.infer<typeof ActivitySearch>;

/** Which courses a list shows, from its address. */
export const CourseSearch = z.object({
  year: year.catch(undefined),
  q: chosen.pipe(z.string().max(200).optional()).catch(undefined),
  requirement: requirement.catch(undefined),
  phase: column.catch(undefined),
  page,
  sort: z.enum(['order', 'title', '-title', 'minutes', '-minutes', 'activities', '-activities']).catch('order'),
});
export type CourseSearch = z.infer<typeof CourseSearch>;

const phaseChoice = z.union([z.literal(''), z.uuid()], 'Choose one of the phases in the list').transform((id) => id || null);

/** Which phase each academic level of a year belongs to; null: to none yet. */
export const LevelPhases = z.object({ year: AcademicYear, levels: z.record(z.string().regex(/^-?\d{1,9}$/), z.uuid().nullable()) });
export type LevelPhases = z.infer<typeof LevelPhases>;

/** The school's own word on a course's phase; null: what its levels say. */
export const CoursePhase = z.object({ courseId: z.uuid(), phaseId: z.uuid().nullable() });
export type CoursePhase = z.infer<typeof CoursePhase>;

/** How many students a course can take and how many took it; null: not said. */
export const CourseSeats = z.object({ courseId: z.uuid(), seats: z.int().min(0).nullable(), enrolled: z.int().min(0).nullable() });
export type CourseSeats = z.infer<typeof CourseSeats>;

const studentCount = z
  .string('Write a whole number, or leave it empty')
  .trim()
  .regex(/^\d{0,5}$/, 'Write a whole number, for example 24, or leave it empty')
  .transform((text) => (text === '' ? null : Number(text)));

/** What a lead says of a course on its page. */
export const CourseForm = z.object({ phase: phaseChoice, seats: studentCount, enrolled: studentCount });

/** The whole form of the phases page: `level.<number>` and `course.<id>`, each a phase's id or nothing. */
export const PhasesForm = z
  .object({ year: AcademicYear })
  .catchall(phaseChoice)
  .transform(({ year: chosenYear, ...fields }) => ({
    year: chosenYear,
    levels: Object.fromEntries(partsNamed(fields, 'level.')),
    courses: partsNamed(fields, 'course.').flatMap(([courseId, phaseId]) =>
      Id.safeParse(courseId).success ? [{ courseId, phaseId }] : [],
    ),
  }));
export type PhasesForm = z.infer<typeof PhasesForm>;

function partsNamed(fields: Record<string, string | null>, prefix: string): (readonly [string, string | null])[] {
  return Object.entries(fields).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : []));
}
