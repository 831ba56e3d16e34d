/** A day so many days ago, as `2026-05-31`; a negative number is to come. */
export function day(ago: number): string {
  return new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
}
