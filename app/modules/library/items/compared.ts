import * as z from 'zod';

/** Which two versions to compare: numbers, or `source` for the version that the later one adapts. */
export const ComparedSearch = z.object({
  from: z.union([z.literal('source'), z.coerce.number().int().min(1)]).catch('source'),
  to: z.coerce.number().int().min(1).optional().catch(undefined),
});
export type ComparedSearch = z.infer<typeof ComparedSearch>;
