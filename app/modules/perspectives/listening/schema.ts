import * as z from 'zod';
import { collaborativeRoles, schoolRoles } from '#app/platform/actor.ts';
import { mostPrompts } from './prompts.ts';
import { visibilities } from './visibility.ts';

const text = (most: number) => z.string().trim().max(most, `At most ${most} characters`);
const needed = (most: number, message: string) => text(most).min(1, message);
const number = (least: number, most: number) =>
  z.coerce
    .number(`Write a number from ${least} to ${most}`)
    .int(`Write a number from ${least} to ${most}`)
    .min(least, `At least ${least}`)
    .max(most, `At most ${most}`);

/** Every role whose holders a round may ask. */
export const askedRoles = [...schoolRoles, ...collaborativeRoles] as const;
export type AskedRole = (typeof askedRoles)[number];

/** What a round says of itself. */
export const RoundSaid = z.object({
  title: needed(120, 'Write what the round is about'),
  why: text(1000),
  closesOn: z
    .string()
    .trim()
    .regex(/^(\d{4}-\d{2}-\d{2})?$/, 'Write a day, or leave it empty')
    .transform((day) => day || null),
  askedRoles: z.array(z.enum(askedRoles)).max(askedRoles.length),
  remindDays: number(1, 60),
  remindMost: number(0, 5),
  prompts: z
    .array(z.object({ id: z.uuid().nullable(), words: needed(200, 'Write the prompt'), help: text(300) }))
    .min(1, 'Write at least one prompt')
    .max(mostPrompts, `At most ${mostPrompts} prompts`),
});
export type RoundSaid = z.infer<typeof RoundSaid>;

/** A round as its form sends it: `role.lead=yes`, and `prompt.0`, `help.0`, `prompt-id.0` for each prompt, in their order; a prompt without words is left out. */
export const RoundForm = z
  .record(z.string(), z.string())
  .transform((form) => ({
    ...form,
    askedRoles: askedRoles.filter((role) => form[`role.${role}`] === 'yes'),
    prompts: Array.from({ length: mostPrompts }, (_, at) => ({
      id: form[`prompt-id.${at}`] || null,
      words: (form[`prompt.${at}`] ?? '').trim(),
      help: form[`help.${at}`] ?? '',
    })).filter(({ words }) => words !== ''),
  }))
  .pipe(RoundSaid.extend({ seen: z.coerce.number().int().default(0) }));
export type RoundForm = z.infer<typeof RoundForm>;

/** A guest to invite; `role` is what others read of them, such as "patient and family adviser". */
export const NewGuest = z.object({
  name: needed(120, 'Write a name'),
  mail: z
    .string('Write an email address')
    .trim()
    .toLowerCase()
    .pipe(z.email('Write an email address, for example r.okafor@school.edu').max(254, 'At most 254 characters')),
  role: needed(60, 'Write in a few words who they are'),
});
export type NewGuest = z.infer<typeof NewGuest>;
/** A guest by id. */
export const GuestNamed = z.object({ guestId: z.uuid('Name the guest') });

const seen = z.coerce.number().int().min(0).default(0);
const Role = z
  .enum(['', ...askedRoles])
  .default('')
  .transform((role) => role || null);
/** An answer as it is written: kept, and given later. `seen`: the version that the form began with, 0 where none was. */
export const AnswerDraft = z.object({
  promptId: z.uuid('Choose a prompt'),
  words: text(10_000),
  visibility: z.enum(visibilities).optional(),
  role: Role,
  seen,
});
export type AnswerDraft = z.infer<typeof AnswerDraft>;
/** An answer as it is given to be read or counted. */
export const AnswerGiven = AnswerDraft.extend({
  words: needed(10_000, 'Write a few words, or leave this prompt out'),
  visibility: z.enum(visibilities, 'Choose what others see of it'),
});
export type AnswerGiven = z.infer<typeof AnswerGiven>;
/** A prompt by id. */
export const PromptNamed = z.object({ promptId: z.uuid('Choose a prompt') });

/** What an interviewer wrote down: of a person (`person:ID`) or a guest (`guest:ID`). */
export const NewNote = z.object({
  speaker: z
    .string('Choose who spoke')
    .regex(/^(person|guest):[0-9a-f-]{36}$/, 'Choose who spoke')
    .transform((said) => ({ kind: said.split(':')[0] as 'person' | 'guest', id: said.split(':')[1]! })),
  promptId: z.uuid('Choose a prompt'),
  words: needed(10_000, 'Write down what was said'),
});
export type NewNote = z.infer<typeof NewNote>;
/** A note by id. */
export const NoteNamed = z.object({ noteId: z.uuid('Name the note') });
/** What the one who spoke makes of a note: their words, as corrected, and what others see of them. */
export const NoteApproved = NoteNamed.extend({
  words: needed(10_000, 'Write a few words'),
  visibility: z.enum(visibilities, 'Choose what others see of it'),
  role: Role,
});
export type NoteApproved = z.infer<typeof NoteApproved>;
