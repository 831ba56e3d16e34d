import * as z from 'zod';

const text = (most: number) => z.string().trim().max(most, `At most ${most} characters`);

/** An id as an address has it. */
export const PassageId = z.uuid();
/** The queue's address: a passage that is asked for, and what was done. */
export const QueueSearch = z.object({
  passage: z.uuid().optional().catch(undefined),
  done: z.string().optional(),
  title: z.string().optional(),
});

/**
 * An answer of the queue. `act`: what is done with the passage; `same`: with all open passages of the same words, too; `everywhere`: the name
 * goes on the roster, so that it gets the same pseudonym in every transcript of the site. */
export const Answer = z
  .object({
    passageId: z.uuid(),
    act: z.enum(['replace', 'keep', 'before', 'behind', 'undo']),
    replacement: text(120).default(''),
    same: z.literal('yes').optional(),
    everywhere: z.literal('yes').optional(),
  })
  .refine(({ act, replacement }) => act !== 'replace' || replacement !== '', {
    path: ['replacement'],
    message: 'Write what stands there instead: the pseudonym, or a word in brackets',
  });
export type Answer = z.infer<typeof Answer>;

/** Words that a person marks, and what stands there instead. They are taken as they stand, but for the blanks around them. */
export const Marked = z.object({
  words: text(300).min(1, 'Write the words as they stand in the text'),
  replacement: text(120).min(1, 'Write what stands there instead: the pseudonym, or a word in brackets'),
});
export type Marked = z.infer<typeof Marked>;

const Names = z
  .string()
  .max(2000, 'At most 2000 characters')
  .transform((lines) => [
    ...new Set(
      lines
        .split(/\r?\n|;/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ])
  .refine((names) => names.length > 0, 'Write at least one name')
  .refine((names) => names.every((name) => name.length <= 120), 'A name has at most 120 characters');

/** Somebody, or some place, that a site's people speak of. */
export const RosterSaid = z.object({
  siteId: z.uuid('Choose a site'),
  kind: z.enum(['person', 'place'], 'Choose whether it is a person or a place'),
  names: Names,
  pseudonym: text(80).min(1, 'Write what stands for them in every text'),
});
export type RosterSaid = z.infer<typeof RosterSaid>;
/** An entry that leaves the roster. */
export const RosterEnded = z.object({ entryId: z.uuid() });

/** Who signs says what may still tell who somebody is. */
export const Signing = z.object({
  textId: z.uuid(),
  hasRead: z.literal('yes', 'Read the whole text first'),
  residualRisk: text(4000).min(1, 'Write what may still tell who somebody is'),
});
export type Signing = z.infer<typeof Signing>;
