import assert from 'node:assert/strict';
import { cellText, type SheetNotice } from '#app/platform/sheet.ts';
import { readSheetRows, sheetsOf, UnreadableFile } from '#app/platform/sheet-file.server.ts';
import { sheetLimits } from '#app/platform/sheet-tally.ts';

/** Reads a file as a spreadsheet and checks what is promised of any: bounds, and texts that can be kept. Answers the notices, or the refusal. */
export async function readWithPromises(path: string): Promise<string[]> {
  const said: string[] = [];
  try {
    const { format } = await sheetsOf(path);
    said.push(format);
    const onNotice = ({ found, did, expected }: SheetNotice) => {
      assert.ok(found !== '' && did !== '' && expected !== '');
      said.push(found);
    };
    let last = { sheet: '', line: 0 };
    for await (const rows of readSheetRows(path, { onNotice })) {
      assert.ok(rows.length > 0);
      for (const { sheet, line, cells } of rows) {
        assert.ok(Number.isSafeInteger(line) && line > 0, `line ${line}`);
        if (format === 'csv') assert.ok(line > last.line, `line ${line} after ${last.line}`);
        assert.ok(cells.length > 0 && cells.length <= sheetLimits.columns && cells.at(-1) !== null, 'cells');
        for (const cell of cells) {
          const text = cellText(cell);
          assert.ok(text.length <= sheetLimits.cellCharacters && text.isWellFormed() && !text.includes('\0'), 'text');
          assert.ok(typeof cell !== 'number' || Number.isFinite(cell), 'number');
          assert.ok(cell === null || typeof cell !== 'object' || /^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/.test(cell.date), 'date');
        }
        last = { sheet, line };
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    assert.ok(error.found !== '' && error.expected !== '');
    said.push(error.found);
  }
  return said;
}
