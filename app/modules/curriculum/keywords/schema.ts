import * as z from 'zod';

import { phraseProblem } from './terms.ts';

/** At most so many keywords in a list, and so many phrases in one field of a keyword. */
export const mostKeywords = 500;
const mostPhrases = 100;

const Phrase = z
  .string()
  .trim()
  .max(100, 'At most 100 characters')
  .superRefine((phrase, context) => {
    const problem = phraseProblem(phrase);
    if (problem !== null) context.addIssue({ code: 'custom', message: problem });
  });

/** The lines of a field that are not empty, each once. */
function linesOf(text: string): string[] {
  return [...new Set(text.split(/\r?\n/).map((line) => line.trim()))].filter((line) => line !== '');
}

/** Says what is wrong with phrases: those of one line by that line, else each by itself. */
function refuseMistakes(phrases: readonly string[], context: z.RefinementCtx, line?: string): void {
  const problem = (of: string, message: string) => context.addIssue({ code: 'custom', message: `“${of.slice(0, 40)}”: ${message}` });
  if (phrases.length > mostPhrases && line === undefined) context.addIssue({ code: 'custom', message: `At most ${mostPhrases} lines` });
  if (phrases.length > mostPhrases && line !== undefined) problem(line, `At most ${mostPhrases} phrases on a line`);
  for (const phrase of phrases) {
    const read = Phrase.safeParse(phrase);
    if (!read.success) problem(line ?? phrase, read.error.issues[0]!.message);
  }
}

/** Phrases, one on a line. A mistake names its line. */
const Phrases = z
  .string()
  .default('')
  .transform((text, context): string[] => {
    const lines = linesOf(text);
    refuseMistakes(lines, context);
    return lines;
  });
const note = z.string().trim().max(2000, 'At most 2000 characters').default('');
const Seen = z.coerce.date();

/** What a keyword looks for, and the competency that it proposes. */
export const KeywordSaid = z.object({
  competencyId: z.uuid('Choose the competency that it proposes'),
  phrase: Phrase,
  synonyms: Phrases,
  exclusions: Phrases,
  context: Phrases,
});
/** The same from a form that changes a keyword; `seen`: its state when the form was opened. */
export const KeywordForm = KeywordSaid.extend({ seen: Seen.optional() });

/** Several keywords of one competency: a line each, synonyms behind semicolons. */
export const ManyKeywords = z.object({
  competencyId: z.uuid('Choose the competency that they propose'),
  lines: z.string().transform((text, context): { phrase: string; synonyms: string[] }[] => {
    const lines = linesOf(text);
    if (lines.length === 0) context.addIssue({ code: 'custom', message: 'Write at least one keyword' });
    return lines.map((line) => {
      const phrases = [...new Set(line.split(';').map((part) => part.trim()))].filter((part) => part !== '');
      const [phrase = '', ...synonyms] = phrases;
      refuseMistakes([phrase, ...synonyms], context, line);
      return { phrase, synonyms };
    });
  }),
});

/** What a version says of itself, and its negation. */
export const AboutVersion = z.object({
  note,
  before: Phrases,
  after: Phrases,
  window: z.coerce.number('Write a number').int('Write a whole number').min(0, 'At least 0').max(20, 'At most 20'),
  seen: Seen.optional(),
});
export type AboutVersion = z.infer<typeof AboutVersion>;

/** A list that begins. */
export const NewList = z.object({
  name: z.string().trim().min(1, 'Write a name').max(80, 'At most 80 characters'),
  note,
});

/** Adopting takes the state that was looked at. */
const Adoption = z.object({ seen: Seen });

/** A version in an address: its list’s short name and its number. */
export const VersionAddress = z.object({ list: z.string().regex(/^[a-z0-9-]+$/), version: z.coerce.number().int().positive() });
/** A text to try words on. */
export const TriedText = z.string().max(200_000, 'At most 200,000 characters: try a part of it').default('');

/** What a version's page can do with it. */
export const VersionAct = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['begin', 'use', 'discard']) }),
  Adoption.extend({ act: z.literal('adopt') }),
  z.object({ act: z.literal('drop'), keyword: z.uuid() }),
]);

/** Words to try in an address: without a phrase nothing is tried. Phrases that cannot be searched for are left for the page to say. */
export const TriedWords = z.object({
  phrase: z.literal('').or(Phrase).default(''),
  synonyms: Phrases,
  exclusions: Phrases,
  context: Phrases,
});
