import { carriedAcross, editsBetween, type Span } from '../transcripts/edit-list.ts';
import { firstVersion, type OriginalVersion, readUnder } from '../transcripts/original-version.ts';
import { type Passage, passage } from '../transcripts/passage.ts';
import { detectSpeakerRule, type SpeakerRule } from '../transcripts/speaker-rule.ts';
import { textVersionOf } from '../transcripts/text-version.ts';
import type { TranscriptSource } from '../transcripts/transcript-reading.ts';

/** How much longer a coding may get by a speaker's label before the text rather stays as it is. */
const mostStretch = 100;

/**
 * A text of a project as the first version of an original, and its codings where they stand in that. Speakers are told from labels as in any transcript, as long as every coding keeps its
 * place; else each line is a turn of nobody known, word by word as in the file.
 */
export function originalOfSource<Coded extends Span>(
  text: string,
  codings: readonly Coded[],
): { source: TranscriptSource; first: OriginalVersion; codings: readonly Coded[] } {
  const source: TranscriptSource = { format: 'txt', passages: passagesOf(text), messages: [] };
  const detected: SpeakerRule = detectSpeakerRule(source.passages, []).rule;
  if (detected.mark !== 'none') {
    const first = firstVersion(readUnder(source, detected));
    const carried = carriedAcross(codings, editsBetween(text, first.version.text));
    const isKept = carried.every(({ outcome, start, end }, at) => {
      const before = codings[at];
      return (
        outcome === 'kept' ||
        (outcome === 'adjusted' && before !== undefined && Math.abs(end - start - (before.end - before.start)) <= mostStretch)
      );
    });
    if (isKept) return { source, first, codings: codings.map((coding, at) => ({ ...coding, ...placeOf(carried[at] ?? coding) })) };
  }
  const { rule, messages } = readUnder(source, { mark: 'none', speakers: [] });
  const turns = text.split('\n').map((line) => ({ speaker: null, text: line.toWellFormed(), start: null, end: null, cues: [] }));
  return { source, first: { version: textVersionOf(turns), rule, messages }, codings };
}

function placeOf({ start, end }: Span): Span {
  return { start, end };
}

function passagesOf(text: string): Passage[] {
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [passage({ line: at + 1, text: line.trim() })]));
}
