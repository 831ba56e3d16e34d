import { SaxesParser } from 'saxes';
import { keptText, quoted } from '#app/platform/kept-text.ts';
import type { Family, Rule } from './ci-xml-element.ts';
import { limits } from './ci-xml-element.ts';
import { gatherOddities } from './ci-xml-oddity.ts';
import { inPlainWords, RefusedFile, refusalOfAmpersand, refusalOfControlCharacter, refusalOfDoctype } from './ci-xml-refusal.ts';
import type { Message } from './inventory.ts';

/** Walks through XML piece by piece and does what the rules of the elements say. Throws `RefusedFile` where it cannot go on. */
export type Walker = {
  write(text: string): void;
  /** Says what was left out or looked odd all over the file; the last thing to do. */
  end(): void;
  /** The line reached. */
  line(): number;
  /** The line in which the text element began that is being closed. */
  textLine(): number;
  /** Where it is in words: the elements that are open, from the one in the root on. */
  place(): string;
  isEmpty(): boolean;
};

type Options = {
  /** The rule for the root element, or a refusal. */
  root(tag: { local: string; uri: string }, line: number): Rule;
  /** Hears each element in the root, before its rule. */
  onPart(local: string): void;
  say(message: Message): void;
  dropControlCharacters: boolean;
};

