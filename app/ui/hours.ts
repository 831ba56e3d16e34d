// Made once: a format of its own for every number costs more than the rest of a large page.
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** Minutes for a reader: "45 min", "2 h", "1.5 h", "unknown". At most one decimal, rounded only here, last; some but little is "under 1 min", never nothing. */
export function hours(minutes: number | null): string {
  if (minutes === null) return 'unknown';
  if (minutes > 0 && minutes < 0.5) return 'under 1 min';
  const whole = Math.round(minutes);
  return whole < 60 ? `${whole} min` : `${hoursNumber(minutes)} h`;
}

/** Minutes as the bare number of hours, for a column that says "Hours": "2", "1.5", "1,284.3", "unknown"; some but little is "under 0.1". */
export function hoursNumber(minutes: number | null): string {
  if (minutes === null) return 'unknown';
  if (minutes > 0 && minutes < 3) return 'under 0.1';
  const tenths = Math.round(minutes / 6);
  return oneDecimal.format(tenths / 10);
}

/** A range of minutes in hours: "4.5 to 5.5 h", below an hour "20 to 45 min"; one value when both bounds read alike. */
export function hoursRange(low: number, high: number): string {
  if (Math.round(high) < 60) return hours(low) === hours(high) ? hours(low) : `${Math.round(low)} to ${hours(high)}`;
  return rangeNumber({ least: low, most: high }) === hoursNumber(high) ? hours(high) : `${hoursNumber(low)} to ${hoursNumber(high)} h`;
}

/** Minutes from the least to the most; null is unknown. */
type Between = { readonly least: number; readonly most: number } | null;

/** Exact minutes or a range for a reader: "2 h", "12 to 15 h", "unknown". */
export function hoursBetween(range: Between): string {
  if (range === null) return hours(null);
  return range.least === range.most ? hours(range.least) : hoursRange(range.least, range.most);
}

/** The same as bare hours, for a column that says "Hours": "2", "12 to 15", "unknown". */
export function rangeNumber(range: Between): string {
  const [least, most] = [hoursNumber(range?.least ?? null), hoursNumber(range?.most ?? null)];
  return least === most ? least : `${least} to ${most}`;
}
