import type { Field, Matching } from './matching.ts';
import type { DateOrder } from './stated-day.ts';
import { type Separator, separators } from './stated-list.ts';
import type { DecimalMark } from './stated-number.ts';

/** The ids of questions about the whole sheet, and what each may be answered. The first is taken where nobody said anything. */
export const sheetAnswers = {
  dates: ['month-first', 'day-first'],
  decimal: ['point', 'comma'],
  sections: ['activity', 'course', 'skip'],
  repeats: ['apart', 'together', 'groups', 'parts'],
  above: ['together', 'leave-out'],
  overnight: ['mistake', 'next-day'],
  'holds-for-all': ['unknown', 'yes'],
  'header-rows': ['1', '2'],
} as const;

/** The ids of questions about a column, followed by its number. */
export const columnAnswers = {
  unit: ['minutes', 'hours'],
  counts: ['minutes', 'hours'],
  times: ['groups', 'sessions'],
  fill: ['blank', 'down'],
  yes: ['required', 'elective'],
  blank: ['unknown', 'no'],
} as const;

/** The id of a question about a column: `unit:3`. */
export function columnQuestion(topic: keyof typeof columnAnswers | 'separator', column: number): string {
  return `${topic}:${column}`;
}

/** The id of a question about a word in a column: `level:3:pre-clerkship`. */
export function wordQuestion(topic: 'level' | 'word', column: number, folded: string): string {
  return `${topic}:${column}:${folded.slice(0, 200)}`;
}

/** The answers of a matching, each with what is taken where there is none. */
export type Answers = {
  of<Topic extends keyof typeof sheetAnswers>(topic: Topic): (typeof sheetAnswers)[Topic][number];
  ofColumn<Topic extends keyof typeof columnAnswers>(topic: Topic, column: number): (typeof columnAnswers)[Topic][number];
  /** What a number alone counts in a column whose header says `said`: that, but where a person says otherwise. */
  counted(column: number, said: 'minutes' | 'hours'): 'minutes' | 'hours';
  ofWord(topic: 'level' | 'word', column: number, folded: string): string | undefined;
  separator(column: number, field: Field): Separator;
  order(): DateOrder;
  decimal(): DecimalMark;
};

/** Reads the answers of a matching; one that is no answer to its question counts as none. */
export function answersOf({ answers }: Pick<Matching, 'answers'>): Answers {
  function chosen<Value extends string>(id: string, values: readonly [Value, ...Value[]]): Value {
    return values.find((value) => value === answers[id]) ?? values[0];
  }
  return {
    of: (topic) => chosen(topic, sheetAnswers[topic]),
    ofColumn: (topic, column) => chosen(columnQuestion(topic, column), columnAnswers[topic]),
    counted(column, said) {
      const given = answers[columnQuestion('counts', column)];
      return given === 'minutes' || given === 'hours' ? given : said;
    },
    ofWord: (topic, column, folded) => answers[wordQuestion(topic, column, folded)],
    separator(column, field) {
      const given = answers[columnQuestion('separator', column)];
      return given !== undefined && given in separators ? (given as Separator) : usualSeparator(field);
    },
    order: () => chosen('dates', sheetAnswers.dates),
    decimal: () => chosen('decimal', sheetAnswers.decimal),
  };
}

/** What usually parts the values of a field: objectives are sentences, which have commas. */
export function usualSeparator(field: Field): Separator {
  return field === 'objectives' ? 'newline' : 'semicolon';
}
