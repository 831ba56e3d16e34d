import * as z from 'zod';
import { relations } from './crosswalk.ts';

/** A framework's short name, in an address. */
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Between which two frameworks, from an address; what is no short name names nothing. */
export const CrosswalkPath = z.object({ from: slug, to: slug });
export type CrosswalkPath = z.infer<typeof CrosswalkPath>;

/** Two frameworks that a person chose. */
export const ChosenFrameworks = z
  .object({ from: slug, to: slug })
  .refine(({ from, to }) => from !== to, { message: 'Choose two different frameworks', path: ['to'] });
export type ChosenFrameworks = z.infer<typeof ChosenFrameworks>;

/** What a person says of two items, by the ids of their rows. */
export const NewRelation = z.object({
  from: z.uuid('Choose an item of the first framework'),
  to: z.uuid('Choose an item of the second framework'),
  relation: z.enum(relations, 'Choose how they stand to each other'),
  note: z
    .string()
    .trim()
    .max(500, 'Write at most 500 characters')
    .transform((text) => text || null),
});
export type NewRelation = z.infer<typeof NewRelation>;

/** A relation to be taken back. */
export const OldRelation = z.object({ association: z.uuid('Choose a relation of the list') });
export type OldRelation = z.infer<typeof OldRelation>;
