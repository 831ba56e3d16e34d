/** Days after the end of a half-year until it is counted, so that what was noted without network has arrived; the database asks for the same (`count_practice_term`). */
const daysAfter = 14;

/** The half-years that are over and due to be counted at `now`, as their first days (`2026-01-01`, `2026-07-01`), from the one of `since` on, the oldest first. */
export function dueTerms(since: string, now: Date): string[] {
  const due: string[] = [];
  for (
    let term = termOf(since);
    new Date(`${after(term)}T00:00:00Z`).getTime() + daysAfter * 86_400_000 <= now.getTime();
    term = after(term)
  )
    due.push(term);
  return due;
}

/** The first day of the half-year of a day or month (`2026-09`, `2026-09-30`). */
export function termOf(isoDay: string): string {
  return `${isoDay.slice(0, 4)}-${Number(isoDay.slice(5, 7)) <= 6 ? '01' : '07'}-01`;
}

function after(term: string): string {
  return term.endsWith('-01-01') ? `${term.slice(0, 4)}-07-01` : `${Number(term.slice(0, 4)) + 1}-01-01`;
}

/** "July to December 2026". */
export function termName(term: string): string {
  return `${term.slice(5, 7) === '01' ? 'January to June' : 'July to December'} ${term.slice(0, 4)}`;
}
