/** What becomes of one thing that a format can hold: understood and used; not understood but kept with what it belongs to; left out and named. */
export type FormatFate = 'read' | 'kept' | 'left out';

/** One row of a format's table in `docs/imports.md`: an element, an attribute, a key or a column, and what becomes of it. */
export type FormatField = { readonly name: string; readonly meaning: string; readonly fate: FormatFate; readonly note?: string };

/** A table of a document: one format, or a part of it. */
export type FormatTable = { readonly title: string; readonly fields: readonly FormatField[] };

/** Tables of formats as Markdown, each under its title. */
export function formatTablesMarkdown(tables: readonly FormatTable[]): string {
  return tables
    .map(({ title, fields }) => {
      const rows = fields.map(
        ({ name, meaning, fate, note }) => `| \`${inCell(name)}\` | ${inCell(meaning)} | ${fate} | ${inCell(note ?? '')} |`,
      );
      return [`## ${title}`, '', '| name | means | fate | |', '|---|---|---|---|', ...rows, ''].join('\n');
    })
    .join('\n');
}

function inCell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
