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

const reason = text(1000).default('');
/** A code from its form; `seen`: the state that the form began with. */
export const CodeForm = CodeSaid.extend({ seen: z.coerce.date() });
/** A merge: into which other code, and why. */
export const Merge = z.object({ intoId: z.uuid('Choose the other code'), reason });
/** A code that goes out of use. */
export const Retire = z.object({ reason });
/** What a lead does with a round. */
export const RoundAct = z.object({ act: z.enum(['open', 'close']), roundId: z.uuid() });
/** A passage from a form, where numbers are text. */
export const PassageForm = z
  .object({
    textId: z.uuid(),
    codeId: z.uuid('Choose a code'),
    begins: z.coerce.number().int().min(0),
    ends: z.coerce.number().int(),
    memo: text(4000).default(''),
  })
  .refine(({ begins, ends }) => ends > begins, 'Mark at least one letter');
/** A coding that is taken back. */
export const Uncoding = z.object({ codingId: z.uuid() });
