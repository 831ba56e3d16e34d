import { keptText } from './kept-text.ts';
import type { Cell, SheetRow } from './sheet.ts';
import { type SheetTally, sheetLimits } from './sheet-tally.ts';
import { cellOfIsoDate, cellOfNumber, type NumberFormat } from './xlsx-format.ts';
import { createRichText, unescaped } from './xlsx-parts.ts';
import { createXmlReader, isTrue, type XmlReader } from './xlsx-xml.ts';

/** What the cells of a sheet refer to. */
export type Workbook = { readonly texts: readonly string[]; readonly styles: readonly NumberFormat[]; readonly isFrom1904: boolean };

/** A reader of the XML of a sheet, whose rows are taken as they are done. */
export type SheetReader = XmlReader & { taken(): SheetRow[]; isFull(): boolean };

/** A reader of one sheet: values as the file keeps them, formulas never worked out. */
export function createSheetReader(sheet: string, workbook: Workbook, tally: SheetTally): SheetReader {
  const rich = createRichText();
  let rows: SheetRow[] = [];
  let cells: Cell[] = [];
  let line = 0;
  let column = -1;
  let rowCount = 0;
  let cellCount = 0;
  let gaps = 0;
  let letters = 0;
  let isFull = false;
  let hasTooManyColumns = false;
  let type = '';
  let style = 0;
  let value = '';
  let isInValue = false;
  let isInline = false;
  let hasFormula = false;

  function openRow(attributes: Readonly<Record<string, string>>) {
    const said = Number(attributes.r);
    line = Number.isSafeInteger(said) && said > 0 ? said : line + 1;
    column = -1;
    cells = [];
    gaps = 0;
    letters = 0;
    hasTooManyColumns = false;
    if (isTrue(attributes.hidden)) tally.note('hidden-rows', { line });
  }

  function openCell(attributes: Readonly<Record<string, string>>) {
    column = columnOf(attributes.r) ?? column + 1;
    cellCount += 1;
    type = attributes.t ?? 'n';
    style = Number(attributes.s ?? 0);
    value = '';
    isInValue = false;
    isInline = false;
    hasFormula = false;
    rich.begin();
  }

  function closeCell() {
    if (column >= sheetLimits.columns) {
      hasTooManyColumns = true;
      return;
    }
    const cell = isFull ? null : cellOf();
    if (cell === null) return;
    if (cells.length < column) {
      gaps += column - cells.length;
      // Of its length at once: an array that grows cell by cell leaves a trail of outgrown ones.
      cells = cells.concat(new Array<null>(column - cells.length).fill(null));
    }
    cells[column] = cell;
  }

  function cellOf(): Cell {
    if (type === 'inlineStr' || isInline) return textCell(rich.text());
    if (value === '' && type !== 'str') {
      if (hasFormula) tally.note('no-value', { line, column });
      return null;
    }
    if (type === 's') {
      const text = workbook.texts[Number(value)];
      if (text === undefined) tally.note('no-text', { line, column });
      return textCell(text ?? '');
    }
    if (type === 'str') return textCell(unescaped(value));
    if (type === 'b') return isTrue(value.trim());
    if (type === 'e') {
      tally.note('error', { line, column, example: keptText(value.slice(0, 20)) });
      return null;
    }
    if (type === 'd') return cellOfIsoDate(value.trim());
    const number = Number(value);
    return Number.isNaN(number) ? textCell(value) : cellOfNumber(number, workbook.styles[style] ?? { kind: 'number' }, workbook.isFrom1904);
  }

  function textCell(text: string): Cell {
    letters += text.length;
    if (text.length > sheetLimits.cellCharacters || letters > sheetLimits.rowCharacters) tally.note('cut-cell', { line, column });
    const kept = text.length > sheetLimits.cellCharacters ? text.slice(0, sheetLimits.cellCharacters) : text;
    return letters > sheetLimits.rowCharacters || /^[\s\0]*$/.test(kept)
      ? null
      : (kept.isWellFormed() ? kept : kept.toWellFormed()).replaceAll('\0', '');
  }

  function closeRow() {
    if (hasTooManyColumns) tally.note('cut-columns', { line });
    if (isFull) return;
    // Empty rows and cells take time too, and so do the gaps in front of a cell.
    rowCount += 1;
    cellCount += gaps;
    isFull = rowCount > sheetLimits.rows || cellCount > sheetLimits.cells;
    if (isFull) tally.note('cut-rows', { line });
    else if (cells.length > 0) rows.push({ sheet, line, cells });
    cells = [];
  }

  const reader = createXmlReader({
    open(name, attributes) {
      if (name === 'c') openCell(attributes);
      else if (name === 'v') isInValue = true;
      else if (name === 'row') openRow(attributes);
      else if (name === 'f') hasFormula = true;
      else if (name === 'is') isInline = true;
      else if (name === 'mergeCell') tally.note('merged', { line: 0, example: keptText((attributes.ref ?? '').slice(0, 20)) });
      else if (isInline) rich.open(name);
    },
    close(name) {
      if (name === 'v') isInValue = false;
      else if (name === 'c') closeCell();
      else if (name === 'row') closeRow();
      else if (isInline) rich.close(name);
    },
    text(piece) {
      const room = sheetLimits.cellCharacters + 1 - value.length;
      if (isInValue && room > 0) value += piece.length > room ? piece.slice(0, room) : piece;
      else if (isInline) rich.add(piece);
    },
  });
  return {
    ...reader,
    taken() {
      const taken = rows;
      rows = [];
      return taken;
    },
    isFull: () => isFull,
  };
}

/** The column of a reference such as `AB12`, from 0; null for none. */
function columnOf(reference: string | undefined): number | null {
  if (reference === undefined) return null;
  let column = 0;
  for (let at = 0; at < Math.min(reference.length, 5); at += 1) {
    const letter = (reference.charCodeAt(at) & ~0x20) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column === 0 ? null : column - 1;
}
