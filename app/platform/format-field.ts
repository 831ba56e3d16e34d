/** What becomes of one thing that a format can hold: understood and used; not understood but kept with what it belongs to; left out and named. */
export type FormatFate = 'read' | 'kept' | 'left out';

/** One row of a format's table in `docs/imports.md`: an element, an attribute, a key or a column, and what becomes of it. */
export type FormatField = { readonly name: string; readonly meaning: string; readonly fate: FormatFate; readonly note?: string };
