/** Takes text in pieces, cut anywhere, and hands over its lines without their ends (CR, LF or CRLF), numbered from 1. */
export type LineReader = { write(piece: string): void; end(): void };

/**
 * Hands every line to `take`. U+0000 becomes U+FFFD, as WebVTT has it; other control characters but the tab are left out, half pairs replaced: none of them can
 * be kept or read. A last line without an end is a line; an empty one is none.
 */
export function createLineReader(take: (line: string, number: number) => void): LineReader {
  let rest = '';
  let number = 0;
  let endsWithReturn = false;

  function hand(line: string) {
    number += 1;
    take(cleaned(line), number);
  }

  return {
    write(piece) {
      let text = piece;
      // A pair of CR and LF may have been cut in two.
      if (endsWithReturn && text.startsWith('\n')) text = text.slice(1);
      endsWithReturn = endsWithReturn && piece === '';
      if (text === '') return;
      endsWithReturn = text.endsWith('\r');
      const lines = text.split(/\r\n|\r|\n/);
      lines[0] = rest + (lines[0] ?? '');
      rest = lines.pop() ?? '';
      for (const line of lines) hand(line);
    },
    end() {
      if (rest !== '') hand(rest);
      rest = '';
    },
  };
}

function cleaned(line: string): string {
  const text = line.isWellFormed() ? line : line.toWellFormed();
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) return withoutControls(text);
  return text;
}

function withoutControls(text: string): string {
  return Array.from(text.replaceAll('\0', '\ufffd'))
    .filter((letter) => !isControl(letter.charCodeAt(0)))
    .join('');
}

function isControl(code: number): boolean {
  return (code < 32 && code !== 9) || code === 127;
}

/** The lines of a whole text. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  const reader = createLineReader((line) => lines.push(line));
  reader.write(text);
  reader.end();
  return lines;
}
