import { readDate } from '../inventory/iso-date.ts';
import { findTerm } from '../method-vocabulary.ts';
import type { MapRows } from './edit.ts';

/** The columns of the grid in which activities are entered by hand, in their order; only the title is needed. */
export const entryColumns = ['title', 'time', 'requirement', 'method', 'date'] as const;
export type EntryColumn = (typeof entryColumns)[number];

/** What the columns are called above the grid and in messages. */
export const entryWords: Readonly<Record<EntryColumn, string>> = {
  title: 'Title',
  time: 'Time',
  requirement: 'In the course',
  method: 'Method',
  date: 'Date',
};

/** How a plain number of a time is meant: the person says it once for all rows. */
export const timeUnits = ['minutes', 'hours'] as const;
export type TimeUnit = (typeof timeUnits)[number];

/** Whether an activity must be taken where it is placed: as its course, or not, or nobody has said. */
export const placeRequirements = { course: true, elective: false, unknown: null } as const;

/** One activity as it was typed; minutes that nobody typed are null, never zero. `row` is its line in the grid, from 1. */
export type EnteredRow = {
  readonly row: number;
  readonly title: string;
  readonly minutes: number | null;
  readonly isRequired: boolean | null;
  readonly methods: readonly EnteredMethod[];
  readonly date: string | null;
};
/** A method as it is kept: the vocabulary's code, else what was typed. */
export type EnteredMethod = Pick<MapRows['activity_method'], 'kind' | 'code' | 'name'>;

/** A mistake in the grid: `field` is the cell's name in the form (`time.3`). */
export type EntryMistake = { readonly field: string; readonly message: string };

/** The most activities that one form takes. */
export const mostRows = 500;

/** The rows of a grid from the fields of its form, and every mistake with its row; rows in which nothing was typed are passed over. */
export function enteredRows(fields: Readonly<Record<string, string>>, unit: TimeUnit): { rows: EnteredRow[]; mistakes: EntryMistake[] } {
  const mistakes: EntryMistake[] = [];
  const rows = rowNumbers(fields).flatMap((row) => {
    const cell = (column: EntryColumn) => (fields[`${column}.${row}`] ?? '').trim();
    if (isEmptyRow(fields, row)) return [];
    const wrong = (column: EntryColumn, message: string) => mistakes.push({ field: `${column}.${row}`, message: `Row ${row}: ${message}` });
    const title = cell('title').replace(/\s+/g, ' ');
    const minutes = minutesTyped(cell('time'), unit);
    const date = dateTyped(cell('date'));
    if (title === '') wrong('title', 'write a title, or empty the row.');
    if (title.length > 2000) wrong('title', 'shorten the title to 2,000 characters.');
    if (minutes === undefined) wrong('time', `“${cell('time')}” is no time. Write 90, 1.5 h or 1:30, or leave it empty.`);
    if (minutes !== undefined && minutes !== null && minutes > 600_000) wrong('time', `“${cell('time')}” is longer than a year.`);
    if (date === undefined) wrong('date', `“${cell('date')}” is no day. Write it as 2025-09-03, or leave it empty.`);
    const choice = cell('requirement') || 'course';
    const isRequired = isPlaceRequirement(choice) ? placeRequirements[choice] : placeRequirements.unknown;
    return [{ row, title, minutes: minutes ?? null, isRequired, methods: methodsTyped(cell('method')), date: date ?? null }];
  });
  if (rows.length === 0) mistakes.push({ field: 'title.1', message: 'Write at least one title.' });
  if (rows.length > mostRows) mistakes.push({ field: '', message: `One form takes ${mostRows} activities. Save these in parts.` });
  return { rows, mistakes };
}

/** True when nobody typed into the row; what it chooses by itself does not count. */
function isEmptyRow(fields: Readonly<Record<string, string>>, row: number): boolean {
  return entryColumns.every((column) => column === 'requirement' || (fields[`${column}.${row}`] ?? '').trim() === '');
}

/** The numbers of the rows that a form holds, in order. */
export function rowNumbers(fields: Readonly<Record<string, string>>): number[] {
  const numbers = Object.keys(fields).flatMap((name) => {
    const [, row] = /^title\.(\d{1,4})$/.exec(name) ?? [];
    return row === undefined ? [] : [Number(row)];
  });
  return numbers.sort((a, b) => a - b);
}

/**
 * Whole minutes from a time as people type it: `90`, `1.5 h`, `1 h 30`, `1:30`, `45 min`; a plain number is in `unit`. Null when nothing was typed,
 * undefined when it is no time.
 */
export function minutesTyped(text: string, unit: TimeUnit): number | null | undefined {
  const typed = text
    .trim()
    .toLowerCase()
    .replace(/(\d),(\d)/, '$1.$2');
  if (typed === '') return null;
  const clock = /^(\d{1,3}):([0-5]\d)$/.exec(typed);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const named = /^(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hour|hours)\.?(?:\s*(\d{1,3})\s*(?:m|min|mins|minutes?)?\.?)?$/.exec(typed);
  if (named) return Math.round(Number(named[1]) * 60) + Number(named[2] ?? 0);
  const plain = /^(\d+(?:\.\d+)?)\s*(m|min|mins|minutes?)?\.?$/.exec(typed);
  if (!plain) return undefined;
  return Math.round(Number(plain[1]) * (plain[2] === undefined && unit === 'hours' ? 60 : 1));
}

/** An ISO day; null when nothing was typed, undefined when it is no day. */
function dateTyped(text: string): string | null | undefined {
  if (text === '') return null;
  return text.length === 10 ? (readDate(text) ?? undefined) : undefined;
}

/** Methods as typed, several parted by semicolons, each by code or name; one that the vocabulary does not know is kept as typed. */
export function methodsTyped(text: string): EnteredMethod[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const term = findTerm('instruction', part) ?? findTerm('assessment', part);
      if (!term || term.kind === 'resource') return { kind: 'instruction', code: part.slice(0, 200), name: null };
      return { kind: term.kind, code: term.code, name: null };
    });
}

function isPlaceRequirement(text: string): text is keyof typeof placeRequirements {
  return Object.hasOwn(placeRequirements, text);
}

/** Cells copied from a spreadsheet, row by row; tabs part cells, line ends part rows, quotes hold what contains either. */
export function pastedCells(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g)) {
    lines.at(-1)!.push((quoted?.replaceAll('""', '"') ?? plain ?? '').replaceAll('\n', ' ').trim());
    if (end === '\n') lines.push([]);
    if (end === '') break;
  }
  return lines;
}

/** What a pasted word says about the place, as the grid's choice. */
export function pastedRequirement(word: string): keyof typeof placeRequirements {
  if (/^(elective|optional|no|n|false)$/i.test(word)) return 'elective';
  return /^(unknown|not said|\?)$/i.test(word) ? 'unknown' : 'course';
}
