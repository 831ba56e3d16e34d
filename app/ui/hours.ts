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
  return (tenths / 10).toLocaleString('en', { maximumFractionDigits: 1 });
}

/** A range of minutes in hours: "4.5 to 5.5 h"; one value when both bounds are the same minutes. */
export function hoursRange(low: number, high: number): string {
  return low === high ? hours(low) : `${hoursNumber(low)} to ${hoursNumber(high)} h`;
}
