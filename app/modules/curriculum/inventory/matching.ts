import * as z from 'zod';

/** What a column of a spreadsheet can be. `duration` is a length whose unit the values or a person say; `ignore` is a column that nothing here needs. */
export const fields = [
  'id',
  'title',
  'text',
  'objectives',
  'minutes',
  'hours',
  'duration',
  'delivered-minutes',
  'delivered-hours',
  'groups',
  'start',
  'end',
  'date',
  'course',
  'course-id',
  'level',
  'phase',
  'requirement',
  'course-requirement',
  'instruction',
  'assessment',
  'purpose',
  'keywords',
  'resources',
  'seats',
  'enrolled',
  'interprofessional',
  'estimate-source',
  'ignore',
] as const;
export type Field = (typeof fields)[number];

const mostColumns = 500;
const mostAnswers = 1000;

/**
 * How a sheet is to be read: which sheet, the line of its header (the last one where it has two; null: no header), what each column is by its
 * number from 0 (one that is not named is ignored), and what was answered to each question by its id. Kept as JSON, and filled from a form.
 */
export const Matching = z.object({
  sheet: z.string().max(300),
  headerLine: z.coerce.number().int().min(1).max(10_000_000).nullable(),
  columns: z
    .record(z.string().regex(/^\d{1,5}$/), z.enum(fields))
    .refine((columns) => Object.keys(columns).length <= mostColumns, `Match at most ${mostColumns} columns`),
  answers: z
    .record(z.string().max(400), z.string().max(400))
    .refine((answers) => Object.keys(answers).length <= mostAnswers, `Give at most ${mostAnswers} answers`),
});
export type Matching = z.infer<typeof Matching>;

/** One of the answers to a question: its value in a matching, and its words. */
export type Choice = { readonly value: string; readonly words: string };

/** What the values leave open: asked once, with what was seen and what is taken to be so until a person says otherwise. */
export type Question = {
  /** The key of its answer in a matching. */
  readonly id: string;
  /** The column that it is about, from 0; null: the sheet as a whole. */
  readonly column: number | null;
  readonly words: string;
  /** What was seen: `The values run from 0.5 to 8`. */
  readonly because: string;
  readonly choices: readonly Choice[];
  /** The value of the choice that is taken. */
  readonly proposed: string;
};

/** A column as found. */
export type ColumnFound = {
  /** From 0. */
  readonly index: number;
  /** `A`, `B`, … `AA`. */
  readonly letter: string;
  /** As written; '' without one. */
  readonly header: string;
  /** The first few different values, shortened. */
  readonly samples: readonly string[];
  readonly field: Field;
  /** How sure the proposal is: from the header and the values, from one of them, or not at all. */
  readonly sureness: 'sure' | 'likely' | 'guess';
  /** Why it is left out, or what speaks for the proposal. */
  readonly because: string;
};

/** How a sheet would be read if nobody said anything, and what is to be asked. */
export type Proposal = {
  readonly matching: Matching;
  /** The headers, folded: another file with the same ones is read alike. A sheet without headers has the shape of its number of columns. */
  readonly shape: string;
  readonly columns: readonly ColumnFound[];
  /** The sheets to choose from; '' alone for a CSV file. */
  readonly sheets: readonly string[];
  readonly questions: readonly Question[];
};

/** A matching that was kept for the same shape, for this file: its columns and answers, on this file's sheet and line. */
export function recalled(proposal: Proposal, kept: Matching): Matching {
  const { sheet, headerLine, answers } = proposal.matching;
  return { sheet, headerLine, columns: kept.columns, answers: { ...answers, ...kept.answers } };
}
