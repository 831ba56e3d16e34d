import { counted, keptText, quoted } from '#app/platform/kept-text.ts';
import type { Message } from './inventory.ts';

/** What is odd all over a file, heard place by place and said once for each kind, when the file has ended. */
export type Oddities = {
  /** Something that the standard does not know and that is left out. */
  leaveOut(name: string, line: number): void;
  /** A text, looked at for markup and for letters that an earlier program read in a wrong encoding. */
  lookAt(text: string, line: number): void;
  messages(): Message[];
};

const mostNames = 200;
const leftMarkup = /<\/?[a-z][^<>]*>|&(?:[a-z]+|#\d+);/i;
/** UTF-8 that was read as Windows-1252: a letter that begins a sequence and one that continues it. */
const wronglyRead = /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€/;

/** Oddities of one file; memory is bounded by the number of names. */
export function gatherOddities(): Oddities {
  const leftOut = new Map<string, { count: number; line: number }>();
  const markup = { count: 0, line: 0 };
  const readWrongly = { count: 0, line: 0 };

  return {
    leaveOut(name, line) {
      const known = leftOut.get(name);
      if (known) known.count += 1;
      else if (leftOut.size < mostNames) leftOut.set(keptText(name), { count: 1, line });
    },
    lookAt(text, line) {
      if (leftMarkup.test(text)) noteIn(markup, line);
      if (wronglyRead.test(text)) noteIn(readWrongly, line);
    },
    messages() {
      const found = [...leftOut].map(([name, { count, line }]) => aboutLeftOut(name, count, line));
      if (leftOut.size === mostNames)
        found.push({
          severity: 'warning',
          found: `${mostNames} kinds of element that the standard does not know, and perhaps more`,
          expected: 'The elements of the Curriculum Inventory standard',
          did: 'All of them were left out; the first are listed.',
        });
      if (markup.count > 0)
        found.push({
          severity: 'note',
          line: markup.line,
          found: `${counted(markup.count, 'text')} with HTML tags or entities, the first in line ${markup.line}`,
          expected: 'Plain text',
          did: 'They were kept as written and are shown as plain text.',
        });
      if (readWrongly.count > 0)
        found.push({
          severity: 'warning',
          line: readWrongly.line,
          found: `${counted(readWrongly.count, 'text')} with letters that look as if they had been read in a wrong encoding (â€™ for ’), the first in line ${readWrongly.line}`,
          expected: 'Text that was saved in the encoding in which it was read',
          did: 'They were kept as written.',
        });
      return found;
    },
  };
}

function noteIn(seen: { count: number; line: number }, line: number) {
  if (seen.count === 0) seen.line = line;
  seen.count += 1;
}

function aboutLeftOut(name: string, count: number, line: number): Message {
  return {
    severity: 'warning',
    line,
    path: name,
    found: `${quoted(name)}, ${counted(count, 'time')}`,
    expected: 'The elements of the Curriculum Inventory standard',
    did: 'It was left out.',
  };
}
