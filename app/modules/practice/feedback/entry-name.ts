import { type Kind, kindShort, monthName } from '../log/entry.ts';

/** An entry as a list of one's own names it: "March 2026, simulated, medicine". */
export function entryName({ month, kind, rotation }: { month: string; kind: Kind; rotation: string }): string {
  return [monthName(month), kindShort[kind].toLowerCase(), rotation].filter(Boolean).join(', ');
}
