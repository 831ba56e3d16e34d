import * as z from 'zod';
import { extents, levels } from '../link.ts';
import { AcademicYear } from '../schema.ts';

/** Which part of the queue, and where in it: one hit, or the one after or before another. What cannot be read is left out. */
export const ReviewSearch = z.object({
  year: AcademicYear.optional().catch(undefined),
  keyword: z.uuid().optional().catch(undefined),
  competency: z
    .stringFormat('code', /^[^\0]{1,20}$/)
    .optional()
    .catch(undefined),
  hit: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});
export type ReviewSearch = z.infer<typeof ReviewSearch>;

/** A mapper's yes: the competency (its id), how far the activity goes and how fully it addresses it. */
export const Acceptance = z.object({
  hitId: z.uuid('Name the suggestion'),
  competencyId: z.uuid('Choose a competency'),
  level: z.enum(levels, 'Choose how far it goes'),
  extent: z.enum(extents, 'Choose how fully'),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** A mapper's no, with the reason if they gave one. */
export const Rejection = z.object({
  hitId: z.uuid('Name the suggestion'),
  reason: z
    .string()
    .trim()
    .max(500, 'At most 500 characters')
    .transform((reason) => reason || undefined)
    .optional(),
});
export type Rejection = z.infer<typeof Rejection>;

/** What a button of the queue sends. `undone` is the hit whose answer is taken back. */
export const Act = z.discriminatedUnion('act', [
  Acceptance.extend({ act: z.literal('link') }),
  Rejection.extend({ act: z.literal('reject') }),
  z.object({ act: z.literal('skip'), hitId: z.uuid() }),
  z.object({ act: z.literal('back'), hitId: z.uuid() }),
  z.object({ act: z.literal('undo'), undone: z.uuid() }),
]);
export type Act = z.infer<typeof Act>;
