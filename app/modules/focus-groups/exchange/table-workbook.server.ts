import writeWorkbook from 'write-excel-file/node';
import type { PlainTable } from './plain-table.ts';
import { writable } from './xml-text.ts';

/** What a cell can hold. */
const longestCell = 32_767;
const cut = ' … (cut: a cell holds no more)';

/** Tables as the bytes of an .xlsx file, a sheet for each. Text is text, also where it begins like a formula, and lines of a cell stay. */
export async function workbookFile(tables: readonly PlainTable[]): Promise<Buffer> {
  const taken = new Set<string>();
  const sheets = tables.map(({ title, columns, rows }) => ({
    sheet: sheetName(title, taken),
    data: [
      columns.map((column) => ({ value: column.title, type: String, fontWeight: 'bold' as const, wrap: true })),
      ...rows.map((row) => row.map(cellOf)),
    ],
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }));
  return await writeWorkbook(sheets).toBuffer();
}

function cellOf(value: PlainTable['rows'][number][number]) {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? { value, type: Number } : null;
  if (typeof value === 'boolean') return { value, type: Boolean };
  const text = writable(value);
  const held = text.length > longestCell ? text.slice(0, longestCell - cut.length).toWellFormed() + cut : text;
  return { value: held, type: String, wrap: true, alignVertical: 'top' as const };
}

/** At most 31 letters, none of those that a sheet's name may not have, and no name twice. */
function sheetName(title: string, taken: Set<string>): string {
  const bare =
    writable(title)
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet';
  let name = bare.slice(0, 31);
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${bare.slice(0, 26)} (${number})`;
  taken.add(name.toLowerCase());
  return name;
}
