import * as z from 'zod';
import { Zone } from '../schema.ts';

const reason = (what: string) => z.string(what).trim().min(1, what).max(500, 'At most 500 characters');

/** In which zone a report says its times. */
export const ReportForm = z.object({ timeZone: Zone });
const Rows = z
  .string('Choose a line')
  .transform((ids) => ids.split(' ').filter((id) => id !== ''))
  .pipe(z.array(z.uuid()).min(1, 'Choose at least one line').max(100, 'At most 100 lines at once'));
/** Who lines of a report are (`rows`: their ids with spaces between): the address that somebody registered with, nobody of ours, or open again. */
export const RowAnswer = z.discriminatedUnion('answer', [
  z.object({
    answer: z.literal('is'),
    rows: Rows,
    mail: z.string().trim().toLowerCase().pipe(z.email('Choose who it was, or write the address that they registered with')),
  }),
  z.object({ answer: z.literal('nobody'), rows: Rows }),
  z.object({ answer: z.literal('open'), rows: Rows }),
]);
export type RowAnswer = z.infer<typeof RowAnswer>;
/** Which line is looked at, and which pages of the lists. */
export const QueueSearch = z.object({
  at: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  decided: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type QueueSearch = z.infer<typeof QueueSearch>;
/** How many lines of a list a page shows. */
export const presencePageSize = 50;
/** An import by its id. */
export const ImportNamed = z.object({ import: z.uuid('Name the report') });
/** What a person says of somebody’s attendance, and why. */
export const Correction = z.object({
  mail: z.string().trim().toLowerCase().pipe(z.email('Write the address that they registered with')),
  came: z.enum(['yes', 'no'], 'Say whether they were there').transform((said) => said === 'yes'),
  minutes: z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, 'Write a whole number of minutes')
    .transform(Number),
  reason: reason('Say why, in a sentence'),
});
export type Correction = z.infer<typeof Correction>;
/** What a registrant says of how they were there. */
export const Claim = z.object({ claim: reason('Write how you were there, in a sentence') });
/** What a person answers to it. A yes says how many minutes; a no says why. */
export const ClaimAnswer = z
  .object({
    place: z.uuid('Name the place'),
    answer: z.enum(['yes', 'no'], 'Say yes or no'),
    minutes: z
      .string()
      .trim()
      .default('')
      .refine((text) => /^\d{0,4}$/.test(text), 'Write a whole number of minutes')
      .transform((text) => (text === '' ? null : Number(text))),
    because: z.string().trim().max(300, 'At most 300 characters').default(''),
  })
  .refine(({ answer, minutes }) => answer === 'no' || minutes !== null, { path: ['minutes'], message: 'Write how many minutes' })
  .refine(({ answer, because }) => answer === 'yes' || because !== '', {
    path: ['because'],
    message: 'Say why, in a sentence: they read it',
  });
export type ClaimAnswer = z.infer<typeof ClaimAnswer>;
