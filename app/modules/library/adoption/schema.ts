import * as z from 'zod';
import { AcademicYear } from '../../curriculum/schema.ts';
import { phases } from '../schema.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most.toLocaleString('en')} characters`)
    .default('');

/** Where a school uses an item, what it changed, and how it went. `tells`: the author may read it, under the school's name. */
export const AdoptionSaid = z.object({
  course: text(200).refine((said) => said !== '', 'Write the course or the occasion'),
  phase: z
    .enum(phases)
    .or(z.literal(''))
    .default('')
    .transform((said) => said || null),
  academicYear: AcademicYear,
  learners: z
    .string()
    .trim()
    .default('')
    .refine((said) => /^\d{0,6}$/.test(said), 'Write a whole number, or leave it empty')
    .transform((said) => (said === '' ? null : Number(said))),
  changed: text(4000),
  went: text(4000),
  tells: z
    .literal('yes')
    .optional()
    .transform((said) => said === 'yes'),
});
export type AdoptionSaid = z.infer<typeof AdoptionSaid>;

/** What a school does about a newer version of what it uses, or about a withdrawal: there is nothing to take then. */
export const choices = ['take', 'stay', 'later', 'leave'] as const;
/** The choice with its reason. */
export const VersionChosen = z.object({ choice: z.enum(choices, 'Choose one'), reason: text(1000) });
export type VersionChosen = z.infer<typeof VersionChosen>;
