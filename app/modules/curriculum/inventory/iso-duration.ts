/** A length of time as read: null when it cannot be, and what is odd about it when anything is. */
export type ReadDuration = { value: number | null; problem: string | null };

const written =
  /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/;
const longestMinutes = 1_000_000;
const longestDays = 36_600;

/**
 * Whole minutes of an ISO 8601 duration such as `PT90M` or `PT1H30M`. Hours, minutes and seconds only: how many minutes of teaching a day is,
 * nobody can say. What is negative or longer than a million minutes is not read.
 */
export function readMinutes(text: string): ReadDuration {
  const read = readParts(text);
  if (typeof read === 'string') return { value: null, problem: read };
  if (read.years + read.months + read.weeks + read.days > 0) return { value: null, problem: 'it counts days, not hours and minutes' };
  const exact = read.hours * 60 + read.minutes + read.seconds / 60;
  if (exact > longestMinutes) return { value: null, problem: 'it is longer than a million minutes' };
  const value = Math.round(exact);
  if (value !== exact) return { value, problem: 'it is not a whole number of minutes' };
  return { value, problem: read.problem ?? (/[.,]/.test(text) ? 'it has a fraction' : null) };
}

/** Whole days of an ISO 8601 duration such as `P30D` or `P2W`; months and years have no fixed number of days and are not read. */
export function readDays(text: string): ReadDuration {
  const read = readParts(text);
  if (typeof read === 'string') return { value: null, problem: read };
  if (read.years + read.months > 0) return { value: null, problem: 'months and years have no fixed number of days' };
  const exact = read.weeks * 7 + read.days + read.hours / 24 + read.minutes / 1440 + read.seconds / 86400;
  if (exact > longestDays) return { value: null, problem: 'it is longer than a hundred years' };
  const value = Math.round(exact);
  return { value, problem: value === exact ? read.problem : 'it is not a whole number of days' };
}

function readParts(text: string) {
  if (text === '') return 'it is empty';
  const upper = text.toUpperCase();
  const match = written.exec(upper);
  if (!match || /[PT]$/.test(upper)) return /^-?P.*-/.test(upper) ? 'it is negative' : 'it is not a duration';
  if (match[1] === '-') return 'it is negative';
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number((part ?? '0').replace(',', '.')));
  const problem = upper === text ? null : 'its letters are small';
  return {
    years: years ?? 0,
    months: months ?? 0,
    weeks: weeks ?? 0,
    days: days ?? 0,
    hours: hours ?? 0,
    minutes: minutes ?? 0,
    seconds: seconds ?? 0,
    problem,
  };
}
