import { quoted } from '#app/platform/kept-text.ts';
import { passage } from './passage.ts';
import { createLineReader, type LineReader } from './text-lines.ts';
import type { PassageTarget } from './vtt.ts';

const madeBy = /^Transcribed by https?:\/\/(?:www\.)?otter\.ai\/?$/i;

/** Reads a text line by line: lines that follow each other without an empty one between them belong together. */
export function createPlainTextReader({ take, messages }: PassageTarget): LineReader {
  let isContinued = false;
  return createLineReader((line, number) => {
    const text = line.trim();
    if (text === '') isContinued = false;
    else if (madeBy.test(text))
      messages.add({
        severity: 'note',
        line: number,
        found: `A line of the program that wrote the file: ${quoted(text)}`,
        expected: 'What was said',
        did: 'It was left out.',
      });
    else {
      take(passage({ line: number, text, isContinued }));
      isContinued = true;
    }
  });
}
