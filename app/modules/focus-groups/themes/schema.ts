import * as z from 'zod';

const text = (most: number) => z.string().trim().max(most, `At most ${most} characters`);

/** How a passage stands to its theme. */
export const passageKinds = ['quote', 'counter', 'support'] as const;
export type PassageKind = (typeof passageKinds)[number];

/** What a theme says of itself. `plain`: the words for a participant who reads it back; `counterSearch`: where the team looked for what speaks against it. */
export const ThemeSaid = z.object({
  claim: text(500).min(1, 'Write what you claim'),
  summary: text(10_000),
  plain: text(4000),
  counterSearch: text(4000),
});
export type ThemeSaid = z.infer<typeof ThemeSaid>;
/** A theme from its form; `seen`: the state that the form began with. */
export const ThemeForm = ThemeSaid.extend({ seen: z.coerce.date() });

/** A passage [begins, ends) of a signed text, in UTF-16 units, with what it is for its theme. */
export const ThemePassage = z
  .object({
    textId: z.uuid('Choose a text'),
    begins: z.coerce.number().int().min(0),
    ends: z.coerce.number().int(),
    kind: z.enum(passageKinds, 'Choose what the passage is'),
    note: text(1000).default(''),
  })
  .refine(({ begins, ends }) => ends > begins, 'Mark at least one letter');
export type ThemePassage = z.infer<typeof ThemePassage>;
/** What a passage becomes. */
export const PassageKept = z.object({ passageId: z.uuid(), kind: z.enum(passageKinds, 'Choose what the passage is') });
/** A passage that is taken out, or was looked at. */
export const PassageNamed = z.object({ passageId: z.uuid() });

/** What a theme can be linked with, and by which id. */
export const linkedNouns = ['code', 'competency', 'note'] as const;
export type LinkedNoun = (typeof linkedNouns)[number];
/** A link of a theme, made or ended. */
export const ThemeLinked = z.object({ noun: z.enum(linkedNouns), id: z.uuid('Choose one') });

/** The lead shares a theme with the collaborative. */
export const ThemeShared = z.object({
  withQuotes: z
    .literal('yes')
    .optional()
    .transform((said) => said === 'yes'),
  reason: text(1000).min(1, 'Write why'),
});
export type ThemeShared = z.infer<typeof ThemeShared>;

/** Whom to ask to read a theme back. */
export const ReaderAsked = z.object({ participantId: z.uuid('Choose a participant') });
/** What a participant says of a theme. */
export const ThemeReadBack = z.object({
  answer: z.enum(['yes', 'partly', 'no'], 'Choose an answer'),
  words: text(4000).default(''),
});
export type ThemeReadBack = z.infer<typeof ThemeReadBack>;