const largestPiece = 4 * 1024 * 1024;
const mostInAPart = 100_000;
const largestPart = 16 * 1024 * 1024;
const mostAttributes = 100;
const deepest = 100;
const mostFamilies = 200;
/** What XML allows nowhere: all below the space but tab and line ends, and the two last code points. */
const forbidden = /[^\t\n\r -\ufffd]/;
const bareAmpersand = /&[\w#.:-]*[^\w#.:;-]/;

/** Stops at the first fault; the error handler that is meant for this would be one handler too many (see below). */
class StrictParser extends SaxesParser<{ xmlns: true; forceXMLVersion: true; defaultXMLVersion: '1.0' }> {
  override fail(message: string): never {
    throw new RefusedFile(inPlainWords(message));
  }
}

/** A walker whose memory is bounded, whatever the XML is: by depth, attributes, the length of one piece, and the characters kept of a text. */
export function createWalker({ root, onPart, say, dropControlCharacters }: Options): Walker {
  const parser = new StrictParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const families = new Map<string, Family | null>();
  const stack: Rule[] = [];
  const names: string[] = [];
  const oddities = gatherOddities();
  let skipped = 0;
  let inPart = 0;
  let partStart = 0;
  /** How many elements are open down to the part that is open; 0 between parts. */
  let partDepth = 0;
  // Counted here, because the parser's own position is right only while it parses.
  let consumed = 0;
  let lastEvent = 0;
  let text = '';
  let isCut = false;
  let textLine = 1;
  let isEmpty = true;
  /** The end of what the parser has taken in and not yet made anything of. */
  let tail = '';
  let hasBareAmpersand = false;

  // No more than these five: with seven handlers the parser's own fields outgrow V8's fast form, and it takes four times as long.
  parser.on('opentag', (tag) => {
    lastEvent = parser.position;
    if (hasMoreThan(mostAttributes, tag.attributes))
      throw new RefusedFile({
        found: `An element with more than ${mostAttributes} attributes`,
        expected: 'The few attributes of the standard',
      });
    if (stack.length + skipped >= deepest)
      throw new RefusedFile({ found: `Elements more than ${deepest} deep in each other`, expected: 'The few levels of the standard' });
    if (skipped > 0) {
      skipped += 1;
      return;
    }
    const parent = stack.at(-1);
    if (!parent) {
      stack.push(root(tag, parser.line));
      names.push(keptText(tag.local));
      families.set(keptText(tag.uri), 'ci');
      return;
    }
    const rule = childOf(parent, tag);
    if (!rule) oddities.leaveOut(`${tag.name} in ${names.at(-1)}`, parser.line);
    if (!rule || rule.isPassedOver) {
      skipped = 1;
      return;
    }
    if (stack.length === 1) onPart(tag.local);
    inPart = rule.isPart ? 0 : inPart + 1;
    if (inPart > mostInAPart)
      throw new RefusedFile({
        found: `More than ${mostInAPart.toLocaleString('en-US')} elements in one`,
        expected: 'An event or a block of a readable size',
      });
    stack.push(rule);
    names.push(tag.local);
    if (rule.isPart) {
      partStart = parser.position;
      partDepth = stack.length;
    } else if (partDepth > 0 && parser.position - partStart > largestPart)
      throw new RefusedFile({
        found: `More than ${largestPart.toLocaleString('en-US')} characters in one`,
        expected: 'An event or a block of a readable size',
      });
    text = '';
    isCut = false;
    textLine = parser.line;
    rule.open?.(tag.attributes, parser.line);
  });
  parser.on('closetag', () => {
    lastEvent = parser.position;
    if (skipped > 0) {
      skipped -= 1;
      return;
    }
    const rule = stack.pop();
    if (rule && rule.limit > 0) closeText(rule);
    else rule?.close?.('');
    names.pop();
    if (stack.length < partDepth) partDepth = 0;
    if (stack.length === 0) textLine = parser.line;
  });
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('doctype', (doctype) => {
    lastEvent = parser.position;
    const refusal = refusalOfDoctype(doctype);
    if (refusal) throw new RefusedFile(refusal);
    const found = 'A document type (DOCTYPE)';
    say({ severity: 'warning', line: parser.line, found, expected: 'None; a Curriculum Inventory needs none', did: 'It was passed over.' });
  });

  function childOf(parent: Rule, tag: { local: string; uri: string }): Rule | undefined {
    const rule = parent.children.get(tag.local);
    const family = familyOf(tag.uri);
    return family !== null && rule?.families.includes(family) ? rule : undefined;
  }

  function familyOf(uri: string): Family | null {
    const known = families.get(uri);
    if (known !== undefined) return known;
    const family = familyOfNamespace.find(([pattern]) => pattern.test(uri))?.[1] ?? null;
    if (families.size < mostFamilies) families.set(keptText(uri), family);
    return family;
  }

  function takeText(piece: string) {
    lastEvent = parser.position;
    const rule = stack.at(-1);
    if (skipped > 0 || !rule) return;
    if (rule.limit > 0) {
      isCut ||= text.length + piece.length > rule.limit;
      text += isCut ? piece.slice(0, rule.limit - text.length) : piece;
    } else if (/\S/.test(piece)) oddities.leaveOut(`text in ${names.at(-1)}`, parser.line);
  }

  function closeText(rule: Rule) {
    if (isCut) {
      const most = `${rule.limit.toLocaleString('en-US')} characters`;
      const found = `A text of more than ${most}, ${quoted(text)}`;
      say({ severity: 'warning', line: textLine, path: place(), found, expected: 'A shorter text', did: `It was cut after ${most}.` });
    }
    if (rule.limit >= limits.title) oddities.lookAt(text, textLine);
    rule.close?.(text.trim());
    text = '';
  }

  function place(): string {
    if (names.length === 0) return families.size === 0 ? 'the beginning of the file' : 'after the last element';
    return names.slice(1).join(' / ') || String(names[0]);
  }

  function parse(piece: string) {
    if (piece === '') return;
    isEmpty = false;
    const start = consumed;
    guarded(() => parser.write(piece), piece);
    consumed += piece.length;
    const isSameTail = lastEvent <= start;
    const open = isSameTail ? tail + piece : piece.slice(lastEvent - start);
    hasBareAmpersand = (hasBareAmpersand && isSameTail) || bareAmpersand.test(open);
    tail = open.slice(-100);
    if (consumed - lastEvent > largestPiece)
      throw new RefusedFile(
        hasBareAmpersand
          ? refusalOfAmpersand
          : {
              found: `A single text, comment or tag of more than ${largestPiece.toLocaleString('en-US')} characters`,
              expected: 'Elements of a readable size. This is probably not a Curriculum Inventory, or it is damaged',
            },
      );
  }

  // The parser takes what follows a bare & for a name until a semicolon comes, and complains only then, or about the end of the file.
  function guarded(action: () => void, piece: string) {
    try {
      action();
    } catch (error) {
      const last = piece[parser.position - consumed - 1] ?? '';
      if (error instanceof RefusedFile && forbidden.test(last)) throw new RefusedFile(refusalOfControlCharacter(last));
      throw error instanceof RefusedFile && hasBareAmpersand && lastEvent <= consumed ? new RefusedFile(refusalOfAmpersand) : error;
    }
  }

  function parseWithout(piece: string) {
    let rest = piece;
    for (let at = rest.search(forbidden); at !== -1; at = rest.search(forbidden)) {
      parse(rest.slice(0, at));
      const { found } = refusalOfControlCharacter(rest[at] ?? '');
      say({ severity: 'warning', line: parser.line, path: place(), found, expected: 'Text without it', did: 'It was dropped.' });
      rest = rest.slice(at + 1);
    }
    parse(rest);
  }

  return {
    write: dropControlCharacters ? parseWithout : parse,
    end() {
      guarded(() => parser.close(), '');
      for (const message of oddities.messages()) say(message);
    },
    line: () => parser.line,
    textLine: () => textLine,
    place,
    isEmpty: () => isEmpty,
  };
}

const familyOfNamespace: [RegExp, Family][] = [
  [/^https?:\/\/ltsc\.ieee\.org\/xsd\/LOM\/?$/i, 'lom'],
  [/^https?:\/\/ns\.medbiq\.org\/address\/v\d+\/?$/, 'a'],
  [/^https?:\/\/ns\.medbiq\.org\/competencyframework\/v\d+\/?$/, 'cf'],
  [/^https?:\/\/ns\.medbiq\.org\/competencyobject\/v\d+\/?$/, 'co'],
  [/^https?:\/\/ns\.medbiq\.org\/lom\/extend\/v\d+\/?$/, 'hx'],
  [/^https?:\/\/ns\.medbiq\.org\/member\/v\d+\/?$/, 'm'],
];

function hasMoreThan(most: number, attributes: object): boolean {
  let count = 0;
  for (const _ in attributes) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}
