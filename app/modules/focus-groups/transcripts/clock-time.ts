/** A time as transcripts write it: `0:16`, `00:01:02`, `1:02:03.450`, `00:00:16,000`; used inside of larger patterns. */
export const clockPattern = '(?:\\d{1,3}:)?\\d{1,2}:\\d{2}(?:[.,]\\d{1,3})?';

/** Milliseconds of such a time; null where its seconds are none, or where it is beyond 555 hours. */
export function millisecondsOf(clock: string): number | null {
  const [, hours = '0', minutes = '', seconds = '', fraction = ''] =
    /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?$/.exec(clock) ?? [];
  if (minutes === '' || Number(seconds) > 59) return null;
  const milliseconds = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
  return milliseconds > 2_000_000_000 ? null : milliseconds;
}

/** A time for people: `1:02:03`, `0:16`. */
export function clockWords(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const end = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${end}` : `${minutes}:${end}`;
}
