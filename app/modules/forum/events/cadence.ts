/** When a series meets: the nth (5: the last) weekday (1 Monday to 7 Sunday) of every month, or of every second or third. */
export type Cadence = { readonly nth: number; readonly weekday: number; readonly everyMonths: number };

const nths = ['first', 'second', 'third', 'fourth', 'last'];
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The choices of a form: "second Thursday" and so on. */
export const nthWords: readonly string[] = nths;
export const weekdayWords: readonly string[] = weekdays;

/** A cadence in words: "second Thursday of every month", "last Friday of every third month". */
export function cadenceWords({ nth, weekday, everyMonths }: Cadence): string {
  const months = everyMonths === 1 ? 'every month' : everyMonths === 2 ? 'every second month' : `every ${nths[everyMonths - 1]} month`;
  return `${nths[nth - 1]} ${weekdays[weekday - 1]} of ${months}`;
}

/** The next day of a cadence after a day (`2026-10-08`), counted in months from the day before it that it met, if it did. */
export function nextDay(cadence: Cadence, { after, last }: { after: string; last: string | null }): string {
  const from = last ?? after;
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (let at = last === null ? 0 : cadence.everyMonths; ; at += last === null ? 1 : cadence.everyMonths) {
    const day = dayOf(cadence, year, month - 1 + at);
    if (day > after) return day;
  }
}

/** `month` counts from 0 and may run past a year's end. */
function dayOf({ nth, weekday }: Cadence, year: number, month: number): string {
  const first = new Date(Date.UTC(year, month, 1));
  const offset = (weekday - (first.getUTCDay() || 7) + 7) % 7;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const date = nth === 5 ? 1 + offset + 7 * Math.floor((length - 1 - offset) / 7) : 1 + offset + 7 * (nth - 1);
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}
