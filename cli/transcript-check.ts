import { readTranscript } from '#app/modules/focus-groups/transcripts/transcript-file.server.ts';
import type { TranscriptReading, TranscriptRejection } from '#app/modules/focus-groups/transcripts/transcript-reading.ts';
import { messageWords } from '#app/platform/message.ts';
import type { Command } from './command.ts';
import { fileNamed } from './curriculum-check.ts';

/** Reads a transcript of any format and says who speaks how often, and what is odd about it. Needs no database and keeps nothing. */
export const command: Command = {
  usage: 'transcript check FILE',
  takes: 1,
  async run({ positionals }) {
    const reading = await readTranscript(fileNamed(positionals[0]!));
    return { document: checkDocument(reading), lines: checkLines(reading), exit: reading.isRejected ? 1 : 0 };
  },
};

function checkDocument(reading: TranscriptReading | TranscriptRejection) {
  const { format, messages } = reading;
  if (reading.isRejected) return { format, cues: 0, turns: 0, speakers: {}, words: 0, messages };
  const { cueCount, turns, speakers, words } = reading;
  return { format, cues: cueCount, turns: turns.length, speakers: Object.fromEntries(speakers), words, messages };
}

function checkLines(reading: TranscriptReading | TranscriptRejection): string[] {
  const said = reading.messages.map(messageWords);
  if (reading.isRejected) return [...said, '', 'The file was not read.'];
  const { format, cueCount, turns, speakers, words } = reading;
  return [
    ...said,
    ...(said.length > 0 ? [''] : []),
    `${format}: ${number(cueCount)} cues, ${number(turns.length)} turns, ${number(words)} words.`,
    ...Array.from(speakers, ([name, count]) => `${number(count).padStart(6)}  ${name}`),
  ];
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
