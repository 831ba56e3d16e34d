import { type Edit, type EditList, edited, type Span } from '../transcripts/edit-list.ts';
import { textVersionOf } from '../transcripts/text-version.ts';
import type { TurnCue } from '../transcripts/transcript.ts';
import type { Proposal } from './proposal.ts';

/** A turn of an original: [start, end) in UTF-16 units of its text, milliseconds of the recording. */
export type OriginalTurn = {
  readonly speaker: string | null;
  readonly start: number;
  readonly end: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly cues?: readonly TurnCue[];
};
/** What was said, as it was said. */
export type Original = { readonly text: string; readonly turns: readonly OriginalTurn[] };
/** Who a label of the original is in the text that the team reads. */
export type Speaker = {
  readonly pseudonym: string;
  readonly kind: 'participant' | 'moderator' | 'other';
  readonly participantId: string | null;
};
/** A turn of the text that the team reads. */
export type ReadTurn = Speaker & {
  readonly begins: number;
  readonly ends: number;
  readonly fromMs: number | null;
  readonly toMs: number | null;
};

/** Who speaks where nobody is known. */
export const unknownSpeaker: Speaker = { pseudonym: 'Unknown speaker', kind: 'other', participantId: null };

/** The labels of an original that nobody said yet who they are. */
export function unknownLabels({ turns }: Original, speakers: ReadonlyMap<string, Speaker>): string[] {
  return [...new Set(turns.flatMap(({ speaker }) => (speaker !== null && !speakers.has(speaker) ? [speaker] : [])))];
}

/** The text that the team reads: every passage that is replaced, replaced, and every speaker by pseudonym. Passages lie within turns; a label that is not known is nobody's. */
export function deidentifiedText(
  { text, turns }: Original,
  replaced: EditList,
  speakers: ReadonlyMap<string, Speaker>,
): { text: string; turns: ReadTurn[] } {
  const version = textVersionOf(
    turns.map(({ speaker, start, end, from, to }) => ({
      ...{ speaker, start: from, end: to, cues: [] },
      text: edited(text.slice(start, end), within(replaced, { start, end })),
    })),
  );
  return {
    text: version.text,
    turns: version.turns.map(({ start, end, speaker, from, to }) => ({
      ...((speaker === null ? undefined : speakers.get(speaker)) ?? unknownSpeaker),
      ...{ begins: start, ends: end, fromMs: from, toMs: to },
    })),
  };
}

function within(edits: EditList, { start, end }: Span): Edit[] {
  return edits
    .filter((edit) => edit.start >= start && edit.end <= end)
    .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
}

/** A text without some of its turns: the edits that take them out, each with a line end, and the turns that stay where they stand then. */
export function withoutTurns<T extends Span>(
  text: string,
  turns: readonly T[],
  isRemoved: (turn: T) => boolean,
): { text: string; turns: T[]; edits: EditList } {
  const edits: Edit[] = [];
  const kept: T[] = [];
  let shift = 0;
  let from = turns[0]?.start ?? 0;
  for (const turn of turns) {
    if (isRemoved(turn)) continue;
    // Everything since the turn before it goes, with its last line end.
    if (turn.start > from) edits.push({ start: from, end: turn.start, text: '' });
    shift += turn.start - from;
    kept.push({ ...turn, start: turn.start - shift, end: turn.end - shift });
    from = turn.end + 1;
  }
  // Of the last ones the line end before them goes.
  const [last, end] = [kept.at(-1), turns.at(-1)?.end ?? 0];
  const rest = last ? from - 1 : from;
  if (rest < end) edits.push({ start: rest, end, text: '' });
  return { text: edited(text, edits), turns: kept, edits };
}

/** Proposals as pieces that lie each in one turn, without the blanks at their ends. */
export function cutAtTurns(text: string, proposals: readonly Proposal[], turns: readonly Span[]): Proposal[] {
  return proposals.flatMap((proposal) =>
    turns
      .filter((turn) => turn.start < proposal.end && turn.end > proposal.start)
      .flatMap((turn) => {
        const [from, to] = [Math.max(turn.start, proposal.start), Math.min(turn.end, proposal.end)];
        const piece = text.slice(from, to);
        const start = from + (piece.length - piece.trimStart().length);
        const end = start + piece.trim().length;
        return end > start ? [{ ...proposal, start, end }] : [];
      }),
  );
}

/** Everywhere in the turns where these very words stand as whole words. */
export function occurrences(text: string, words: string, turns: readonly Span[]): Span[] {
  const found: Span[] = [];
  if (words === '') return found;
  for (const turn of turns)
    for (
      let start = text.indexOf(words, turn.start);
      start !== -1 && start + words.length <= turn.end;
      start = text.indexOf(words, start + words.length)
    ) {
      const end = start + words.length;
      if (!(isLetter(text[start - 1]) && isLetter(text[start])) && !(isLetter(text[end - 1]) && isLetter(text[end])))
        found.push({ start, end });
    }
  return found;
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{M}\p{N}]/u.test(character);
}

/** As far as one word is looked for beside a passage. */
const reach = 200;

/** A passage with the next word before or behind it, as far as its turn goes. */
export function widened(text: string, { start, end }: Span, { turn, toward }: { turn: Span; toward: 'before' | 'behind' }): Span {
  if (toward === 'before') {
    const before = text.slice(Math.max(turn.start, start - reach), start);
    return { start: start - (/[\p{L}\p{M}\p{N}’'-]+[^\p{L}\p{N}]*$/u.exec(before)?.[0].length ?? 0), end };
  }
  const behind = text.slice(end, Math.min(turn.end, end + reach));
  return { start, end: end + (/^[^\p{L}\p{N}]*[\p{L}\p{M}\p{N}’'-]+/u.exec(behind)?.[0].length ?? 0) };
}

/** Words as they are compared: in small letters, any blank as one. */
export function folded(words: string): string {
  return words.toLowerCase().replace(/\s+/gu, ' ');
}
