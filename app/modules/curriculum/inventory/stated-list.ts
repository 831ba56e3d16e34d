import { isBlock, plainText } from '../markup.ts';

/** What stands between several values in one cell. */
export const separators = { newline: '\n', semicolon: ';', comma: ',', slash: '/', bar: '|', one: '' } as const;
export type Separator = keyof typeof separators;

const hasMarkup = /<[a-zA-Z/!?]|&#?\w/;
const bullet = /^(?:[•▪●○◦‣·∙*–—-]\s*|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+)/;

const beginsWithWord = /^[A-Za-z]{2}/;

/** A text of a cell on lines as a reader sees them: without tags and entities, one kind of space, no empty lines. */
export function linesOf(text: string): string[] {
  const marked = hasMarkup.test(text) ? text.replace(/<[a-zA-Z/!?][^<>]*>/g, (tag) => (isBlock(tag) ? `\n` : tag)) : text;
  const lines = marked.includes('\n') || marked.includes('\r') ? marked.split(/\r\n?|\n|\u2028|\u2029/) : [marked];
  return lines.map(onOneLine).filter((line) => line !== '');
}

/** A text of a cell on one line, as a reader sees it. */
export function onOneLine(text: string): string {
  return isPlain.test(text) ? text : plainText(text).trim();
}

const isPlain = /^[!-%'-;=-~]+(?: [!-%'-;=-~]+)*$/;

/** The values of one cell, each without the bullet or the number in front of it. Line ends always part them but where the whole cell is one value. */
export function listOf(text: string, separator: Separator): string[] {
  const lines = linesOf(text);
  if (separator === 'one') return lines.length === 0 ? [] : [lines.join(' ')];
  const values = separator === 'newline' ? lines : lines.flatMap((line) => line.split(separators[separator]));
  return values.map((value) => withoutBullet(value.trim())).filter((value) => value !== '');
}

function withoutBullet(text: string): string {
  // Nearly every value begins with a word, and there are very many values.
  if (beginsWithWord.test(text)) return text;
  return text.replace(bullet, '').trim();
}
