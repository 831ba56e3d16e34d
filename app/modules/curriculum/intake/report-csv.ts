import { csvText } from '#app/platform/csv.ts';
import type { Message } from '../inventory/inventory.ts';

/** Messages as CSV, one a line. */
export function messagesCsv(messages: readonly Message[]): string {
  const rows = messages.map(({ severity, line, path, found, expected, did }) => [
    severity,
    line ?? null,
    path ?? null,
    found,
    expected,
    did,
  ]);
  return csvText([['severity', 'line', 'where', 'found', 'expected', 'what was done'], ...rows]);
}
