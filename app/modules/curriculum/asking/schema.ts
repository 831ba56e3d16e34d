import * as z from 'zod';
import { AcademicYear, ChosenYear, DueDay, Id } from '../schema.ts';

const mail = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email('Write an email address, as name@school.edu.').max(254, 'Shorten the email address to 254 characters.'));
const name = z.string().trim().min(1, 'Write the name.').max(200, 'Shorten it to 200 characters.');
const words = (most: number) => z.string().trim().max(most, `Shorten it to ${most} characters.`);

const page = z.coerce.number().int().min(1).max(100_000).catch(1);
/** Which year of the page of course directors, and which page of its two lists: who directs courses, and the courses that nobody is named for. */
export const DirectorsSearch = ChosenYear.extend({ page, courses: page });
export type DirectorsSearch = z.infer<typeof DirectorsSearch>;

/** A course (its stable id) and somebody who directs it. */
export const NamedDirector = z.object({ courseStableId: z.uuid(), name, mail });
export type NamedDirector = z.infer<typeof NamedDirector>;

/** Course directors typed into a table: `name.<course>` and `mail.<course>`; a course of which both are empty is passed over. */
export const NamedInTable = z
  .object({ year: AcademicYear })
  .catchall(z.string())
  .transform(({ year, ...fields }, context) => {
    const ids = Object.keys(fields).flatMap((field) => /^name\.(.+)$/.exec(field)?.[1] ?? []);
    const directors = ids.flatMap((courseStableId) => {
      const typed = { courseStableId, name: fields[`name.${courseStableId}`] ?? '', mail: fields[`mail.${courseStableId}`] ?? '' };
      if (typed.name.trim() === '' && typed.mail.trim() === '') return [];
      const read = NamedDirector.safeParse(typed);
      if (read.success) return [read.data];
      for (const { path, message } of read.error.issues)
        context.addIssue({ code: 'custom', path: [`${String(path[0])}.${courseStableId}`], message });
      return [];
    });
    return { year, directors };
  })
  .refine(({ directors }) => directors.length > 0, { path: [], message: 'Write a name and an email address for at least one course.' });
export type NamedInTable = z.infer<typeof NamedInTable>;

/** Lines pasted as "course, name, mail". */
export const PastedLines = z.object({ year: AcademicYear, lines: words(50_000).min(1, 'Paste lines as: course, name, mail.') });
export type PastedLines = z.infer<typeof PastedLines>;

/** A director who is named no more. */
export const Unnamed = z.object({ year: AcademicYear, courseStableId: z.uuid(), mail });
export type Unnamed = z.infer<typeof Unnamed>;

/** Which courses are asked about (none marked: every one with a director), and until which day. */
export const Asking = z
  .object({ year: AcademicYear, dueOn: DueDay('Choose the last day to answer.') })
  .catchall(z.string())
  .transform(({ year, dueOn, ...fields }) => ({
    year,
    dueOn,
    courses: Object.keys(fields).flatMap((field) => /^course\.(.+)$/.exec(field)?.[1] ?? []),
  }))
  .refine(({ courses }) => z.array(Id).safeParse(courses).success, {
    path: [],
    message: 'One of these courses cannot be read. Choose again.',
  });
export type Asking = z.infer<typeof Asking>;

/** A reminder to whoever was asked and is silent. */
export const Reminding = z.object({ year: AcademicYear });
export type Reminding = z.infer<typeof Reminding>;

/** What the lead does about a link that a director withdrew, and why. */
export const Settlement = z.object({
  courseStableId: z.uuid(),
  activityId: z.uuid(),
  competencyId: z.uuid(),
  settled: z.enum(['removed', 'kept'], 'Choose what becomes of it.'),
  words: words(2_000).min(1, 'Write in a sentence how you settled it; the director and the mappers read it.'),
});
export type Settlement = z.infer<typeof Settlement>;

/** The year is submitted, with words if there are any. */
export const Submitting = z.object({ year: AcademicYear, words: words(2_000).transform((text) => text || null) });
export type Submitting = z.infer<typeof Submitting>;

/** A submission is taken back, and why. */
export const TakingBack = z.object({ year: AcademicYear, reason: words(2_000).min(1, 'Write why, for whoever waits for this map.') });
export type TakingBack = z.infer<typeof TakingBack>;

/** The course in the address of a director's page: its stable id. */
export const CoursePath = z.object({ course: z.uuid() });
export type CoursePath = z.infer<typeof CoursePath>;
