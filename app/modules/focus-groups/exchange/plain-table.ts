import { type CsvValue, csvText } from '#app/platform/csv.ts';

/** A table that leaves as CSV, XLSX or DOCX; `width` of a column is in letters. */
export type PlainTable = {
  readonly title: string;
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly CsvValue[])[];
};

/** The table as CSV, in which nothing runs as a formula. */
export function tableCsv({ columns, rows }: PlainTable): string {
  return csvText([columns.map(({ title }) => title), ...rows]);
}
