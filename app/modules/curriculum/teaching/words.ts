import { count } from '#app/ui/count.ts';
import { hoursBetween } from '#app/ui/hours.ts';

/** What was said of a course, within a sentence; `none`: nothing yet. */
export const answerPhrases = {
  each: 'every learner sits through each activity',
  groups: 'the same hour is given to several groups',
  none: 'not said yet',
} as const;

/** Rows of one title in a course that may be one hour given to several groups: how many, and their minutes (null: of none are known). */
export type Evidence = {
  readonly title: string;
  readonly times: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly unknown: number;
};

/** What in a course raises the question: "“Small group” 8 times, 1 h each", "“Ward week” once, of 8 h". */
export function evidenceWords({ title, times, least, most, unknown }: Evidence): string {
  if (least === null || most === null) return `“${title}” ${times} times, hours unknown`;
  const lasts = hoursBetween({ least, most });
  if (times === 1) return `“${title}” once, of ${lasts}`;
  return `“${title}” ${times} times, ${lasts} each${unknown > 0 ? `, ${unknown} unknown` : ''}`;
}

/** What teaching without events is called, and the method it is listed under. */
export const estimateKinds = {
  bedside: 'Bedside teaching',
  clerkship: 'Clerkship',
  coaching: 'Longitudinal coaching',
  other: 'Other teaching without events',
} as const;
/** A kind of teaching without events. */
export type EstimateKind = keyof typeof estimateKinds;

/** The hours of so many weeks, as a source says them: "6 weeks × 1 to 2 h a week". */
export function weeksPhrase(weeks: number, week: { least: number; most: number }): string {
  return `${count(weeks, 'week', 'weeks')} × ${hoursBetween(week)} a week`;
}
