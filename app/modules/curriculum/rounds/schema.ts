import * as z from 'zod';
import { AcademicYear, DueDay } from '../schema.ts';
import { audiences, figureGroups, sharingForms } from './figure-group.ts';
import { roundSteps } from './step.ts';

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters`);
const Day = DueDay('Choose a day, or leave it empty').nullable();

/** What every school of a round shares in which form, and to whom. */
export const TermsFigures = z.record(z.enum(figureGroups), z.object({ form: z.enum(sharingForms), audience: z.enum(audiences) }));

/** What a round says of itself. `dueOn`: the last day of each step, null where none is set. */
export const RoundSaid = z.object({
  title: words(120).min(1, 'Write a title, for example Mapping 2025–26'),
  year: AcademicYear,
  frameworkVersionId: z.uuid('Choose a framework'),
  keywordListId: z.uuid('Choose a keyword list'),
  note: words(2000).transform((text) => text || null),
  dueOn: z.record(z.enum(roundSteps), Day),
});
export type RoundSaid = z.infer<typeof RoundSaid>;

/** A round that begins: what it says of itself, its schools by their ids, and its terms. */
export const NewRound = RoundSaid.extend({ schoolIds: z.array(z.uuid()), figures: TermsFigures });
export type NewRound = z.infer<typeof NewRound>;

/** Other terms, and why; `seen`: the version that they were to change. */
export const Proposal = z.object({
  figures: TermsFigures,
  reason: words(2000).min(1, 'Write why, for every school to read'),
  seen: z.coerce.number().int().optional().catch(undefined),
});
export type Proposal = z.infer<typeof Proposal>;

/** A school's answer to one version of the terms. */
export const TermsAnswer = z
  .object({
    termsId: z.uuid(),
    answer: z.enum(['accepted', 'change'], 'Choose an answer'),
    words: words(2000).transform((text) => text || null),
  })
  .refine(({ answer, words: said }) => answer === 'accepted' || said !== null, {
    path: ['words'],
    message: 'Write what you would have changed, and why',
  });
export type TermsAnswer = z.infer<typeof TermsAnswer>;
