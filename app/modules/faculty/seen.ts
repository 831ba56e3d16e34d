import { conflict } from '#app/platform/problem.ts';

/** Refuses a change that began with an older state than stands now. `what`: "this programme". */
export function assertSeen(seen: Date | null, changedAt: Date, what: string): void {
  if (seen !== null && seen.getTime() !== changedAt.getTime())
    throw conflict(
      `Somebody else changed ${what} meanwhile. What you typed is still here: open the page once more beside it, and put your change into what stands there now.`,
    );
}
