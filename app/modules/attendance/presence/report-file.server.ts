import { cellText } from '#app/platform/sheet.ts';
import { readSheetRows, UnreadableFile } from '#app/platform/sheet-file.server.ts';
import { type Report, type ReportFrame, type ReportRow, readReport } from './report.ts';

/** The most lines of a report: 10,000 people who joined a few times each. */
export const mostLines = 50_000;
const tooLong = `The file has more than ${mostLines.toLocaleString('en')} lines. Choose the list of participants of this one meeting.`;

/**
 * Reads a meeting's report from a file (CSV in any encoding, XLSX, or one of them packed). A file may say one thing in its first lines and another in its list, so what stands between the cells
 * is tried where it is not told.
 */
export async function reportIn(path: string, frame: ReportFrame): Promise<Report | { readonly problem: string }> {
  let problem = 'Nothing in this file could be read.';
  for (const delimiter of [undefined, ',', '\t', ';'] as const) {
    const rows: ReportRow[] = [];
    try {
      for await (const some of readSheetRows(path, { ...(delimiter && { delimiter }) })) {
        for (const { line, cells } of some) rows.push({ line, cells: cells.map(cellText) });
        if (rows.length > mostLines) return { problem: tooLong };
      }
    } catch (error) {
      if (error instanceof UnreadableFile) return { problem: error.message };
      throw error;
    }
    const read = readReport(rows, frame);
    if ('people' in read) return read;
    problem = read.problem;
    if (!problem.startsWith('No list')) break;
  }
  return { problem };
}
