import * as z from 'zod';
import { AcademicYear } from '../schema.ts';
import { enteredRows, timeUnits } from './entry.ts';

const courseRequirement = z.enum(['', 'required', 'required-in-track', 'elective']).transform((word) => word || null);
const anId = z.union([z.literal(''), z.uuid()]).transform((id) => id || null);

/**
 * The form in which activities are entered by hand. `entry` names the form itself, so that sending it twice enters nothing twice. `course` is the title of a
 * course that stands or of a new one, or empty: then the activities stand in none.
 */
export const EntryForm = z
  .object({
    year: z.string().trim().pipe(AcademicYear),
    entry: z.uuid('Open this page again: the form has lost its name.'),
    unit: z.enum(timeUnits, 'Say whether plain numbers are minutes or hours.'),
    course: z.string().trim().max(500, 'Shorten the course’s title to 500 characters.'),
    courseId: anId.optional().transform((id) => id ?? null),
    courseRequirement: courseRequirement.optional().transform((word) => word ?? null),
    coursePhase: anId.optional().transform((id) => id ?? null),
  })
  .catchall(z.string())
  .transform((form, context) => {
    const { year, entry, unit, course, courseId, courseRequirement: requirement, coursePhase: phaseId, ...fields } = form;
    const { rows, mistakes } = enteredRows(fields, unit);
    for (const { field, message } of mistakes) context.addIssue({ code: 'custom', path: field === '' ? [] : field.split('.'), message });
    return { year, entry, course: course.replace(/\s+/g, ' '), courseId, requirement, phaseId, rows };
  });
export type EntryForm = z.infer<typeof EntryForm>;

/** Which activity stays, and which become one with it. */
export const MergeForm = z.object({
  keep: z.uuid('Say which activity stays.'),
  merge: z.array(z.uuid()).max(100, 'Merge at most 100 at once.'),
});
export type MergeForm = z.infer<typeof MergeForm>;

/** How many groups a page of duplicates shows, and at most how many activities of each: the others follow when these are one. */
export const groupsAtOnce = 20;
export const twinsAtOnce = 50;

/** Which duplicates a page shows: those of a year, of one kind, or the activities named. */
export const DuplicateSearch = z.object({
  year: AcademicYear.optional().catch(undefined),
  by: z.enum(['title', 'text']).catch('title'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type DuplicateSearch = z.infer<typeof DuplicateSearch>;
