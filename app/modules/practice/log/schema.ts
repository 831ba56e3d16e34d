import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { steps } from '../scale.ts';
import { debriefs, kinds, parts, type Said, saidOf } from './entry.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Keep it within ${most.toLocaleString('en')} characters`)
    .default('');
const orNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((said) => (said === '' ? null : said), schema.nullable()).default(null);
const month = z.string('Choose a month').regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'Choose a month');

/** One conversation from its form. Each competency that is ticked is a field `competency.<stable id>`. */
export const EntryForm = z
  .looseObject({
    kind: z.enum(kinds, 'Choose what kind it was'),
    month,
    rotation: text(120),
    part: z.enum(parts, 'Choose what your part was'),
    goal: text(2000),
    debriefed: orNothing(z.enum(debriefs)),
    selfWords: text(10_000),
    selfScale: orNothing(z.enum(steps)),
    next: text(2000),
    asGoal: z.string().optional().transform(Boolean),
    /** The change that the form stands on; 0 for a new entry. */
    revision: z.coerce.number().int().min(0).default(0),
  })
  .transform(({ asGoal, revision, ...said }) => ({
    asGoal,
    revision,
    said: saidOf({ ...said, competencies: competenciesIn(said) }),
  }));
export type EntryForm = z.infer<typeof EntryForm>;

/** The stable ids that are ticked in what was typed. */
export function competenciesIn(typed: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(typed).flatMap((name) => {
    const [, id] = /^competency\.(.+)$/.exec(name) ?? [];
    return id !== undefined && z.uuid().safeParse(id).success && typed[name] === 'yes' ? [id] : [];
  });
}

/** An entry as its form shows it. */
export function typedOf({ competencies, ...said }: Said): Record<string, string> {
  const fields = Object.entries(said).map(([name, value]) => [name, value ?? '']);
  return Object.fromEntries([...fields, ...competencies.map((id) => [`competency.${id}`, 'yes'])]);
}

/** What stands in a form that is not finished: its own fields alone, each within what the database is asked to keep. */
export function draftIn(form: FormData): Record<string, string> {
  const kept = /^(?:kind|month|rotation|part|goal|debriefed|selfWords|selfScale|next|asGoal|competency\.[\w-]{36})$/;
  return Object.fromEntries(
    Object.entries(typedIn(form))
      .filter(([name]) => kept.test(name))
      .map(([name, value]) => [name, value.slice(0, 10_000)]),
  );
}

/** The id that a form gave its entry, goal or share: made where it is written, so that what arrives twice is one. */
export const FormId = z.uuid();

const aYear = 'Write a year, such as 2028';
/** How a log is begun, or what it says of its owner is changed. Nothing is chosen beforehand. */
export const LogForm = z.object({
  school: orNothing(z.uuid('Choose one of your schools')),
  graduates: orNothing(z.coerce.number(aYear).int(aYear).min(2000, aYear).max(2100, aYear)),
  counts: z.enum(['yes', 'no'], 'Choose one of the two').transform((said) => said === 'yes'),
});
export type LogForm = z.infer<typeof LogForm>;

/** A goal from its form. A reminder needs a day. */
export const GoalForm = z
  .object({
    id: FormId,
    words: text(500).refine((said) => said !== '', 'Say what you want to try'),
    competency: orNothing(z.uuid()),
    due: orNothing(dayOf('Write a day')),
    remind: z.string().optional().transform(Boolean),
  })
  .refine(({ remind, due }) => !remind || due !== null, { path: ['due'], message: 'A reminder needs a day' });
export type GoalForm = z.infer<typeof GoalForm>;

/** A goal that is done, with a sentence about it or none. */
export const DoneForm = z.object({ goal: FormId, doneWords: text(1000) });
/** A goal that is named. */
export const NamedGoal = z.object({ goal: FormId });

/** Leaving asks for the word, so that no slip of a thumb does it. */
export const LeaveForm = z.object({
  sure: z.string().trim().toLowerCase().pipe(z.literal('delete', 'Write the word “delete” in the field')),
});

/** An entry's form: what it says, or its mistakes; in both cases what was typed. */
export function readEntry(form: FormData) {
  const typed = typedIn(form);
  const read = parseForm(EntryForm, form);
  return read.ok ? { ok: true as const, typed, ...read.data } : { ok: false as const, typed, errors: read.errors };
}

/** How many conversations a page of the log shows, and which page is looked at. */
export const entryPageSize = 50;
export const EntryPage = z.coerce.number().int().min(1).max(10_000).catch(1);
