import * as z from 'zod';
import { Zone } from '../schema.ts';

const reason = (what: string) => z.string(what).trim().min(1, what).max(500, 'At most 500 characters');

/** In which zone a report says its times. */
export const ReportForm = z.object({ timeZone: Zone });
/** Who a row of a report is: the address that somebody registered with, or nobody of ours. */
export const RowAnswer = z.discriminatedUnion('answer', [
  z.object({
    answer: z.literal('is'),
    row: z.uuid('Name the row'),
    mail: z.string().trim().toLowerCase().pipe(z.email('Write the address that they registered with')),
  }),
  z.object({ answer: z.literal('nobody'), row: z.uuid('Name the row') }),
  z.object({ answer: z.literal('open'), row: z.uuid('Name the row') }),
]);
export type RowAnswer = z.infer<typeof RowAnswer>;
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
/** What a registrant says of how they joined. */
export const Claim = z.object({ claim: reason('Write under which name, or with which address, you joined') });
