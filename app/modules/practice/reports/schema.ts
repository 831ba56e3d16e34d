import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';

/** Opens a year's questions between two days, both counted. */
export const ReportYear = z
  .object({
    year: z
      .string('Write the year')
      .trim()
      .regex(/^\d{4}-\d{2}$/, 'Write the academic year, for example 2026-27'),
    opensOn: dayOf('Choose the first day'),
    closesOn: dayOf('Choose the last day'),
  })
  .refine(({ opensOn, closesOn }) => closesOn > opensOn, { path: ['closesOn'], message: 'Choose a last day after the first' });
export type ReportYear = z.infer<typeof ReportYear>;
