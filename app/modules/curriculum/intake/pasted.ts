/**
 * Cells copied from a spreadsheet as the text of a file. Where there is no tab each line is one cell, a title say, and stands in quotation marks: its
 * commas separate nothing. A cell that a spreadsheet copied with its line ends stays one cell.
 */
export function pastedText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  if (lines.includes('\t')) return lines;
  const cells = lines.match(/"(?:[^"]|"")*"(?=\n|$)|[^\n]+/g) ?? [];
  return cells
    .map((cell) => (/^"(?:[^"]|"")*"$/.test(cell) ? cell : `"${cell.replaceAll('"', '""')}"`))
    .map((cell) => `${cell}\n`)
    .join('');
}
