import type { FieldError } from '#app/platform/form.ts';
import { type AgreedAnswers, answersIn, CalibrationWord } from './schema.ts';

/** The fields of a form, as typed. */
export type Typed = Readonly<Record<string, string>>;
/** What a form said, or its mistakes with the fields they belong to. */
export type Read<T> = { readonly ok: true; readonly said: T } | { readonly ok: false; readonly errors: readonly FieldError[] };

/** The answers to one activity, from a form. */
export function readAnswers(typed: Typed, competencyIds: readonly string[]): Read<ReturnType<typeof answersIn>['answers']> {
  const { answers, errors } = answersIn(typed, competencyIds);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, said: answers };
}

/** A text of one activity's form, whose field carries the activity's id since a page has one for each. */
export function readWords(typed: Typed, name: string): Read<CalibrationWord> {
  const field = `${name}-${typed.activityId}`;
  const read = CalibrationWord.safeParse({ activityId: typed.activityId, words: typed[field] ?? '' });
  if (read.success) return { ok: true, said: read.data };
  return { ok: false, errors: read.error.issues.map(({ message }) => ({ field, message })) };
}

/** What is agreed for an activity, and why, from a form. */
export function readAgreed(typed: Typed, competencyIds: readonly string[]): Read<AgreedAnswers> {
  const answers = readAnswers(typed, competencyIds);
  const reason = readWords(typed, 'reason');
  if (answers.ok && reason.ok)
    return { ok: true, said: { activityId: reason.said.activityId, answers: answers.said, reason: reason.said.words } };
  return { ok: false, errors: [...(answers.ok ? [] : answers.errors), ...(reason.ok ? [] : reason.errors)] };
}
