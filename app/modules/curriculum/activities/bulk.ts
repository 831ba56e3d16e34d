import * as z from 'zod';
import type { Correction } from '../editing/correction.ts';
import { methodsTyped, minutesTyped, placeRequirements } from '../editing/entry.ts';

const word = (most: number) =>
  z
    .string()
    .max(most, `Shorten it to ${most} characters.`)
    .transform((text) => text.replaceAll('\0', '').trim())
    .optional()
    .transform((text) => text ?? '');
/** What is to change of many activities at once; an empty field leaves what it is about as it stands. */
export const BulkForm = z
  .object({
    minutes: word(40),
    requirement: z.enum(['', 'course', 'elective', 'unknown']).default('').catch(''),
    course: word(500),
    courseHow: z.enum(['', 'move', 'also']).default('').catch(''),
    method: word(500),
    methodHow: z.enum(['', 'replace', 'add']).default('').catch(''),
    interprofessional: z.enum(['', 'yes', 'no']).default('').catch(''),
    map: z.enum(['', 'remove', 'return']).default('').catch(''),
  })
  .transform((form, context) => {
    const minutes = form.minutes.toLowerCase() === 'unknown' ? ('unknown' as const) : minutesTyped(form.minutes, 'minutes');
    if (minutes === undefined)
      context.addIssue({ code: 'custom', path: ['minutes'], message: `“${form.minutes}” is no time. Write 90, 1.5 h, 1:30 or “unknown”.` });
    return { ...form, minutes: minutes ?? null };
  });
export type BulkForm = z.infer<typeof BulkForm>;

/** The correction that the form asks for; `courseId` is the course that it names. Null when it asks for nothing. `now` is the day of leaving the map. */
export function correctionAsked(form: BulkForm, courseId: string | null, now: Date): Correction | null {
  const { minutes, requirement, method, interprofessional, map } = form;
  const correction: Correction = {
    ...(minutes === null ? {} : { learnerMinutes: minutes === 'unknown' ? null : minutes }),
    ...(requirement === '' ? {} : { isRequired: placeRequirements[requirement] }),
    ...(courseId === null ? {} : { place: { courseId, how: form.courseHow === 'also' ? ('also' as const) : ('move' as const) } }),
    ...(method === ''
      ? {}
      : { methods: { how: form.methodHow === 'add' ? ('add' as const) : ('replace' as const), these: methodsTyped(method) } }),
    ...(interprofessional === '' ? {} : { isInterprofessional: interprofessional === 'yes' }),
    ...(map === '' ? {} : { removedAt: map === 'remove' ? now : null }),
  };
  return Object.keys(correction).length === 0 ? null : correction;
}

/** What the form asks for, in a few words: "minutes, method". */
export function askedWords(form: BulkForm): string {
  const asked = [
    form.minutes !== null && 'hours',
    form.requirement !== '' && 'requirement',
    form.course !== '' && 'course',
    form.method !== '' && 'method',
    form.interprofessional !== '' && 'interprofessional',
    form.map === 'remove' && 'removed from the map',
    form.map === 'return' && 'back on the map',
  ];
  return asked.filter(Boolean).join(', ');
}
