/** One stretch of speech with its times in milliseconds; what the file does not tell is null. */
export type Cue = {
  readonly start: number | null;
  readonly end: number | null;
  readonly speaker: string | null;
  readonly text: string;
  /** Line (or paragraph) of the file, from 1. */
  readonly line: number;
  /** Where it ends a paragraph, so that the next cue of the same turn begins on a line of its own. */
  readonly isParagraph: boolean;
};

/** A cue's place in its turn: where it begins there, in UTF-16 units, and its times. */
export type TurnCue = { readonly at: number; readonly start: number | null; readonly end: number | null };

/** Adjacent cues of one speaker; those of nobody known are one turn too. Times are those of its first and last cue that have any. */
export type Turn = {
  readonly speaker: string | null;
  readonly text: string;
  readonly start: number | null;
  readonly end: number | null;
  readonly cues: readonly TurnCue[];
};

/** The cues as turns: cues with times are joined with a space, paragraphs with a line end. */
export function turnsOf(cues: readonly Cue[]): Turn[] {
  const turns: Turn[] = [];
  let said: Cue[] = [];
  for (const cue of cues) {
    if (said.length > 0 && said[0]?.speaker !== cue.speaker) {
      turns.push(turnOf(said));
      said = [];
    }
    said.push(cue);
  }
  if (said.length > 0) turns.push(turnOf(said));
  return turns;
}

function turnOf(cues: readonly Cue[]): Turn {
  const pieces: string[] = [];
  const places: TurnCue[] = [];
  let at = 0;
  let before: Cue | null = null;
  for (const cue of cues) {
    if (before !== null && cue.text !== '' && at > 0) {
      pieces.push(before.isParagraph ? '\n' : ' ');
      at += 1;
    }
    places.push({ at, start: cue.start, end: cue.end });
    pieces.push(cue.text);
    at += cue.text.length;
    before = cue;
  }
  return {
    speaker: cues[0]?.speaker ?? null,
    text: pieces.join(''),
    start: cues.find(({ start }) => start !== null)?.start ?? null,
    end: cues.findLast(({ end }) => end !== null)?.end ?? null,
    cues: places,
  };
}

/** How many turns each speaker has, in the order in which they first speak. */
export function turnsBySpeaker(turns: readonly Turn[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { speaker } of turns) if (speaker !== null) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  return counts;
}

/** How many words a text has: stretches without a blank in them, as `wc -w` counts. */
export function wordsIn(text: string): number {
  let words = 0;
  let isWithin = false;
  for (let at = 0; at < text.length; at += 1) {
    const isBlank = isBlankAt(text, at);
    if (!isBlank && !isWithin) words += 1;
    isWithin = !isBlank;
  }
  return words;
}

/** What `\s` matches; the letters of nearly all texts are told by their number, without a list of words that nobody reads. */
function isBlankAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || (code >= 160 && /\s/.test(text.charAt(at)));
}

/** How many words were said, without the names of who said them. */
export function wordsSaid(turns: readonly Turn[]): number {
  return turns.reduce((sum, { text }) => sum + wordsIn(text), 0);
}
