/** The academic year that a day falls in, as `2025-26`; it begins on 1 July. The month is the UTC one. */
export function academicYearAt(day: Date): string {
  const start = day.getUTCMonth() >= 6 ? day.getUTCFullYear() : day.getUTCFullYear() - 1;
  return `${start}-${String((start + 1) % 100).padStart(2, '0')}`;
}
