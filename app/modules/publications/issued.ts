import { day } from '#app/ui/date.ts';

/** A date of publication in words: "2024", "May 2024", "1 September 2022"; null where it is not known. */
export function issuedInWords(issued: string | null): string | null {
  if (issued === null || issued.length === 4) return issued;
  return issued.length === 7 ? day(`${issued}-01`).replace(/^1 /, '') : day(issued);
}
