import * as z from 'zod';
import { figureGroups } from '../rounds/figure-group.ts';

/** What a comparison shows: a group of figures, and one competency (its code) or all. Anything unreadable falls back to required teaching of all. */
export const CompareSearch = z.object({
  group: z.enum(figureGroups).catch('required'),
  competency: z
    .string()
    .max(100)
    .nullish()
    .catch(null)
    .transform((code) => code || null),
});
export type CompareSearch = z.infer<typeof CompareSearch>;

/** The search of an address, read. */
export function compareSearch(request: Request): CompareSearch {
  return CompareSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
}
