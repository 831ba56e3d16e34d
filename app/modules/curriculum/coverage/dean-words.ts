import { count } from '#app/ui/count.ts';
import { hoursBetween, hoursNumber } from '#app/ui/hours.ts';
import type { FullInput } from './full-input.ts';
import type { Measured, MeasuredRow } from './measured.ts';
import { type ReadCell, readCell } from './reading.ts';
import type { StudentFigures } from './students.ts';
import type { TrendGround } from './trend.ts';
import { cellWords } from './trend-words.ts';

/** What the page is made of. `grounds`: the last two of the trend up to this year, or the only one. */
export type DeanGround = {
  readonly school: string;
  /** An invented school: the page leaves this site as a file, and must say so itself. */
  readonly isSample?: boolean;
  readonly framework: string;
  readonly year: string;
  readonly activities: number;
  readonly input: FullInput;
  readonly titles: ReadonlyMap<string, string>;
  readonly grounds: readonly TrendGround[];
};

/** The ground with what is computed of it once. */
export type Told = DeanGround & { readonly students: StudentFigures; readonly full: Measured; readonly rows: readonly MeasuredRow[] };

/** How a dean reads hours: whole activities, of one student. */
export const touching = { count: 'touching', hours: 'learner' } as const;

/** How many activities are linked to anything. */
export function linkedOf({ full }: Told): number {
  return full.total.cells.get('linked')!.all!.all.activities;
}

/** One cell of a row, read as a dean reads hours. */
export function cellOf(row: MeasuredRow, requirement: 'required' | 'required-in-track' | 'elective' | 'all', column = 'all'): ReadCell {
  return readCell(row.cells.get('linked')!, column, { ...touching, requirement }, row.key === 'all');
}

/** A cell in words, “none” without activities. */
export function pointOf(cell: ReadCell): string {
  if (cell.activities === 0) return 'none';
  return cellWords(cell);
}

/** A number, “none” for zero. */
export function noneOr(number: number): string {
  return number === 0 ? 'none' : String(number);
}

/** Hours in words, with “at least” and “at most” where they are a range. */
export function hoursOf({ minutes }: ReadCell): string {
  if (minutes === null) return 'unknown hours';
  return minutes.least === minutes.most
    ? hoursBetween(minutes)
    : `at least ${hoursNumber(minutes.least)} and at most ${hoursNumber(minutes.most)} h`;
}

/** “3 of 5 competencies are”. */
export function ofAll(part: number, all: number): string {
  return `${part} of ${count(all, 'competency', 'competencies')} ${part === 1 ? 'is' : 'are'}`;
}

/** What is not known, to be said after hours. */
export function besides({ unknown }: ReadCell): string {
  return unknown > 0 ? `, and ${count(unknown, 'activity', 'activities')} whose hours nobody stated` : '';
}

/** “a and b”, “a; b; and c”: a part may itself hold an “and”. */
export function listed(parts: readonly string[]): string {
  return parts.length < 3 ? parts.join(' and ') : `${parts.slice(0, -1).join('; ')}; and ${parts.at(-1)}`;
}
