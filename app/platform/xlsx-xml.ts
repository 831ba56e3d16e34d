import { SaxesParser } from 'saxes';
import { keptText } from './kept-text.ts';
import { UnreadableFile } from './sheet.ts';

/** What is done with the XML of a part: names come without their prefix, texts in pieces as they are written. */
export type XmlHandlers = {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(piece: string): void;
};

/** A reader that takes text in pieces. */
export type XmlReader = { write(text: string): void; end(): void };

/** A cell of ten million letters is still read (and cut). */
const longestText = 11 * 1024 ** 2;
const longestTag = 64 * 1024;
const deepest = 64;
/** What a sheet of twenty million cells has, each with its value. */
const mostElements = 45_000_000;

/** Stops at the first fault, which is cheaper than a handler more (see `createXmlReader`). */
class StrictParser extends SaxesParser<{ xmlns: false; forceXMLVersion: true; defaultXMLVersion: '1.0'; position: false }> {
  override fail(message: string): never {
    throw new UnreadableFile(
      `A spreadsheet with damaged content (${keptText(message.slice(0, 80))})`,
      'A file that a spreadsheet program has saved: open it in one, save it as .xlsx, and bring it again',
    );
  }
}

/**
 * Reads the XML of a part of a workbook in memory that is bounded whatever it is: by depth, the length of a tag and of a text. Nothing is declared or
 * expanded. Throws `UnreadableFile`.
 */
export function createXmlReader(handlers: XmlHandlers): XmlReader {
  const parser = new StrictParser({ xmlns: false, forceXMLVersion: true, defaultXMLVersion: '1.0', position: false });
  let depth = 0;
  let elements = 0;
  let consumed = 0;
  let lastEvent = 0;
  let isInText = true;

  // No more than these five: with seven handlers the parser's own fields outgrow V8's fast form, and it takes four times as long.
  parser.on('opentag', ({ name, attributes }) => {
    lastEvent = parser.position;
    isInText = true;
    depth += 1;
    elements += 1;
    if (elements > mostElements)
      throw new UnreadableFile(
        `A spreadsheet with more than ${mostElements.toLocaleString('en-US')} pieces of content`,
        'A smaller file. Split it into several',
      );
    if (depth > deepest) throw new UnreadableFile(`A spreadsheet whose content is nested more than ${deepest} deep`, otherFile);
    handlers.open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    lastEvent = parser.position;
    isInText = true;
    depth -= 1;
    handlers.close(local(name));
  });
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('doctype', () => {
    throw new UnreadableFile('A spreadsheet that declares a document type (DOCTYPE), a known way to attack a reader', otherFile);
  });

  function takeText(piece: string) {
    lastEvent = parser.position;
    isInText = false;
    handlers.text(piece);
  }

  return {
    write(text) {
      if (text === '') return;
      const start = consumed;
      parser.write(text);
      consumed += text.length;
      // Between an element and the next without text in between no event says that a tag has begun.
      if (isInText && lastEvent >= start && text[lastEvent - start] === '<') isInText = false;
      const longest = isInText ? longestText : longestTag;
      if (consumed - lastEvent > longest)
        throw new UnreadableFile(
          `A spreadsheet with a piece of content of more than ${longest.toLocaleString('en-US')} characters`,
          otherFile,
        );
    },
    end: () => void parser.close(),
  };
}

const otherFile = 'A file that a spreadsheet program has saved';

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

/** The value of an attribute whatever its prefix; null when it is not there. */
export function attributeNamed(attributes: Readonly<Record<string, string>>, wanted: string): string | null {
  const direct = attributes[wanted];
  if (direct !== undefined) return direct;
  for (const name in attributes) if (!name.startsWith('xmlns:') && local(name) === wanted) return attributes[name] ?? null;
  return null;
}

/** `true` or `1`, as XML writes it. */
export function isTrue(value: string | null | undefined): boolean {
  return value === '1' || value === 'true';
}
