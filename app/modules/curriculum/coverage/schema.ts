import * as z from 'zod';
import { type Relation, relations } from '#app/modules/competencies/crosswalks/crosswalk.ts';
import { requirements } from '../placement.ts';
import { AcademicYear } from '../schema.ts';

/** What can be looked at beside the matrix, as `?view=` says it. */
export const aspects = ['levels', 'methods', 'grades', 'assessment', 'gaps', 'students'] as const;
export type Aspect = (typeof aspects)[number];

/** What a coverage page shows, from its address; anything that cannot be read falls back to required, touching, learner hours. */
export const CoverageSearch = z.object({
  year: AcademicYear.optional().catch(undefined),
  requirement: z.enum([...requirements, 'all']).catch('required'),
  count: z.enum(['touching', 'attributed']).catch('touching'),
  hours: z.enum(['learner', 'delivered']).catch('learner'),
  /** Another framework (its short name), read across its crosswalk; absent: the one that the school maps against. */
  framework: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .optional()
    .catch(undefined),
  /** Which relations of the crosswalk carry: the same only, also what is a part of the other, or every one. */
  carry: z.enum(['same', 'parts', 'all']).catch('parts'),
  /** The open cell: a column, a full stop, and a competency's code, each also `all`. */
  cell: z
    .string()
    .regex(/^[^.]+\../)
    .optional()
    .catch(undefined),
  /** Levels, methods and so on; absent: competency by phase. */
  view: z.enum(aspects).optional().catch(undefined),
  /** Which column a view counts: a phase's id, `spans`, `none`, `unplaced`, or all of them. */
  phase: z.string().min(1).catch('all'),
  /** Of the open cell only the activities that have a link with this facet (`level:practised`), and only those of this milestone. */
  facet: z.string().min(1).optional().catch(undefined),
  milestone: z.uuid().optional().catch(undefined),
  /** `unknown`: of the open cell only the activities whose minutes nobody stated. */
  only: z.literal('unknown').optional().catch(undefined),
});
export type CoverageSearch = z.infer<typeof CoverageSearch>;

/** The relations that each choice of `carry` carries by. A broader item is met in part by what meets ours; a narrower or a related one may not be met at all. */
export const carriedBy: Readonly<Record<CoverageSearch['carry'], readonly Relation[]>> = {
  same: ['exact'],
  parts: ['exact', 'broader'],
  all: relations,
};

/** The column and the competency of an open cell. */
export function partsOfCell(cell: string): { column: string; competency: string } {
  const stop = cell.indexOf('.');
  return { column: cell.slice(0, stop), competency: cell.slice(stop + 1) };
}
