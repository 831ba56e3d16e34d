import { stringify } from 'csv-stringify/sync';
import type { Message } from '../inventory.ts';

/** Messages as CSV (RFC 4180); a cell that a spreadsheet would take for a formula is made harmless with an apostrophe. */
export function messagesCsv(messages: readonly Message[]): string {
  const rows = messages.map(({ severity, line, path, found, expected, did }) => [severity, line ?? '', path ?? '', found, expected, did]);
  return stringify([['severity', 'line', 'where', 'found', 'expected', 'what was done'], ...rows], {
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}
