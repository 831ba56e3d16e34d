import * as z from 'zod';
import { requirements } from '../placement.ts';
import { AcademicYear } from '../schema.ts';

/** What a coverage page shows, from its address; anything that cannot be read falls back to required, touching, learner hours. */
export const CoverageSearch = z.object({
  year: AcademicYear.optional().catch(undefined),
  requirement: z.enum([...requirements, 'all']).catch('required'),
  count: z.enum(['touching', 'attributed']).catch('touching'),
  hours: z.enum(['learner', 'delivered']).catch('learner'),
  /** The open cell: a column, a full stop, and a competency's code, each also `all`. */
  cell: z
    .string()
    .regex(/^[^.]+\../)
    .optional()
    .catch(undefined),
  /** `unknown`: of the open cell only the activities whose minutes nobody stated. */
  only: z.literal('unknown').optional().catch(undefined),
});
export type CoverageSearch = z.infer<typeof CoverageSearch>;

/** The column and the competency of an open cell. */
export function partsOfCell(cell: string): { column: string; competency: string } {
  const stop = cell.indexOf('.');
  return { column: cell.slice(0, stop), competency: cell.slice(stop + 1) };
}
