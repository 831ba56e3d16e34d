import { quoted } from '#app/platform/kept-text.ts';
import type { MessageList } from '#app/platform/message-list.ts';
import { type Passage, passage } from './passage.ts';
import { createLineReader, type LineReader } from './text-lines.ts';
import { cueTextOf } from './vtt-cue-text.ts';

/** Where the passages of a file go, and what is to be said of it. */
export type PassageTarget = { take(passage: Passage): void; messages: MessageList };

/** True for a text that WebVTT readers take: `WEBVTT`, then nothing, a blank or a line end. */
export function isVtt(start: string): boolean {
  return /^\ufeff?WEBVTT(?:[ \t\r\n]|$)/.test(start);
}

type Times = { start: number; end: number };
type Block = { line: number; lines: number; text: string[]; id: string; hasArrow: boolean; times: Times | null; isHeader: boolean };

/**
 * Reads WebVTT as the W3C has it (WebVTT, section 6.1 “WebVTT file parsing”, collecting a block): what is in front of a line with an arrow is the cue's id, a second
 * arrow begins the next block, and a block without times that can be read is no cue. What the standard would drop is said in a message.
 */
export function createVttReader({ take, messages }: PassageTarget): LineReader {
  let isFirst = true;
  let notes = 0;
  let block: Block | null = null;

  const reader = createLineReader((line, number) => {
    if (isFirst) {
      isFirst = false;
      block = blockAt(number + 1, true);
      return;
    }
    const isArrow = line.includes('-->');
    if (isArrow && block !== null && (block.isHeader || !mayTime(block))) close();
    if (line === '' && !isArrow) {
      close();
      return;
    }
    block ??= blockAt(number, false);
    block.lines += 1;
    if (isArrow) {
      block.hasArrow = true;
      block.times = timesOf(line);
      if (block.times) {
        block.id = block.text[0] ?? '';
        block.text = [];
      } else
        messages.add({
          severity: 'warning',
          line: number,
          found: `Times that cannot be read: ${quoted(line)}`,
          expected: 'Two times such as 00:01:02.500 --> 00:01:04.000, with a point and three digits, and no minute or second above 59',
          did: 'The cue was left out. Mend its times in the file and bring it again if its words are wanted.',
        });
    } else block.text.push(line);
  });

  function close() {
    if (block === null) return;
    const { times, text, id, line, isHeader, hasArrow } = block;
    block = null;
    if (times) {
      if (times.end <= times.start)
        messages.add({
          severity: 'note',
          line,
          found: 'A cue that ends before it begins, or at once',
          expected: 'An end after the beginning',
          did: 'It was kept with the times it has.',
        });
      takeCue({ line, times, id, text: text.join('\n') });
    } else if (/^NOTE(?:[ \t]|$)/.test(text[0] ?? '')) notes += 1;
    else if (!isHeader && !hasArrow && text.length > 0 && !/^(?:STYLE|REGION)[ \t]*$/.test(text[0] ?? ''))
      messages.add({
        severity: 'warning',
        line,
        found: `A block without times: ${quoted(text.join(' '))}`,
        expected: 'A line such as 00:01:02.500 --> 00:01:04.000 in front of what was said',
        did: 'It was left out, as WebVTT readers do.',
      });
  }

  function takeCue({ line, times, id, text }: { line: number; times: Times; id: string; text: string }) {
    const named = voiceOfId(id);
    const { pieces, leftOut } = cueTextOf(text);
    if (leftOut !== null)
      messages.add({
        severity: 'note',
        line,
        found: `A mark in angle brackets that is none of WebVTT: ${quoted(leftOut)}`,
        expected: 'Words such as [laughs] in square brackets',
        did: 'It was left out, as WebVTT readers do; the words around it stayed.',
      });
    let isContinued = false;
    for (const { voice, text } of pieces)
      for (const said of text.split('\n')) {
        if (isContinued && said.trim() === '') continue;
        take(passage({ line, ...times, text: said.trim(), voice: voice ?? named, isContinued }));
        isContinued = true;
      }
    if (!isContinued) take(passage({ line, ...times, text: '', voice: named }));
  }

  return {
    write: reader.write,
    end() {
      reader.end();
      close();
      if (notes > 0)
        messages.add({
          severity: 'note',
          found: `${notes} ${notes === 1 ? 'comment' : 'comments'} (NOTE) in the file`,
          expected: 'What was said, in cues',
          did: 'Comments were left out.',
        });
    },
  };
}

function blockAt(line: number, isHeader: boolean): Block {
  return { line, lines: 0, text: [], id: '', hasArrow: false, times: null, isHeader };
}

/** Times stand in the first line of a block, or in the second after an id. */
function mayTime({ lines, hasArrow }: Block): boolean {
  return lines === 0 || (lines === 1 && !hasArrow);
}

const stamp = '(?:(\\d+):(\\d\\d)|(\\d\\d)):(\\d\\d)\\.(\\d{3})';
const timing = new RegExp(`^[ \\t\\f]*${stamp}(?!\\d)[ \\t\\f]*-->[ \\t\\f]*${stamp}(?!\\d)`);

function timesOf(line: string): Times | null {
  const found = timing.exec(line);
  if (!found) return null;
  const [, ...parts] = found;
  const start = stampOf(parts.slice(0, 5));
  const end = stampOf(parts.slice(5, 10));
  return start === null || end === null ? null : { start, end };
}

function stampOf([hours, minutesOfHour, minutesAlone, seconds, fraction]: (string | undefined)[]): number | null {
  const minutes = Number(minutesOfHour ?? minutesAlone);
  const whole = Number(hours ?? 0) * 3600 + minutes * 60 + Number(seconds);
  // Beyond 555 hours there is no recording, and no whole number of four bytes.
  return minutes > 59 || Number(seconds) > 59 || whole > 2_000_000 ? null : whole * 1000 + Number(fraction);
}

/** WebEx names the speaker in the id: `12 "Jane Doe" (1234567)`. */
function voiceOfId(id: string): string | null {
  return /^\d+ "([^"]{1,200})" \(\d+\)\s*$/.exec(id)?.[1]?.trim() || null;
}
