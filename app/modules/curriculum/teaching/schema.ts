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
