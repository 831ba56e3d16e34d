import type { PlainTable } from './plain-table.ts';

/** A code as a codebook prints it; `path` is its name after those above it, and `codings` how often it stands, where that is to be told. */
export type CodebookLine = {
  readonly path: readonly string[];
  readonly definition: string | null;
  readonly include: string | null;
  readonly exclude: string | null;
  readonly example: string | null;
  readonly colour: string | null;
  readonly codings: number | null;
};

/** A codebook as a table, a row for each code. */
export function codebookTable(title: string, lines: readonly CodebookLine[]): PlainTable {
  const columns = [
    { title: 'Code', width: 30 },
    { title: 'Within', width: 30 },
    { title: 'Definition', width: 60 },
    ...['Include', 'Exclude', 'Example'].map((each) => ({ title: each, width: 50 })),
    { title: 'Colour', width: 10 },
    { title: 'Codings', width: 10 },
  ];
  const rows = lines.map(({ path, definition, include, exclude, example, colour, codings }) => {
    const above = path.slice(0, -1).join(' > ');
    return [path.at(-1) ?? '', above, definition, include, exclude, example, colour, codings];
  });
  return { title, columns, rows };
}
