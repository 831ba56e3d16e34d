import { attributeNamed, createXmlReader, type XmlReader } from '#app/platform/xlsx-xml.ts';
import { createDocxRows } from './docx-rows.ts';
import { passage } from './passage.ts';
import type { PassageTarget } from './vtt.ts';

type Attributes = Readonly<Record<string, string>>;
type Run = { text: string; isBold: boolean };
/** A paragraph that is still open; text boxes put paragraphs into paragraphs. */
type Paragraph = { number: number; runs: Run[]; isBold: boolean; isHidden: boolean; isMarkDeleted: boolean };

/** What is no text of the document as it stands when all changes are accepted, or stands there twice. */
const leftOut = new Set(
  'del moveFrom Fallback delText delInstrText instrText rt sectPr tblPr tcPr trPr pPrChange rPrChange sectPrChange tblPrChange tcPrChange trPrChange'.split(
    ' ',
  ),
);
const letters: Readonly<Record<string, string>> = { tab: '\t', ptab: '\t', br: '\n', cr: '\n', noBreakHyphen: '\u2011' };

/** Reads the main part of a Word document, of either OOXML: paragraphs with what is bold at their front, rows of tables as columns. Tracked changes count as accepted. */
export function createDocxBodyReader({ take, messages }: PassageTarget): XmlReader {
  const open: Paragraph[] = [];
  const counts = { inserted: 0, deleted: 0, hidden: 0 };
  const rows = createDocxRows(give);
  let number = 0;
  let skipped = 0;
  let isText = false;
  let isInProperties = false;
  /** Paragraphs whose end was deleted go on in the next one. */
  let carried: Run[] = [];

  function opened(name: string, attributes: Attributes) {
    if (skipped > 0 || (leftOut.has(name) && !(name === 'del' && isInProperties))) {
      if (skipped === 0 && (name === 'del' || name === 'moveFrom')) counts.deleted += 1;
      skipped += 1;
      return;
    }
    const paragraph = open.at(-1);
    if (name === 'p') {
      number += 1;
      open.push({ number, runs: carried, isBold: false, isHidden: false, isMarkDeleted: false });
      carried = [];
    } else if (name === 'ins' || name === 'moveTo') counts.inserted += isInProperties ? 0 : 1;
    else if (name === 'tr' || name === 'tc') rows.open(name);
    else if (paragraph) openedWithin(paragraph, name, attributes);
  }

  function openedWithin(paragraph: Paragraph, name: string, attributes: Attributes) {
    if (name === 'pPr') isInProperties = true;
    else if (name === 'del') paragraph.isMarkDeleted = true;
    else if (isInProperties) return;
    else if (name === 'r') {
      paragraph.isBold = false;
      paragraph.isHidden = false;
    } else if (name === 'b') paragraph.isBold = isOn(attributes);
    else if (name === 'rStyle' && /^strong$/i.test(attributeNamed(attributes, 'val') ?? '')) paragraph.isBold = true;
    else if (name === 'vanish') paragraph.isHidden = isOn(attributes);
    else if (name === 't') isText = true;
    else add(letters[name] ?? '');
  }

  function closed(name: string) {
    if (name === 't') isText = false;
    if (skipped > 0) skipped -= 1;
    else if (name === 'del') return;
    else if (name === 'pPr') isInProperties = false;
    else if (name === 'tr' || name === 'tc') rows.close(name);
    else if (name === 'p') {
      const paragraph = open.pop();
      if (paragraph?.isMarkDeleted) carried = paragraph.runs;
      else if (paragraph) rows.add(paragraph.number, paragraph.runs);
    }
  }

  function add(piece: string) {
    const paragraph = open.at(-1);
    if (!paragraph || piece === '') return;
    if (paragraph.isHidden) {
      counts.hidden += 1;
      return;
    }
    const last = paragraph.runs.at(-1);
    if (last?.isBold === paragraph.isBold) last.text += piece;
    else paragraph.runs.push({ text: piece, isBold: paragraph.isBold });
  }

  /** A paragraph, or a row of a table, line by line. */
  function give(line: number, runs: readonly Run[]) {
    const text = runs.map(({ text }) => text).join('');
    const plain = runs.findIndex(({ isBold, text }) => !isBold && text.trim() !== '');
    const boldLength = (plain === -1 ? runs : runs.slice(0, plain)).reduce((sum, run) => sum + run.text.length, 0);
    const isAnyBold = runs.some(({ isBold }) => isBold);
    let isContinued = false;
    let at = 0;
    for (const raw of text.split('\n')) {
      const cut = raw.length - raw.trimStart().length;
      const said = raw.trim();
      const bold = isAnyBold ? Math.max(0, Math.min(said.length, boldLength - at - cut)) : 0;
      at += raw.length + 1;
      if (said === '') continue;
      take(passage({ line, text: said, bold, isContinued }));
      isContinued = true;
    }
  }

  const reader = createXmlReader({
    open: opened,
    close: closed,
    text(piece) {
      if (isText && skipped === 0) add(piece.replace(/[\r\n]/g, ' '));
    },
  });
  return {
    write: reader.write,
    end() {
      reader.end();
      if (carried.length > 0) give(number, carried);
      tell(counts);
    },
  };

  function tell({ inserted, deleted, hidden }: typeof counts) {
    const note = (found: string, did: string) => messages.add({ severity: 'note', found, expected: 'The text as it is to be read', did });
    if (inserted + deleted > 0)
      note(
        `Tracked changes: ${inserted} ${inserted === 1 ? 'insertion' : 'insertions'}, ${deleted} ${deleted === 1 ? 'deletion' : 'deletions'}`,
        'They were read as accepted. Accept or reject them in Word first if they are to be decided one by one.',
      );
    if (hidden > 0) note(`Hidden text in ${hidden} ${hidden === 1 ? 'place' : 'places'}`, 'It was left out.');
  }
}

function isOn(attributes: Attributes): boolean {
  return !/^(?:0|false|off|none)$/.test(attributeNamed(attributes, 'val') ?? '1');
}
