import * as z from 'zod';
import { AcademicYear } from '../schema.ts';

/** Which sizes can be drawn: what a person reads in an hour or two, and more for a narrower range. */
export const smallest = 10;
export const largest = 500;

/** A sample to draw. */
export const Draw = z.object({
  year: AcademicYear,
  size: z.coerce
    .number('Write a number')
    .int('Write a whole number')
    .min(smallest, `At least ${smallest}`)
    .max(largest, `At most ${largest}`),
});

/** What a reader says of an activity of a sample. */
export const Reading = z.object({ sampleId: z.uuid(), activityId: z.uuid(), addresses: z.array(z.uuid()) });
export type Reading = z.infer<typeof Reading>;

/** Where in a sample: its newest unless named, an activity to be read again, and the one that was read last. */
export const RecallSearch = z.object({
  year: AcademicYear.optional().catch(undefined),
  sample: z.uuid().optional().catch(undefined),
  activity: z.uuid().optional().catch(undefined),
  last: z.uuid().optional().catch(undefined),
  done: z.enum(['draw', 'read']).optional().catch(undefined),
});
export type RecallSearch = z.infer<typeof RecallSearch>;

/** A reading as its form sends it, the checked competencies with spaces between: with the act `none` it addresses none of them, whatever is checked. */
export const ReadingForm = z
  .object({ sampleId: z.uuid(), activityId: z.uuid(), act: z.enum(['addresses', 'none']), addresses: z.string() })
  .refine(
    ({ act, addresses }) => act === 'none' || addresses !== '',
    'Check the competencies that it addresses, or say that it addresses none.',
  )
  .transform(({ act, addresses, ...of }) => ({ ...of, addresses: act === 'none' ? [] : addresses.split(' ') }))
  .pipe(Reading);
