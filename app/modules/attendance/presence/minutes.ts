/** A time that somebody was there, in whole seconds: from, to. */
export type Span = readonly [number, number];

/** Minutes that spans cover together within a window, each second once; a begun minute does not count. */
export function minutesWithin(spans: readonly Span[], [opens, closes]: Span): number {
  let seconds = 0;
  let until = opens;
  for (const [from, to] of spans.toSorted((one, other) => one[0] - other[0])) {
    const end = Math.min(to, closes);
    const begin = Math.max(from, until);
    if (end > begin) {
      seconds += end - begin;
      until = end;
    }
  }
  return Math.floor(seconds / 60);
}

/** What reports say of one person: their joins, and, of a report without times, minutes alone. */
export type Reported = { readonly importId: string; readonly joins: readonly Span[]; readonly minutes: number };

/** The minutes of one person over all their rows: joins together, and of reports without times the most that one of them says; never more than the occasion took. */
export function minutesOf(rows: readonly Reported[], window: Span): number {
  const timed = minutesWithin(
    rows.flatMap(({ joins }) => joins),
    window,
  );
  const untimed = Map.groupBy(
    rows.filter(({ joins }) => joins.length === 0),
    ({ importId }) => importId,
  );
  const sums = [...untimed.values()].map((of) => of.reduce((all, { minutes }) => all + minutes, 0));
  return Math.min(Math.max(timed, 0, ...sums), Math.floor((window[1] - window[0]) / 60));
}
