import * as z from 'zod';
import { speakerMarks } from './speaker-mark.ts';

/** The id of a row, in an address. */
export const Id = z.uuid();
/** A file that is brought: of which session, under which title. */
export const Brought = z.object({
  sessionId: z.uuid('Choose the session'),
  title: z.string().trim().min(1, 'Write a title').max(120, 'At most 120 characters'),
});
/** A way to say who speaks. */
export const Mark = z.enum([...speakerMarks, 'none'], 'Choose how the file says who speaks');

const seen = z.coerce.number().int().min(1);
const name = z.string().trim().max(120, 'At most 120 characters');

/** A speaker rule from its form: `label-N` as the file has it and `name-N` as whom it counts; without a name it stays in the text. */
export const RuleForm = z
  .looseObject({ seen, mark: Mark })
  .catchall(z.string())
  .transform(({ seen: version, mark, ...form }) => {
    const speakers = Object.entries(form).flatMap(([field, label]) => {
      const said = field.startsWith('label-') ? name.safeParse(form[`name-${field.slice(6)}`] ?? '') : undefined;
      return said?.success && said.data !== '' ? [{ label, name: said.data.normalize('NFC') }] : [];
    });
    return { seen: version, rule: { mark, speakers: mark === 'none' ? [] : speakers } };
  });
/** Who the speakers are, from a form with `label-N` and `who-N`: a participant's id, `moderator`, `other`, or empty where it is not said. */
export const SpeakersForm = z
  .looseObject({ seen })
  .catchall(z.string())
  .transform(({ seen: version, ...form }) => ({
    seen: version,
    speakers: Object.entries(form).flatMap(([field, label]) => {
      const who = Who.safeParse(field.startsWith('label-') ? form[`who-${field.slice(6)}`] : undefined);
      return who.success ? [{ label, ...who.data }] : [];
    }),
  }));
const Who = z
  .enum(['moderator', 'other'])
  .transform((kind) => ({ kind, participantId: null }))
  .or(z.uuid().transform((participantId) => ({ kind: 'participant' as const, participantId })));
/** Other words for one turn (from 0) of the version that was open. */
export const WordsForm = z.object({
  seen,
  turn: z.coerce.number().int().min(0),
  words: z
    .string()
    .trim()
    .max(200_000, 'At most 200,000 characters')
    .transform((words) => words.replace(/\r\n?/g, '\n').toWellFormed()),
});
/** What an address of a transcript asks to see. */
export const TranscriptSearch = z.object({
  version: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  turn: z.coerce.number().int().min(0).optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1),
});
