type Run = { text: string; isBold: boolean };
/** A row that is still open, with its cells; a table may lie within a cell. */
type Row = { line: number; cells: Run[][] };

/**
 * Takes paragraphs as they end and gives them on: as they are outside of tables, and as one for each row of a table, its cells apart by tabs. Line ends within a
 * row stay in its last cell only.
 */
export function createDocxRows(give: (line: number, runs: readonly Run[]) => void) {
  const rows: Row[] = [];

  function add(line: number, runs: readonly Run[]) {
    const row = rows.at(-1);
    const cell = row?.cells.at(-1);
    if (!row || !cell) {
      give(line, runs);
      return;
    }
    row.line ||= line;
    if (cell.length > 0) cell.push({ text: '\n', isBold: false });
    for (const run of runs) cell.push(run);
  }

  return {
    add,
    open(name: 'tr' | 'tc') {
      if (name === 'tr') rows.push({ line: 0, cells: [] });
      else rows.at(-1)?.cells.push([]);
    },
    close(name: 'tr' | 'tc') {
      if (name === 'tc') return;
      const row = rows.pop();
      const filled = row?.cells.filter((cell) => cell.some(({ text }) => text.trim() !== '')) ?? [];
      if (!row || filled.length === 0) return;
      const last = filled.length - 1;
      add(
        row.line,
        filled.flatMap((cell, at) => (at === last ? cell : [...cell.map(onOneLine), { text: '\t', isBold: false }])),
      );
    },
  };
}

function onOneLine({ text, isBold }: Run): Run {
  return { text: text.replace(/[\n\t]/g, ' '), isBold };
}
