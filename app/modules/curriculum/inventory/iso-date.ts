/** `YYYY-MM-DD` of a date, also when a time or a time zone follows; null when it is not a day of the calendar. */
export function readDate(text: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|T|Z|[+-]\d)/.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return isDay ? `${match[1]}-${match[2]}-${match[3]}` : null;
}
