/** When somebody is reminded, in minutes before the beginning. */
export const moments = { week: 7 * 24 * 60, day: 24 * 60, hour: 60 } as const;
/** One of the three moments. */
export type Moment = keyof typeof moments;

/**
 * The reminder that is due now, or null: the last of the three moments that has passed, before the occasion begins. One that the process slept through is sent late, until the next is due.
 */
export function momentDue(startsAt: Date, now: Date): Moment | null {
  const left = (startsAt.getTime() - now.getTime()) / 60_000;
  if (left <= 0) return null;
  const passed = (Object.keys(moments) as Moment[]).filter((moment) => left <= moments[moment]);
  return passed.at(-1) ?? null;
}

/** The instant of a moment before a beginning: who has a place only since then is not reminded. */
export function momentAt(startsAt: Date, moment: Moment): Date {
  return new Date(startsAt.getTime() - moments[moment] * 60_000);
}
