import * as z from 'zod';
import type { Correction } from '../editing/correction.ts';
import { methodsTyped, minutesTyped, placeRequirements } from '../editing/entry.ts';

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Shorten it to ${most.toLocaleString('en')} characters.`);
const time = z
  .string()
  .optional()
  .transform((text, context) => {
    if (text === undefined) return undefined;
    const minutes = minutesTyped(text, 'minutes');
    if (minutes !== undefined) return minutes;
    context.addIssue({ code: 'custom', message: `“${text}” is no time. Write 90, 1.5 h or 1:30, or leave it empty.` });
    return undefined;
  });
const seen = z.string().max(40);

/**
 * The form that corrects one activity. Fields of time that are left out stay; empty is unknown. `place.<course>` says what becomes of a place, `course` names
 * another course, `methodsAdded` further methods; `method` fields (the positions that stay) are read apart, since there may be several.
 */
export const ActivityForm = z
  .object({
    title: line(2000)
      .transform((text) => text.replace(/\s+/g, ' '))
      .pipe(z.string().min(1, 'An activity needs a title.')),
    description: line(100_000),
    learner: time,
    delivered: time,
    interprofessional: z.literal('yes').optional(),
    course: line(500),
    methodsAdded: line(1000),
    isOff: z.literal('yes').optional(),
    seen,
  })
  .catchall(z.string());
export type ActivityForm = z.infer<typeof ActivityForm>;

/** What stands of an activity that the form shows, so that what was not touched stays exactly as it was. */
type Shown = {
  readonly text: string | null;
  readonly courses: readonly string[];
  readonly courseId: string | null;
  readonly methodsKept: readonly number[];
  readonly now: Date;
};

/** The correction that the form asks for. The text is left alone unless it was rewritten, since what is shown of it is plain. */
export function correctionOf(form: ActivityForm, { text, courses, courseId, methodsKept, now }: Shown): Correction {
  const { title, description, learner, delivered, interprofessional, methodsAdded, isOff } = form;
  const these = methodsTyped(methodsAdded);
  const said = new Map(Object.entries(form));
  const places = courses.flatMap((id): [string, boolean | null | 'out'][] => {
    const word = said.get(`place.${id}`);
    if (word === 'out') return [[id, 'out']];
    return word === 'course' || word === 'elective' || word === 'unknown' ? [[id, placeRequirements[word]]] : [];
  });
  return {
    title,
    ...(asLines(description) === asLines(text ?? '') ? {} : { description: description || null }),
    ...(learner === undefined ? {} : { learnerMinutes: learner }),
    ...(delivered === undefined ? {} : { deliveredMinutes: delivered }),
    isInterprofessional: interprofessional === 'yes',
    places: Object.fromEntries(places),
    methodsKept,
    ...(courseId === null ? {} : { place: { courseId, how: 'also' as const } }),
    ...(these.length === 0 ? {} : { methods: { how: 'add' as const, these } }),
    removedAt: isOff === 'yes' ? now : null,
  };
}

/** A text as it is compared: what browsers send ends its lines in another way. */
export function asLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** The form that corrects a course. */
export const CourseCorrectionForm = z.object({
  title: line(500)
    .transform((text) => text.replace(/\s+/g, ' '))
    .pipe(z.string().min(1, 'A course needs a title.')),
  description: line(100_000),
  requirement: z.enum(['', 'required', 'required-in-track', 'elective'], 'Choose one of the list.').transform((word) => word || null),
  startLevel: level(),
  endLevel: level(),
  isOff: z.literal('yes').optional(),
  seen,
});
export type CourseCorrectionForm = z.infer<typeof CourseCorrectionForm>;

function level() {
  return z
    .string()
    .regex(/^-?\d{0,9}$/, 'Choose one of the list.')
    .transform((text) => (text === '' ? null : Number(text)));
}
