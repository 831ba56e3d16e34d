/**
 * A stretch of a transcript as its file has it, before anybody is known to have said it: a cue (or one voice in a cue), a line of text, a paragraph.
 * Times are milliseconds from the start; null where the file gives none.
 */
export type Passage = {
  /** Line of a text file, or number of the paragraph of a document, from 1. */
  readonly line: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly text: string;
  /** Who speaks, where the format itself says so (`<v Name>`). */
  readonly voice: string | null;
  /** How many characters at the front are in bold. */
  readonly bold: number;
  /** It is the rest of what stands before it: another line of the same paragraph, another voice of the same cue. */
  readonly isContinued: boolean;
};

/** The formats of a file, by how it is written; how speakers are marked in it is a `SpeakerRule`. */
export const transcriptFormats = ['vtt', 'srt', 'docx', 'txt'] as const;
export type TranscriptFormat = (typeof transcriptFormats)[number];

/** A passage with only what differs from plain text. */
export function passage(given: Partial<Passage> & { text: string; line: number }): Passage {
  return { start: null, end: null, voice: null, bold: 0, isContinued: false, ...given };
}
