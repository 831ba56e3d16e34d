import { stringify } from 'csv-stringify/sync';

/** A field of a CSV; null is an empty one. */
export type CsvValue = string | number | boolean | null;

/**
 * Rows as CSV (RFC 4180, lines end in CR LF). Text that a spreadsheet would run as a formula has an apostrophe before it,
 * so that a title of somebody else's file stays a title; text with a semicolon or a tab stands in quotes, since some spreadsheets split there. Null is an empty field.
 */
export function csvText(rows: readonly (readonly CsvValue[])[]): string {
  return stringify(rows as CsvValue[][], { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[;\t]/ });
}
