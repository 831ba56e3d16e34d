import { isUtf8 } from 'node:buffer';
import type { SheetNotice } from './sheet.ts';
import { UnreadableFile } from './sheet.ts';
import { decodeWindows1252, encodingOf } from './text-encoding.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
/** A line is held back until its end is there, so that it can be told as a whole how it is encoded; a longer one is told in parts. */
const longestHeldBack = 1024 ** 2;

/**
 * The bytes of a text file as UTF-8 without a mark: from UTF-8, UTF-16 with its mark, and line by line from Windows-1252 where a line is no UTF-8, which is
 * what spreadsheet programs write when nobody asks them. Guesses are told to `say`, after the text. Ends with an `UnreadableFile` for what is no text.
 */
export async function* asUtf8(source: AsyncIterable<Buffer>, say: (notice: SheetNotice) => void): AsyncGenerator<Buffer> {
  let isFirst = true;
  let utf16: TextDecoder | null = null;
  let rest = Buffer.alloc(0);
  const guess = { lines: 0, first: 0, unknown: 0 };
  let line = 1;

  function inUtf8(bytes: Buffer): Buffer {
    if (isUtf8(bytes)) {
      if (guess.lines === 0) line += linesIn(bytes);
      return bytes;
    }
    const lines: Buffer[] = [];
    for (let start = 0; start < bytes.length; ) {
      const found = nextLineEnd(bytes, start);
      const end = found === -1 ? bytes.length : found + 1;
      const piece = bytes.subarray(start, end);
      if (isUtf8(piece)) lines.push(piece);
      else {
        guess.lines += 1;
        if (guess.lines === 1) guess.first = line + linesIn(bytes.subarray(0, start));
        const { text, unknown } = windows1252(piece);
        guess.unknown += unknown;
        lines.push(Buffer.from(text));
      }
      start = end;
    }
    return Buffer.concat(lines);
  }

  for await (const piece of source) {
    let bytes: Buffer = piece;
    if (isFirst) {
      const found = encodingOf(bytes);
      if ('problem' in found) throw new UnreadableFile(`A file whose letters cannot be read. ${found.problem}`, readable);
      if (found.encoding.startsWith('utf-16')) {
        utf16 = new TextDecoder(found.encoding);
        say({
          severity: 'note',
          found: 'Text in UTF-16',
          expected: 'UTF-8, UTF-16 with its mark or Windows-1252',
          did: 'It was read as UTF-16.',
        });
      } else if (bytes.subarray(0, 4096).includes(0)) throw new UnreadableFile('A file that is no text', readable);
      bytes = bytes.subarray(found.markBytes);
      isFirst = false;
    }
    if (utf16) {
      yield Buffer.from(utf16.decode(bytes, { stream: true }));
      continue;
    }
    const all = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    const lineEnd = Math.max(all.lastIndexOf(newline), all.lastIndexOf(carriageReturn)) + 1;
    const whole = lineEnd === 0 && all.length > longestHeldBack ? wholeLetters(all) : lineEnd;
    rest = Buffer.from(all.subarray(whole));
    if (whole > 0) yield inUtf8(all.subarray(0, whole));
  }
  if (utf16) yield Buffer.from(utf16.decode());
  if (rest.length > 0) yield inUtf8(rest);
  if (guess.lines > 0)
    say({
      severity: 'warning',
      line: guess.first,
      found: `${guess.lines === 1 ? 'A line' : `${guess.lines.toLocaleString('en-US')} lines`} whose letters are not in UTF-8${guess.unknown > 0 ? `, and ${guess.unknown} bytes that are no letters` : ''}`,
      expected: 'UTF-8. Look whether accents and quotation marks are right; if not, save the file as “CSV UTF-8”',
      did: `Read as Windows-1252, which spreadsheet programs write${guess.unknown > 0 ? '; what is no letter there is shown as �' : ''}.`,
    });
}

const readable = 'A table saved as CSV in UTF-8, or an .xlsx file. Export it again from the program that made it';

/** How many of the bytes do not cut a letter of UTF-8 in two. */
function wholeLetters(bytes: Buffer): number {
  let end = bytes.length;
  while (end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return (bytes[end - 1] ?? 0) >= 0xc0 ? end - 1 : bytes.length;
}

function nextLineEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at += 1) if (bytes[at] === newline || bytes[at] === carriageReturn) return at;
  return -1;
}

/** Line ends in the bytes: LF, CR LF or a CR alone. */
export function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) lines += 1;
  for (let at = bytes.indexOf(carriageReturn); at !== -1; at = bytes.indexOf(carriageReturn, at + 1))
    if (bytes[at + 1] !== newline) lines += 1;
  return lines;
}

function windows1252(bytes: Buffer): { text: string; unknown: number } {
  let all = '';
  let unknown = 0;
  for (let rest = bytes; ; unknown += 1) {
    const { text, problemAt } = decodeWindows1252(rest);
    all += text;
    if (problemAt === -1) return { text: all, unknown };
    all += '\ufffd';
    rest = rest.subarray(problemAt + 1);
  }
}
