import { keptText } from './kept-text.ts';
import { UnreadableFile } from './sheet.ts';
import { sheetLimits } from './sheet-tally.ts';
import { type NumberFormat, numberFormat } from './xlsx-format.ts';
import { attributeNamed, createXmlReader, isTrue, type XmlReader } from './xlsx-xml.ts';

/** A part of a workbook that another one names: its kind (the end of its type's address) and where it lies in the file. */
export type Relation = { readonly id: string; readonly kind: string; readonly path: string };

/** A sheet as the workbook lists it. */
export type SheetEntry = { readonly name: string; readonly relation: string; readonly isHidden: boolean };

const mostRelations = 10_000;
const mostSheets = 1_000;
/** What spreadsheet programs themselves hold: 64,000 combinations of formats. */
const mostFormats = 65_536;
/** Texts that the sheets share are kept while these are read: so many, and so many letters in all (at most 40 MB): twelve for each of 50,000 rows. */
const mostSharedTexts = 600_000;
const mostSharedLetters = 20 * 1024 ** 2;

/** The reader of a list of relations; a link out of the file is none. `folder` is where the part lies that they belong to. */
export function relationsReader(folder: string, relations: Relation[]): XmlReader {
  return createXmlReader({
    open(name, attributes) {
      if (name !== 'Relationship' || attributeNamed(attributes, 'TargetMode') === 'External' || relations.length >= mostRelations) return;
      const target = attributeNamed(attributes, 'Target') ?? '';
      relations.push({
        id: attributeNamed(attributes, 'Id') ?? '',
        kind: (attributeNamed(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        path: resolved(folder, target),
      });
    },
    close() {},
    text() {},
  });
}

/** Where a target leads within the file; it can lead nowhere else, because only parts that the file has are looked up. */
function resolved(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
  for (const step of target.slice(0, 1000).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** What the workbook says of itself. */
export type WorkbookHead = { isFrom1904: boolean; readonly sheets: SheetEntry[] };

/** The reader of the workbook's own part: its sheets in their order, and the day from which it counts. */
export function workbookReader(head: WorkbookHead): XmlReader {
  return createXmlReader({
    open(name, attributes) {
      if (name === 'workbookPr') head.isFrom1904 = isTrue(attributeNamed(attributes, 'date1904'));
      if (name !== 'sheet' || head.sheets.length >= mostSheets) return;
      head.sheets.push({
        name: (attributeNamed(attributes, 'name') ?? '').slice(0, 1000),
        relation: attributes['r:id'] ?? attributeNamed(attributes, 'id') ?? '',
        isHidden: /hidden/i.test(attributeNamed(attributes, 'state') ?? ''),
      });
    },
    close() {},
    text() {},
  });
}

/** The reader of the styles: what each style of a cell says of the number in it. */
export function stylesReader(styles: NumberFormat[]): XmlReader {
  const codes = new Map<number, string>();
  let isInCellStyles = false;
  return createXmlReader({
    open(name, attributes) {
      if (name === 'numFmt' && codes.size < mostFormats)
        codes.set(Number(attributeNamed(attributes, 'numFmtId')), attributeNamed(attributes, 'formatCode') ?? '');
      if (name === 'cellXfs') isInCellStyles = true;
      if (name !== 'xf' || !isInCellStyles || styles.length >= mostFormats) return;
      const id = Number(attributeNamed(attributes, 'numFmtId') ?? 0);
      styles.push(numberFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') isInCellStyles = false;
    },
    text() {},
  });
}

/** The reader of the texts that sheets share. A text in several fonts is one text; how it is pronounced is left out. */
export function sharedTextsReader(texts: string[]): XmlReader {
  const item = createRichText();
  let letters = 0;
  return createXmlReader({
    open(name) {
      if (name === 'si') item.begin();
      else item.open(name);
    },
    close(name) {
      if (name !== 'si') {
        item.close(name);
        return;
      }
      // One letter more than is kept, so that the cell that shows it can say that it was cut.
      const text = item.text();
      letters += text.length;
      if (texts.length >= mostSharedTexts || letters > mostSharedLetters)
        throw new UnreadableFile(
          `A spreadsheet with more than ${mostSharedTexts.toLocaleString('en-US')} different texts, or more than ${mostSharedLetters.toLocaleString('en-US')} letters in these`,
          'A smaller file. Split it into several, or save the sheet as CSV',
        );
      texts.push(keptText(text));
    },
    text: item.add,
  });
}

/** Gathers the text of a shared or inline text: of `t` elements, but not of those in `rPh`. */
export type RichText = { begin(): void; open(name: string): void; close(name: string): void; add(piece: string): void; text(): string };

/** A gatherer that keeps no more than a cell may hold, and one letter. */
export function createRichText(): RichText {
  let text = '';
  let isIn = false;
  let isPronunciation = false;
  return {
    begin() {
      text = '';
      isIn = false;
      isPronunciation = false;
    },
    open(name) {
      if (name === 't') isIn = true;
      if (name === 'rPh') isPronunciation = true;
    },
    close(name) {
      if (name === 't') isIn = false;
      if (name === 'rPh') isPronunciation = false;
    },
    add(piece) {
      const room = sheetLimits.cellCharacters + 1 - text.length;
      if (isIn && !isPronunciation && room > 0) text += piece.length > room ? piece.slice(0, room) : piece;
    },
    text: () => unescaped(text),
  };
}

/** `_x000D_` is how a workbook writes a letter that XML has no place for. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
