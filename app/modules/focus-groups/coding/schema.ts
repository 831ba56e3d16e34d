import * as z from 'zod';

const text = (most: number) => z.string().trim().max(most, `At most ${most} characters`);
const MaybeId = z
  .literal('')
  .transform(() => null)
  .or(z.uuid());

/** What a code says of itself. */
export const CodeSaid = z.object({
  name: text(120).min(1, 'Write a name'),
  parentId: MaybeId,
  definition: text(4000),
  include: text(4000),
  exclude: text(4000),
  example: text(4000),
  colour: z.coerce.number().int().min(0).max(11).default(0),
});
export type CodeSaid = z.infer<typeof CodeSaid>;

/** A round that begins. */
export const NewRound = z.object({
  title: text(120).min(1, 'Write a title'),
  kind: z.enum(['open', 'blind'], 'Choose how the round goes'),
});
export type NewRound = z.infer<typeof NewRound>;

/** A passage [begins, ends) of a text, in UTF-16 units, that gets a code. */
export const Passage = z
  .object({
    roundId: z.uuid(),
    textId: z.uuid(),
    codeId: z.uuid(),
    begins: z.number().int().min(0),
    ends: z.number().int(),
    memo: text(4000).default(''),
  })
  .refine(({ begins, ends }) => ends > begins, 'Mark at least one letter');
export type Passage = z.infer<typeof Passage>;
