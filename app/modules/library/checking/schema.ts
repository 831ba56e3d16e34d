import * as z from 'zod';

/** Why a finding may stay as it is. */
export const FindingAnswered = z.object({
  finding: z.string().min(1).max(3000),
  reason: z.string().trim().min(1, 'Write why it may stay').max(1000, 'At most 1,000 characters'),
});
export type FindingAnswered = z.infer<typeof FindingAnswered>;
/** An answer that is taken back. */
export const AnswerTakenBack = z.object({ finding: z.string().min(1).max(3000) });
