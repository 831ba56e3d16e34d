import * as z from 'zod';
import type { Amount } from './sample.ts';

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
  /** How many turns it asks for, as `20 %` or `150`; empty: everything that is signed. */
  amount: z
    .string()
    .trim()
    .regex(/^(?:\d{1,2}(?:\.\d+)?\s*%|100\s*%|\d{1,6})?$/, 'Write a share such as 20 %, or a number of turns such as 150')
    .transform((said): Amount | undefined => {
      const number = Number.parseFloat(said);
      return said === '' || number === 0 ? undefined : said.endsWith('%') ? { percent: number } : { turns: number };
    })
    .optional(),
  /** What the turns are drawn by; empty: drawn by chance, and kept. */
  seed: text(60).optional(),
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
export const RoundAct = z.object({ act: z.enum(['open', 'close', 'done', 'undone']), roundId: z.uuid() });
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

const words = z.string().trim().min(1, 'Write the memo').max(8000, 'At most 8000 characters');
/** A memo: on the study, a code, or a turn of a signed text (in a round, where one goes on). */
export const MemoSaid = z.discriminatedUnion('about', [
  z.object({ about: z.literal('study'), words }),
  z.object({ about: z.literal('code'), codeId: z.uuid(), words }),
  z.object({
    about: z.literal('turn'),
    textId: z.uuid(),
    position: z.coerce.number().int().min(0),
    roundId: z.uuid().nullable().default(null),
    words,
    /** What the page that made it calls it, so that what is sent twice is there once. */
    id: z.uuid().optional(),
  }),
]);
export type MemoSaid = z.infer<typeof MemoSaid>;
/** A memo on the turn in which a passage begins. */
export const TurnMemoForm = z.object({ passage: PassageSaid, memo: words, id: z.uuid().optional() });
/** A memo of one's own that is changed, or taken away. */
export const MemoKept = z.object({ memoId: z.uuid(), words });
export const MemoRemoved = z.object({ memoId: z.uuid() });

/** The codes that one code becomes, one a line, and why. */
export const Split = z.object({
  names: z
    .string()
    .transform((said) => [...new Set(said.split('\n').map((name) => name.trim()))].filter((name) => name !== ''))
    .pipe(
      z
        .array(text(120))
        .min(2, 'Write two codes or more, one a line')
        .max(9, 'Write nine codes at most: each has a key')
        .refine((names) => new Set(names.map((name) => name.toLowerCase())).size === names.length, 'Write each code once'),
    ),
  reason,
});
/** An answer about a coding that is looked at again: it stays (`all`: with all others for the same cause), goes, or gets another code. */
export const LookedAgain = z
  .object({
    codingId: z.uuid(),
    act: z.enum(['stay', 'all', 'uncode', 'other']).or(z.string().regex(/^code:[0-9a-f-]{36}$/)),
    codeId: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(),
  })
  .refine(({ act, codeId }) => act !== 'other' || codeId !== undefined, { path: ['codeId'], message: 'Choose the code' });
/** What is looked for in a study. */
export const Sought = z.object({ q: z.string().trim().max(200).catch('') });
