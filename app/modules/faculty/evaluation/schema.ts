import * as z from 'zod';
import { designs } from './instrument.ts';

/** What is asked around an offering, as its form is filled in; the questions are read beside it (`readQuestions`), since they name competencies of today. */
export const InstrumentForm = z.object({
  design: z.enum(designs, 'Choose when people say how it was before'),
  points: z.string().trim().max(500, 'At most 500 characters').default(''),
  questions: z.string().max(4000, 'At most 4,000 characters').default(''),
  kirkpatrick: z.coerce.number('Choose a level').int().min(1, 'Choose a level').max(4),
  moore: z.coerce.number('Choose a level').int().min(1, 'Choose a level').max(7),
  followUps: z
    .enum(['none', '3', '12'], 'Choose how long people are asked')
    .transform((said) => (said === 'none' ? [] : said === '3' ? [3] : [3, 12])),
});
export type InstrumentForm = z.infer<typeof InstrumentForm>;
