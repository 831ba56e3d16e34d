import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTranscript } from '#app/modules/focus-groups/transcripts/transcript-file.server.ts';
import { openBrowser } from '../../tests/browser.ts';
import { captionsIn } from '../../tests/browser-captions.ts';
import { median, timed } from '../measuring.ts';

const speakers = ['Ana Ruiz', 'Bo Li', 'Moderator', 'Carla Diaz (she/her)', 'iPhone 14', 'Participant 6'];
const words = 'we talked with the family about what mattered to her and nobody had asked before so I sat down & listened for a while'.split(
  ' ',
);

/**
 * A megabyte of captions with six speakers from the file to turns with their speaker rule (limit: 300 ms), cold and warm. The reference is an independent reader of
 * the same text: Chromium's own WebVTT parser, from the text to the cues of a track, which gives no speakers. Both must find the same cues.
 */
export async function* run() {
  const folder = await mkdtemp(join(tmpdir(), 'concord-bench-'));
  try {
    const path = join(folder, 'session.vtt');
    const { text, turns } = captions(1024 ** 2);
    await writeFile(path, text);
    const start = performance.now();
    await readTranscript(path);
    const coldMs = performance.now() - start;
    const { ms, result } = await timed(() => readTranscript(path));
    if (result.isRejected || result.turns.length !== turns) throw new Error(`The captions have ${turns} turns, and others were read.`);
    const reference = await inChromium(text);
    const ours = result.cues.map((cue) => `${cue.start} ${cue.end}`).join('\n');
    if (reference.times !== ours) throw new Error('Chromium found other cues.');
    yield {
      n: Buffer.byteLength(text),
      unit: 'bytes',
      cues: result.cueCount,
      ...{ ms, coldMs: Number(coldMs.toFixed(1)), limitMs: 300 },
      ...{
        reference: 'Chromium’s WebVTT parser, the same text to cues',
        referenceMs: reference.ms,
        ratio: Number((ms / reference.ms).toFixed(2)),
      },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function inChromium(text: string): Promise<{ ms: number; times: string }> {
  const browser = await openBrowser();
  try {
    const [, ...runs] = await captionsIn(await browser.newPage(), Array(6).fill(text));
    const times = runs[0]?.cues?.map(({ start, end }) => `${start} ${end}`).join('\n') ?? '';
    return { ms: Number(median(runs.map(({ ms }) => ms)).toFixed(2)), times };
  } finally {
    await browser.close();
  }
}

/** Captions of at least so many bytes as Zoom writes them, always the same, with the number of their turns. */
export function captions(bytes: number): { text: string; turns: number } {
  const blocks = ['WEBVTT\n'];
  let size = 0;
  let turns = 0;
  let before = -1;
  for (let at = 0; size < bytes; at += 1) {
    const speaker = Math.floor(at / (1 + (at % 3))) % speakers.length;
    if (speaker !== before) turns += 1;
    before = speaker;
    const said = Array.from({ length: 6 + (at % 9) }, (_, nth) => words[(at * 5 + nth) % words.length]).join(' ');
    const block = `${at + 1}\n${clock(at * 4000)} --> ${clock(at * 4000 + 3600)}\n${speakers[speaker]}: ${said.replace('&', '&amp;')}.\n`;
    size += block.length + 1;
    blocks.push(block);
  }
  return { text: blocks.join('\n'), turns };
}

function clock(milliseconds: number): string {
  const part = (value: number, length = 2) => String(value).padStart(length, '0');
  const seconds = Math.floor(milliseconds / 1000);
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}.${part(milliseconds % 1000, 3)}`;
}
