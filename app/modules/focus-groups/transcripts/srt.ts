import { clockPattern, millisecondsOf } from './clock-time.ts';
import { passage } from './passage.ts';
import { createLineReader, type LineReader } from './text-lines.ts';
import type { PassageTarget } from './vtt.ts';

const timing = new RegExp(`^\\s*(${clockPattern})\\s*-->\\s*(${clockPattern})(?:\\s|$)`);
const styles = /<\/?(?:[ibus]|font)\b[^>]*>|\{\\an?\d\}/gi;

/** True for a text whose first lines are a number and times, or times alone. */
export function isSrt(start: string): boolean {
  const [first = '', second = ''] = start.trimStart().split(/\r\n|\r|\n/);
  return (/^\d+\s*$/.test(first) && timing.test(second)) || timing.test(first);
}

/** Reads SubRip: a number, times, text, an empty line. Also with a point in the times, without numbers, and with an empty line inside of a cue. */
export function createSrtReader({ take, messages }: PassageTarget): LineReader {
  let times: { start: number; end: number } | null = null;
  /** The line before, which may be the number of the next cue. */
  let held: { text: string; line: number } | null = null;
  /** Its times were there, and no text yet. */
  let isOpen = false;
  let begunAt = 0;
  let unnumbered = 0;
  let firstUnnumbered = 0;

  const reader = createLineReader((line, number) => {
    const [, start, end] = timing.exec(line) ?? [];
    if (start === undefined || end === undefined) {
      give();
      held = { text: line, line: number };
      return;
    }
    if (/^\s*\d+\s*$/.test(held?.text ?? '')) held = null;
    else {
      give();
      unnumbered += 1;
      firstUnnumbered ||= number;
    }
    giveEmpty();
    const read = { start: millisecondsOf(start), end: millisecondsOf(end) };
    times = read.start === null || read.end === null ? null : { start: read.start, end: read.end };
    isOpen = true;
    begunAt = number;
    if (times === null)
      messages.add({
        severity: 'warning',
        line: number,
        found: `Times that cannot be read: ${line.trim().slice(0, 60)}`,
        expected: 'Two times such as 00:01:02,500 --> 00:01:04,000',
        did: 'The cue was kept without times.',
      });
  });

  function give() {
    if (held === null) return;
    const { line } = held;
    const text = held.text.replace(styles, '').trim();
    held = null;
    if (text === '') return;
    take(passage({ line, ...times, text, isContinued: !isOpen && begunAt > 0 }));
    isOpen = false;
  }

  function giveEmpty() {
    if (isOpen) take(passage({ line: begunAt, ...times, text: '' }));
    isOpen = false;
  }

  return {
    write: reader.write,
    end() {
      reader.end();
      give();
      giveEmpty();
      if (unnumbered > 0)
        messages.add({
          severity: 'note',
          line: firstUnnumbered,
          found: `${unnumbered.toLocaleString('en-US')} ${unnumbered === 1 ? 'cue' : 'cues'} without a number`,
          expected: 'A line with a number in front of each cue’s times',
          did: 'They were read all the same.',
        });
    },
  };
}
