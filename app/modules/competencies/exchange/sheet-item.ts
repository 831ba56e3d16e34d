import { cellText, type SheetRow } from '#app/platform/sheet.ts';
import type { Properties } from './framework-file.ts';

/** An item of a spreadsheet on its way into a package: with its line, what the sheet knows it by, and what it names as its parent or relates to. */
export type SheetItem = {
  readonly line: number;
  /** Its own id in the sheet, else its code, else its text: what its identifier is made from. */
  readonly key: string;
  /** True when the sheet itself has an id for it; then two rows with one key are two rows with one id. */
  readonly hasId: boolean;
  readonly values: Properties;
  readonly parentKey: string | null;
  readonly sequence: number | null;
  readonly relations: readonly { readonly type: string; readonly to: string }[];
  readonly concord: Properties;
};

/** A cell as text, without the apostrophe that keeps a spreadsheet from running it as a formula. */
export function plainCell(row: SheetRow, at: number): string {
  return cellText(row.cells[at])
    .replaceAll('\0', '')
    .toWellFormed()
    .replace(/^'(?=[=+\-@\t\r])/, '');
}
