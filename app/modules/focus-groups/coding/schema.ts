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
    /** What the page that made it calls it; else it gets its own. */
    id: z.uuid().optional(),
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
/** A passage from a form, as `12-40`. */
const PassageSaid = z
  .string('Choose a turn, or mark words')
  .regex(/^\d{1,9}-\d{1,9}$/, 'Choose a turn, or mark words')
  .transform((said) => {
    const [begins = 0, ends = 0] = said.split('-').map(Number);
    return { begins, ends };
  })
  .refine(({ begins, ends }) => ends > begins, 'Mark at least one letter');
const given = { passage: PassageSaid, memo: text(4000).default('') };
const codeId = z.uuid('Choose a code');
/** A passage that gets a code; `id`: what the page calls the coding, where it does. */
export const PassageForm = z.object({ ...given, codeId, id: z.uuid().optional() });
/** A passage that gets a code which is added with it. */
export const NewCodeForm = z.object({ ...given, name: text(120).min(1, 'Write the name of the code'), id: z.uuid().optional() });
/** A coding of one's own that gets another code, range or memo. */
export const KeepForm = z.object({ ...given, codeId, keep: z.uuid() });
/** A coding that is taken back. */
export const UncodeForm = z.object({ uncode: z.uuid() });
/** Which turn a page of a text is to show, by its position from 0. */
export const TurnSearch = z.object({ turn: z.coerce.number().int().min(0).catch(0) });
