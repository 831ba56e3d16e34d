const named: Readonly<Record<string, string>> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  shy: '\u00ad',
  zwj: '\u200d',
  zwnj: '\u200c',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  deg: '°',
  copy: '©',
  reg: '®',
  trade: '™',
  times: '×',
  ge: '≥',
  le: '≤',
  szlig: 'ß',
  aelig: 'æ',
  oelig: 'œ',
  oslash: 'ø',
};
const accents: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  ring: '\u030a',
  cedil: '\u0327',
  caron: '\u030c',
};
const entity = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));/y;
const accented = /^([a-zA-Z])(acute|grave|circ|uml|tilde|ring|cedil|caron)$/;
const markup = /<[a-zA-Z/!?][^<>]*>|&#?\w{1,8};/g;
const block = /^<\/?(?:p|div|li|ul|ol|dl|dt|dd|br|hr|h[1-6]|t[rdh]|table|section|article|blockquote)\b/i;

/** The character that an HTML entity at this place stands for, and how long the entity is; null where none is. */
export function entityAt(text: string, at: number): { character: string; length: number } | null {
  entity.lastIndex = at;
  const found = entity.exec(text);
  if (!found) return null;
  const [written, decimal, hexadecimal, name] = found;
  const character = name === undefined ? numbered(Number.parseInt(decimal ?? hexadecimal!, decimal ? 10 : 16)) : called(name);
  return character === null ? null : { character, length: written.length };
}

function numbered(code: number): string | null {
  if (code > 0x10ffff) return null;
  // Browsers read these as Windows-1252, and word processors write them so.
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  return String.fromCodePoint(code);
}

function called(name: string): string | null {
  const letter = accented.exec(name);
  if (letter) return (letter[1]! + accents[letter[2]!]!).normalize('NFC');
  return named[name] ?? named[name.toLowerCase()] ?? null;
}

/** The length of the HTML tag or comment at this place; 0 where none is. `x < 5` is no tag. Takes time linear in the length. */
export function tagLength(text: string, at: number): number {
  if (text.charAt(at) !== '<' || !/[a-zA-Z/!?]/.test(text.charAt(at + 1))) return 0;
  for (let to = at + 1; to < text.length; to++) {
    const unit = text.charCodeAt(to);
    if (unit === 0x3e) return to + 1 - at;
    if (unit === 0x3c) return 0;
  }
  return 0;
}

/** Text as a reader sees it: without tags, entities as characters, each run of white space as one space (also at the ends). */
export function plainText(html: string): string {
  const shown = html.replace(markup, (found) => {
    if (found.startsWith('<')) return isBlock(found) ? ' ' : '';
    return entityAt(found, 0)?.character ?? found;
  });
  return shown.replace(/\s+/g, ' ');
}

/** Whether a tag begins or ends something that stands on a line of its own, such as a list item. */
export function isBlock(tag: string): boolean {
  return block.test(tag);
}
