import * as z from 'zod';
import { minutesTyped } from '../editing/entry.ts';
import { type Extent, extents, type Level, levels } from '../link.ts';
import type { MinuteRange } from '../minutes.ts';
import { AcademicYear } from '../schema.ts';
import { type EstimateKind, estimateKinds, weeksPhrase } from './words.ts';

/** What a person says of teaching that no event of the file stands for. Minutes are whole; delivered null: unknown. */
export type Estimate = {
  readonly year: string;
  /** Names the form, so that one that is sent twice enters nothing twice. */
  readonly entry: string;
  readonly kind: EstimateKind;
  readonly title: string;
  readonly description: string | null;
  readonly courseId: string | null;
  readonly isRequired: boolean | null;
  readonly learner: MinuteRange;
  readonly delivered: MinuteRange | null;
  readonly source: string;
  readonly by: string;
  readonly links: readonly EstimateLink[];
};
/** A link that comes with an estimate, or stays with it. */
export type EstimateLink = {
  readonly competencyId: string;
  readonly level: Level;
  readonly extent: Extent;
};

/** The most that is still a year of one learner. */
const mostMinutes = 600_000;

const places = { course: true, elective: false, unknown: null } as const;
const text = (most: number, empty: string) => z.string().trim().min(1, empty).max(most, `Shorten it to ${most} characters.`);
const typed = z.string().trim().default('');

/** The form of an estimate: totals, or hours a week by weeks; competencies as `level.<id>` and `extent.<id>`. */
export const EstimateForm = z
  .object({
    year: AcademicYear,
    entry: z.uuid('Open this page again: the form has lost its name.'),
    kind: z.enum(Object.keys(estimateKinds) as [EstimateKind, ...EstimateKind[]], 'Say what it is.'),
    title: text(500, 'Give it a title, for example “Bedside teaching on the palliative care ward”.'),
    description: z
      .string()
      .trim()
      .max(20_000, 'Shorten it to 20,000 characters.')
      .default('')
      .transform((words) => words || null),
    courseId: z.union([z.literal(''), z.uuid()], 'Choose one of the courses in the list.').transform((id) => id || null),
    place: z.enum(Object.keys(places) as [keyof typeof places, ...(keyof typeof places)[]]).default('course'),
    from: typed,
    to: typed,
    ...{ weeks: typed, weekFrom: typed, weekTo: typed },
    ...{ deliveredFrom: typed, deliveredTo: typed },
    source: text(500, 'Say where the hours come from, for example “clerkship director’s estimate, 6 weeks × 1 to 2 h”.'),
    by: text(200, 'Say who said so: a name or an office.'),
  })
  .catchall(z.string())
  .transform((form, context): Estimate => {
    const { year, entry, kind, title, description, courseId, place, source, by } = form;
    const wrong = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const inWeeks = weeksOf(form, wrong);
    const total = rangeTyped([form.from, form.to], ['from', 'to'], wrong);
    if (inWeeks && total && (inWeeks.least !== total.least || inWeeks.most !== total.most))
      wrong('from', 'The total and the weeks say different hours. Empty one of them.');
    if (!inWeeks && !total && form.from === '' && form.weeks === '')
      wrong('from', 'Say at least how many hours, or hours a week and weeks.');
    const delivered = rangeTyped([form.deliveredFrom, form.deliveredTo], ['deliveredFrom', 'deliveredTo'], wrong);
    const learner = inWeeks ?? total ?? { least: 0, most: 0 };
    return {
      year,
      entry,
      kind,
      title,
      description,
      courseId,
      isRequired: places[place],
      learner,
      delivered,
      source,
      by,
      links: linksOf(form),
    };
  });

/** The form as typed, with the total worked out from hours a week and weeks, and the source if there is none yet; every mistake with its field. */
export function workedOut(values: Readonly<Record<string, string>>): {
  values: Record<string, string>;
  errors: { field: string; message: string }[];
} {
  const errors: { field: string; message: string }[] = [];
  const wrong = (field: string, message: string) => errors.push({ field, message });
  const form = { weeks: values.weeks ?? '', weekFrom: values.weekFrom ?? '', weekTo: values.weekTo ?? '' };
  const total = weeksOf(form, wrong);
  if (!total && errors.length === 0) wrong('weeks', 'Say how many weeks, and how many hours in each.');
  if (!total) return { values: { ...values }, errors };
  const weeks = Number(form.weeks);
  const phrase = weeksPhrase(weeks, { least: total.least / weeks, most: total.most / weeks });
  return {
    values: { ...values, from: hoursTyped(total.least), to: hoursTyped(total.most), source: values.source?.trim() || phrase },
    errors,
  };
}

/** Minutes as a person types hours: "12", "1.5", "0.75"; what is no such number of hours in minutes ("50 min"). */
export function hoursTyped(minutes: number): string {
  const hours = Math.round((minutes / 60) * 100) / 100;
  return Math.round(hours * 60) === minutes ? String(hours) : `${minutes} min`;
}

type Wrong = (field: string, message: string) => void;

function weeksOf(form: { weeks: string; weekFrom: string; weekTo: string }, wrong: Wrong): MinuteRange | null {
  if (form.weeks.trim() === '') {
    if (form.weekFrom.trim() !== '') wrong('weeks', 'Say for how many weeks.');
    return null;
  }
  const weeks = Number(form.weeks.trim());
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 60) {
    wrong('weeks', 'Write a whole number of weeks, from 1 to 60.');
    return null;
  }
  if (form.weekFrom.trim() === '') wrong('weekFrom', 'Say how many hours in a week.');
  const week = rangeTyped([form.weekFrom, form.weekTo], ['weekFrom', 'weekTo'], wrong);
  return week && { least: week.least * weeks, most: week.most * weeks };
}

/** A range as typed: the second may be empty, and then it is exact. Null when nothing was typed, or when there is a mistake. */
function rangeTyped(
  [from, to]: readonly [string, string],
  [fromName, toName]: readonly [string, string],
  wrong: Wrong,
): MinuteRange | null {
  const read = (words: string, field: string) => {
    const minutes = minutesTyped(words, 'hours');
    if (minutes === undefined) wrong(field, `“${words}” is no time. Write hours, as 12, 1.5 or 1:30.`);
    if (minutes && minutes > mostMinutes) wrong(field, 'That is longer than a year.');
    return minutes && minutes > mostMinutes ? undefined : minutes;
  };
  const [least, most] = [read(from, fromName), read(to, toName)];
  if (least === undefined || most === undefined) return null;
  if (least === null && most !== null) wrong(fromName, 'Say at least how many hours.');
  if (least === null) return null;
  if (most !== null && most < least) wrong(toName, 'The most is less than the least.');
  return { least, most: Math.max(least, most ?? least) };
}

function linksOf(form: Readonly<Record<string, unknown>>): EstimateLink[] {
  return Object.entries(form).flatMap(([name, level]) => {
    const [, competencyId] = /^level\.(.+)$/.exec(name) ?? [];
    if (competencyId === undefined || !isOne(levels, level)) return [];
    const extent = form[`extent.${competencyId}`];
    return z.uuid().safeParse(competencyId).success ? [{ competencyId, level, extent: isOne(extents, extent) ? extent : 'partly' }] : [];
  });
}

function isOne<One extends string>(known: readonly One[], word: unknown): word is One {
  return known.includes(word as One);
}
