import * as z from 'zod';
import { AcademicYear } from '../schema.ts';

/** One answer: `seen` is what stood when the question was read, so that of two people who answer at once the second is told. */
export const CourseAnswer = z.object({
  courseId: z.uuid(),
  teaching: z.enum(['each', 'groups']).nullable(),
  groups: z.int().min(2).max(1000).nullable(),
  seen: z.enum(['each', 'groups']).nullable(),
});
export type CourseAnswer = z.infer<typeof CourseAnswer>;

/** Answers about several courses of one year, given as one act. */
export const TeachingAnswers = z.object({ year: AcademicYear, answers: z.array(CourseAnswer) });
export type TeachingAnswers = z.infer<typeof TeachingAnswers>;

/** Which part of a page of this module: a year, a course to answer about, an estimate to change, what was just done. */
export const TeachingSearch = z.object({
  year: AcademicYear.optional().catch(undefined),
  course: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  change: z.uuid().optional().catch(undefined),
});
export type TeachingSearch = z.infer<typeof TeachingSearch>;

const groupsTyped = z
  .string()
  .trim()
  .regex(/^(|[2-9]|[1-9]\d{1,2})$/, 'Write a whole number of groups, from 2 to 999.')
  .transform((text) => (text === '' ? null : Number(text)));
const answerTyped = z.enum(['', 'each', 'groups']).transform((word) => word || null);

/** What a person does with one course in the queue; `undone` is the act that `undo` takes back. */
export const GroupAct = z.object({
  act: z.enum(['each', 'groups', 'none', 'skip', 'undo'], 'Choose one of the answers.'),
  year: AcademicYear,
  courseId: z.uuid(),
  seen: answerTyped,
  groups: groupsTyped.optional().transform((groups) => groups ?? null),
  undone: z.uuid().optional(),
});
export type GroupAct = z.infer<typeof GroupAct>;

/** Several courses at once: `teaching.<id>` (nothing: not now), `groups.<id>` and `seen.<id>`. */
export const GroupsForm = z
  .object({ year: AcademicYear })
  .catchall(z.string())
  .transform(({ year, ...fields }, context): TeachingAnswers => {
    const answers = Object.entries(fields).flatMap(([name, word]) => {
      const [, courseId] = /^teaching\.(.+)$/.exec(name) ?? [];
      if (courseId === undefined || !z.uuid().safeParse(courseId).success || (word !== 'each' && word !== 'groups')) return [];
      const groups = groupsTyped.safeParse(fields[`groups.${courseId}`] ?? '');
      if (!groups.success) context.addIssue({ code: 'custom', path: [`groups.${courseId}`], message: groups.error.issues[0]!.message });
      const seen = answerTyped.safeParse(fields[`seen.${courseId}`] ?? '');
      return [{ courseId, teaching: word, groups: groups.data ?? null, seen: seen.data ?? null } satisfies CourseAnswer];
    });
    if (answers.length === 0) context.addIssue({ code: 'custom', path: [], message: 'Answer for at least one course.' });
    return { year, answers };
  });
export type GroupsForm = z.infer<typeof GroupsForm>;
