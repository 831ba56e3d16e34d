import * as z from 'zod';

/** What is said of a file that comes in: what the study calls it, of which session its texts are, and whether it is only looked at. */
export const ComingIn = z.object({
  act: z.enum(['look', 'bring']).default('look'),
  title: z.string().trim().max(120, 'At most 120 characters').default(''),
  sessionId: z.literal('').or(z.uuid('Choose a session')).default(''),
});
export type ComingIn = z.infer<typeof ComingIn>;
