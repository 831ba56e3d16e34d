import { type Cell, cellText, type SheetRow } from '#app/platform/sheet.ts';
import { foldedText } from './folded-text.ts';
import { readTime } from './stated-day.ts';
import { isBeforeTheCalendar, readDuration } from './stated-duration.ts';
import { levelsIn } from './stated-levels.ts';
import { methodIn } from './stated-method.ts';
import { requirementIn } from './stated-requirement.ts';

/** What the values of a column look like, as shares (0 to 1) of those that are not empty. */
export type ColumnProfile = {
  readonly filled: number;
  /** Numbers without a unit, as their values. */
  readonly numbers: readonly number[];
  /** The first few different values, as written. */
  readonly samples: readonly string[];
  /** Different values, folded, with how often each stands there; the first thousand. */
  readonly distinct: ReadonlyMap<string, { readonly text: string; count: number }>;
  /** The longest value, and the mean length. */
  readonly longest: number;
  readonly meanLength: number;
  readonly share: {
    readonly number: number;
    readonly duration: number;
    readonly unitDuration: number;
    readonly time: number;
    readonly day: number;
    readonly requirement: number;
    readonly level: number;
    readonly method: number;
    readonly assessment: number;
    readonly text: number;
  };
};

const mostDistinct = 1000;
/** So many different values tell what a column is. */
const mostLooked = 200;
const mostSamples = 4;
const sampleLength = 60;

/** Looks at the values of one column of the rows. */
export function profileOf(rows: readonly SheetRow[], column: number): ColumnProfile {
  const distinct = new Map<string, { text: string; count: number; cell: Cell }>();
  let filled = 0;
  let longest = 0;
  let length = 0;
  for (const row of rows) {
    const cell = row.cells[column] ?? null;
    const text = cellText(cell).trim();
    if (text === '') continue;
    filled += 1;
    longest = Math.max(longest, text.length);
    length += text.length;
    // Long texts are no words that differ in their capitals alone.
    const key = text.length > 60 ? text.slice(0, 300) : foldedText(text);
    const known = distinct.get(key);
    if (known) known.count += 1;
    else if (distinct.size < mostDistinct) distinct.set(key, { text: text.slice(0, 300), count: 1, cell });
  }
  const seen = [...distinct.values()];
  const looked = seen.slice(0, mostLooked);
  const counted = looked.reduce((sum, { count }) => sum + count, 0);
  const share = (is: (value: { text: string; cell: Cell }) => boolean) =>
    counted === 0 ? 0 : looked.reduce((sum, value) => sum + (is(value) ? value.count : 0), 0) / counted;
  const way = { unit: 'minutes', decimal: 'point' } as const;
  return {
    filled,
    numbers: seen.flatMap(({ cell, text }) => numberIn(cell, text) ?? []),
    samples: seen.slice(0, mostSamples).map(({ text }) => (text.length > sampleLength ? `${text.slice(0, sampleLength - 1)}…` : text)),
    distinct,
    longest,
    meanLength: filled === 0 ? 0 : length / filled,
    share: {
      number: share(({ cell, text }) => numberIn(cell, text) !== null),
      duration: share(({ cell }) => readDuration(cell, way).minutes !== null),
      unitDuration: share(({ cell, text }) => numberIn(cell, text) === null && readDuration(cell, way).minutes !== null),
      time: share(({ cell }) => isTime(cell)),
      day: share(({ cell }) => typeof cell !== 'number' && readTime(cell, 'month-first').day !== null),
      requirement: share(({ text }) => requirementIn(text) !== null),
      level: share(({ text }) => !/^\d+$/.test(text) && levelsIn(text) !== null),
      method: share(({ text }) => methodIn(text, 'instruction') !== null),
      assessment: share(({ text }) => methodIn(text, 'instruction')?.term.kind === 'assessment'),
      text: share(({ cell, text }) => typeof cell === 'string' && /\p{L}{2}/u.test(text)),
    },
  };
}

function isTime(cell: Cell): boolean {
  if (typeof cell === 'object' && cell !== null) return !isBeforeTheCalendar(cell.date) || cell.date.includes('T');
  if (typeof cell !== 'string') return false;
  const { day, time } = readTime(cell, 'month-first');
  return day !== null || time !== null;
}

/** A number that stands alone in a cell, whatever its decimal mark. */
function numberIn(cell: Cell, text: string): number | null {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && /^(?:\d{1,7}|\d{0,7}[.,]\d{1,3})$/.test(text) ? Number(text.replace(',', '.')) : null;
}
