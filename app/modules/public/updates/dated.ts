import { day } from '#app/ui/date.ts';

/** The day or month of an update in words: "25 June 2024", or "June 2024" where the day is not known. */
export function datedInWords(dated: string): string {
  return /^\d{4}-\d{2}$/.test(dated) ? day(`${dated}-01`).replace(/^1 /, '') : day(dated);
}
