import type { Cell } from './sheet.ts';

/** How a number is meant that a cell holds, as its number format shows it. */
export type NumberFormat =
  | { readonly kind: 'number' | 'date' | 'date-time' | 'time' | 'duration' | 'minutes' | 'percent' }
  /** Shown with just so many digits before and behind the point, such as `007` or `1.10`: often a code. */
  | { readonly kind: 'digits'; readonly before: number; readonly behind: number };

const plain: NumberFormat = { kind: 'number' };
const builtIn: Readonly<Record<number, NumberFormat['kind']>> = {
  ...Object.fromEntries([9, 10].map((id) => [id, 'percent'])),
  ...Object.fromEntries([14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date'])),
  ...Object.fromEntries([18, 19, 20, 21, 32, 33, 34, 35, 55, 56].map((id) => [id, 'time'])),
  22: 'date-time',
  ...Object.fromEntries([45, 46, 47].map((id) => [id, 'duration'])),
};

/** What a number format means: by its code where the file has one, else by its number (ECMA-376, 18.8.30). */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code !== undefined) return formatOfCode(code);
  if (id === 2) return { kind: 'digits', before: 1, behind: 2 };
  const kind = builtIn[id];
  return kind === undefined || kind === 'digits' ? plain : { kind };
}

function formatOfCode(code: string): NumberFormat {
  // Literal text, padding, and what stands in brackets but a time that runs on, say nothing of the kind.
  const bare = code
    .slice(0, 1000)
    .toLowerCase()
    .replace(/"[^"]*"?|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/g, '');
  const first = bare.split(';')[0] ?? '';
  if (/\[m+\](?!:)/.test(first) && !/[yd]/.test(first)) return { kind: 'minutes' };
  if (/\[(h|m|s)+\]/.test(first)) return { kind: 'duration' };
  if (/general|@/.test(first)) return plain;
  const letters = first.replace(/am\/pm|a\/p/g, 'h').replace(/e[+-]/g, '');
  const hasTime = /[hs]/.test(letters);
  const hasDate = /[yd]/.test(letters) || (/m/.test(letters) && !hasTime);
  if (hasDate) return { kind: hasTime ? 'date-time' : 'date' };
  if (hasTime) return { kind: /h/.test(letters) ? 'time' : 'duration' };
  if (first.includes('%')) return { kind: 'percent' };
  const digits = /^(0+)(?:\.(0+))?$/.exec(first.trim());
  if (!digits || (digits[1] === '0' && digits[2] === undefined)) return plain;
  return { kind: 'digits', before: digits[1]?.length ?? 1, behind: digits[2]?.length ?? 0 };
}

/** 31 December 9999, the last day that a spreadsheet knows. */
const lastDay = 2_958_466;
const secondsOfADay = 86_400;

/**
 * The cell that a number with this format is. Days count from 1900 (where 29 February 1900, which never was, is day 60) or from 1904. A time of day and a
 * duration are text such as `9:30` or `37:30`, with seconds where there are any; a percentage is text such as `12.5%`.
 */
export function cellOfNumber(value: number, format: NumberFormat, isFrom1904: boolean): Cell {
  if (format.kind === 'number' || !Number.isFinite(value)) return value;
  if (format.kind === 'percent') return `${Number((value * 100).toPrecision(12))}%`;
  if (format.kind === 'minutes') return Number((value * 1440).toPrecision(12));
  if (format.kind === 'digits') {
    const shown = `${value < 0 ? '-' : ''}${Math.abs(value)
      .toFixed(format.behind)
      .padStart(format.before + (format.behind && format.behind + 1), '0')}`;
    // A number that shows less than it holds, or just what it is, stays a number.
    return Number(shown) === value && shown !== String(value) ? shown : value;
  }
  const seconds = Math.round(value * secondsOfADay);
  if (format.kind === 'duration') return clock(seconds);
  if (value < 0) return value;
  if (format.kind === 'time') return clock(seconds % secondsOfADay);
  if (value >= lastDay) return value;
  const day = Math.floor(seconds / secondsOfADay);
  // A day zero is what a time of day without a date looks like.
  if (day === 0 && !isFrom1904) return clock(seconds);
  const date = dateOf(day, isFrom1904);
  if (format.kind === 'date') return { date };
  return {
    date: `${date}T${clock(seconds % secondsOfADay)
      .padStart(5, '0')
      .slice(0, 5)}`,
  };
}

function dateOf(day: number, isFrom1904: boolean): string {
  const sinceEpoch = isFrom1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569);
  return new Date(sinceEpoch * secondsOfADay * 1000).toISOString().slice(0, 10);
}

function clock(seconds: number): string {
  const all = Math.abs(seconds);
  const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return `${seconds < 0 ? '-' : ''}${hours}:${two(minutes)}${rest > 0 ? `:${two(rest)}` : ''}`;
}

/** A date as ISO 8601 writes it (`2025-09-01T08:00:00`), cut to what a cell keeps; the text itself where it is none. */
export function cellOfIsoDate(text: string): Cell {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(text) ?? [];
  if (date === undefined) return text;
  return { date: time === undefined || time === '00:00' ? date : `${date}T${time}` };
}
