import * as z from 'zod';

const words = z.string().trim().min(1, 'Write your words').max(4000, 'At most 4,000 characters');
const isNamed = z
  .literal('yes')
  .optional()
  .transform((said) => said === 'yes');

/** What a review comes to, with the reviewer's words, and whether the name stands beside them. */
export const ItemReviewed = z.object({ outcome: z.enum(['keep', 'withdraw'], 'Choose whether it stays'), words, isNamed });
export type ItemReviewed = z.infer<typeof ItemReviewed>;
/** What somebody who teaches with it says to whoever keeps it. */
export const ItemSuggested = z.object({ words, isNamed });
export type ItemSuggested = z.infer<typeof ItemSuggested>;
/** Why an item is taken back. */
export const ItemWithdrawn = z.object({ reason: words });
