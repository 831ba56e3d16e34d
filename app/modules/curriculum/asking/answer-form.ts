import * as z from 'zod';
import { minutesTyped } from '../editing/entry.ts';
import { type Extent, extents, type Level, levels } from '../link.ts';
import { AcademicYear } from '../schema.ts';

/** One answer: a link (`seen` as it stood when the question was read), still so to this extent or not any more, with own words if any. */
export type AnswerGiven = {
  readonly activityId: string;
  readonly competencyId: string;
  readonly answer: 'still' | 'not';
  readonly extent: Extent;
  readonly seenLevel: Level;
  readonly seenExtent: Extent;
  readonly words: string | null;
};
/** Hours of one activity that the director corrected. Minutes are whole. */
export type HoursGiven = {
  readonly activityId: string;
  readonly seenMinutes: number | null;
  readonly minutes: number;
  readonly words: string | null;
};
/** What was missed: in an activity, or in teaching that no activity stands for (then with a title and hours, and a name of the form). */
export type MissedGiven = {
  readonly competencyId: string;
  readonly level: Level;
  readonly extent: Extent;
  readonly words: string | null;
} & (
  | { readonly activityId: string }
  | { readonly activityId: null; readonly title: string; readonly least: number; readonly most: number; readonly entry: string }
);

/** All that a director says on the page of one course. `rest`: every question left open is still so. */
export type CourseAnswers = {
  readonly year: string;
  readonly answers: readonly AnswerGiven[];
  readonly hours: readonly HoursGiven[];
  readonly missed: MissedGiven | null;
  readonly words: string | null;
  readonly isDone: boolean;
  readonly isRestStill: boolean;
};

type Fields = Readonly<Record<string, string>>;
type Wrong = (field: string, message: string) => void;
const mostWords = 2_000;

/**
 * The form of a director's page: `answer.<activity>.<competency>` with `extent.`, `seen.` and `words.` of the same pair; `hours.<activity>` with `hoursSeen.` and
 * `hoursWords.`; `missed…`; `words`; the button is `act`.
 */
export const AnswerForm = z
  .object({ year: AcademicYear, act: z.enum(['save', 'rest', 'miss', 'done'], 'Use one of the buttons.') })
  .catchall(z.string())
  .transform(({ year, act, ...fields }, context): CourseAnswers => {
    const wrong: Wrong = (field, message) => context.addIssue({ code: 'custom', path: [field], message });
    return {
      year,
      answers: answersOf(fields, wrong),
      hours: hoursOf(fields, wrong),
      missed: missedOf(fields, act === 'miss', wrong),
      words: wordsOf(fields, 'words', wrong),
      isDone: act === 'done',
      isRestStill: act === 'rest',
    };
  });

function answersOf(fields: Fields, wrong: Wrong): AnswerGiven[] {
  return Object.entries(fields).flatMap(([field, answer]) => {
    const [, activityId, competencyId] = /^answer\.([^.]+)\.([^.]+)$/.exec(field) ?? [];
    if (!isId(activityId) || !isId(competencyId) || (answer !== 'still' && answer !== 'not')) return [];
    const pair = `${activityId}.${competencyId}`;
    const [seenLevel, seenExtent] = (fields[`seen.${pair}`] ?? '').split(' ');
    if (!isOne(levels, seenLevel) || !isOne(extents, seenExtent)) return [];
    const extent = fields[`extent.${pair}`];
    return [
      {
        ...{ activityId, competencyId, answer, seenLevel, seenExtent },
        extent: answer === 'still' && isOne(extents, extent) ? extent : seenExtent,
        words: wordsOf(fields, `words.${pair}`, wrong),
      },
    ];
  });
}

function hoursOf(fields: Fields, wrong: Wrong): HoursGiven[] {
  return Object.entries(fields).flatMap(([field, typed]) => {
    const [, activityId] = /^hours\.([^.]+)$/.exec(field) ?? [];
    if (!isId(activityId) || typed.trim() === '') return [];
    const minutes = minutesTyped(typed, 'hours');
    if (minutes === undefined || minutes === null || minutes > 600_000) {
      wrong(field, `“${typed}” is no time. Write hours, as 12, 1.5 or 1:30.`);
      return [];
    }
    const seen = fields[`hoursSeen.${activityId}`] ?? '';
    const seenMinutes = /^\d+$/.test(seen) ? Number(seen) : null;
    return seenMinutes === minutes ? [] : [{ activityId, minutes, seenMinutes, words: wordsOf(fields, `hoursWords.${activityId}`, wrong) }];
  });
}

function missedOf(fields: Fields, isAsked: boolean, wrong: Wrong): MissedGiven | null {
  const { missedActivity = '', missedCompetency = '', missedLevel, missedExtent, missedTitle = '' } = fields;
  const isBegun = [missedActivity, missedCompetency, missedTitle, fields.missedWords ?? ''].some((text) => text.trim() !== '');
  if (!isBegun && !isAsked) return null;
  let isWhole = true;
  const lacks: Wrong = (field, message) => {
    isWhole = false;
    wrong(field, message);
  };
  if (!isId(missedCompetency)) lacks('missedCompetency', 'Choose what it teaches.');
  if (!isOne(levels, missedLevel)) lacks('missedLevel', 'Choose how far it goes.');
  if (!isOne(extents, missedExtent)) lacks('missedExtent', 'Choose how fully.');
  const said = {
    competencyId: missedCompetency,
    level: missedLevel as Level,
    extent: missedExtent as Extent,
    words: wordsOf(fields, 'missedWords', wrong),
  };
  if (missedActivity !== 'none') {
    if (!isId(missedActivity)) lacks('missedActivity', 'Choose the activity, or that none fits.');
    return isWhole ? { ...said, activityId: missedActivity } : null;
  }
  const title = missedTitle.trim();
  if (title === '' || title.length > 500)
    lacks('missedTitle', 'Give it a title of at most 500 characters, for example “Family meetings on the ward”.');
  const [least, most] = [minutesTyped(fields.missedFrom ?? '', 'hours'), minutesTyped(fields.missedTo ?? '', 'hours')];
  if (typeof least !== 'number' || least > 600_000) lacks('missedFrom', 'Say at least how many hours, as 12, 1.5 or 1:30.');
  if (most === undefined || (most ?? 0) > 600_000) lacks('missedTo', 'Write hours, as 12, 1.5 or 1:30, or leave it empty.');
  if (typeof least === 'number' && typeof most === 'number' && most < least) lacks('missedTo', 'The most is less than the least.');
  const entry = fields.entry ?? '';
  if (!isId(entry)) lacks('', 'Open this page again: the form has lost its name.');
  return isWhole ? { ...said, activityId: null, title, least: least!, most: most ?? least!, entry } : null;
}

function wordsOf(fields: Fields, field: string, wrong: Wrong): string | null {
  const words = (fields[field] ?? '').trim();
  if (words.length > mostWords) wrong(field, `Shorten it to ${mostWords.toLocaleString('en')} characters.`);
  return words || null;
}

function isId(text: string | undefined): text is string {
  return z.uuid().safeParse(text).success;
}
function isOne<One extends string>(known: readonly One[], word: string | undefined): word is One {
  return known.includes(word as One);
}
