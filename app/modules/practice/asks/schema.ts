import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';

/** An ask by its id in an address. */
export const AskPath = z.object({ school: z.string(), ask: z.uuid() });

/** What a course asks for. `students` are mail addresses, one a line or parted by commas; none: the whole class. */
export const CourseAskForm = z
  .object({
    title: z.string('Write which course it is for').trim().min(1, 'Write which course it is for').max(150, 'At most 150 characters'),
    observed: z.coerce
      .number('Write how many, 1 to 20')
      .int('Write a whole number')
      .min(1, 'Write how many, 1 to 20')
      .max(20, 'Twenty at most'),
    until: dayOf('Write a day'),
    confirmed: z
      .string()
      .optional()
      .transform((said) => said === 'yes'),
    graduates: z
      .literal('')
      .transform(() => null)
      .or(z.coerce.number('Write a year').int().min(2000, 'Write a year such as 2028').max(2100, 'Write a year such as 2028'))
      .default(null),
    students: z
      .string()
      .default('')
      .transform((text) => [
        ...new Set(
          text
            .toLowerCase()
            .split(/[\s,;]+/)
            .filter(Boolean),
        ),
      ])
      .refine((mails) => mails.length <= 500, 'Name at most 500 students'),
  })
  .refine(({ graduates, students }) => (graduates === null) !== (students.length === 0), {
    path: ['graduates'],
    error: 'Write the year of a class, or name students below: one of the two',
  });
export type CourseAskForm = z.infer<typeof CourseAskForm>;
