import * as z from 'zod';
import { levels } from '../link.ts';
import { Id } from '../schema.ts';

/** How fully an activity addresses a competency, when that may be not at all. */
export const calibrationExtents = ['none', 'mentioned', 'partly', 'fully'] as const;
export type CalibrationExtent = (typeof calibrationExtents)[number];

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters`);
const lines = words(4000).transform((text) => text.split('\n').flatMap((line) => line.trim() || []));

/** One answer: how fully, and how far where it is addressed at all. */
export const CalibrationAnswer = z
  .object({
    competencyId: Id,
    extent: z.enum(calibrationExtents, 'Choose how fully it is addressed'),
    level: z.enum(levels).nullable(),
  })
  .refine(({ extent, level }) => extent === 'none' || level !== null, { path: ['level'], message: 'Choose how far it goes' })
  .transform(({ level, ...answer }) => ({ ...answer, level: answer.extent === 'none' ? null : level }));
export type CalibrationAnswer = z.infer<typeof CalibrationAnswer>;

/** A person's answers to one activity: one for each competency. */
export const ActivityAnswers = z.object({ activityId: Id, answers: z.array(CalibrationAnswer) });
export type ActivityAnswers = z.infer<typeof ActivityAnswers>;

/** An activity to calibrate with, as it is written or pasted; objectives and methods are a line each. */
export const NewCalibrationActivity = z.object({
  title: words(300).min(1, 'Write its title'),
  body: words(20_000).min(1, 'Write or paste its text'),
  objectives: lines,
  methods: lines,
  minutes: z
    .string()
    .trim()
    .regex(/^\d{0,4}$/, 'Write whole minutes, or leave it empty')
    .transform((text) => (text === '' ? null : Number(text))),
});
export type NewCalibrationActivity = z.infer<typeof NewCalibrationActivity>;

/** What a lead offers of their own school: the same, with the word that it names nobody and that all schools will see it. */
export const OfferedActivity = NewCalibrationActivity.extend({
  visible: z.literal('yes', 'Say that you know who will see it'),
});

/** A word in the discussion of an activity. */
export const CalibrationWord = z.object({ activityId: Id, words: words(4000).min(1, 'Write something first') });
export type CalibrationWord = z.infer<typeof CalibrationWord>;

/** What the round agrees on for an activity, and why. */
export const AgreedAnswers = ActivityAnswers.extend({ reason: words(4000).min(1, 'Write why, for everybody who maps') });
export type AgreedAnswers = z.infer<typeof AgreedAnswers>;

/** The answers of a form in which each competency has the fields `extent.ID` and `level.ID`; what was not chosen fails by its field. */
export function answersIn(typed: Readonly<Record<string, string>>, competencyIds: readonly string[]) {
  const said = competencyIds.map((competencyId) => ({
    competencyId,
    extent: typed[`extent.${competencyId}`],
    level: typed[`level.${competencyId}`] || null,
  }));
  const errors: { field: string; message: string }[] = [];
  const answers: CalibrationAnswer[] = [];
  for (const each of said) {
    const read = CalibrationAnswer.safeParse(each);
    if (read.success) answers.push(read.data);
    else for (const { path, message } of read.error.issues) errors.push({ field: `${String(path[0])}.${each.competencyId}`, message });
  }
  return { answers, errors };
}

/** Which calibration, which rating, and which activity of it an address names. What cannot be read is left out. */
export const CalibrationSearch = z.object({
  round: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .optional()
    .catch(undefined),
  rating: z.coerce.number().int().min(1).max(2).optional().catch(undefined),
  activity: Id.optional().catch(undefined),
});
export type CalibrationSearch = z.infer<typeof CalibrationSearch>;

/** How many activities, and whose leads set agreed answers beside the convener (empty: nobody). */
export const Preparation = z.object({
  wanted: z.coerce.number('Write a number').int('Write a whole number').min(1, 'At least 1').max(30, 'At most 30'),
  settlingSchoolId: z.union([Id, z.literal('').transform(() => null)]),
});
