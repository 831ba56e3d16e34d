import { carriedAcross, type Edit, type EditList, edited, editsBetween } from './edit-list.ts';
import type { Turn, TurnCue } from './transcript.ts';

/** A turn in a text: [start, end) in UTF-16 units of it, and from when to when in milliseconds of the recording. The places of its cues are units of the text, too. */
export type PlacedTurn = {
  readonly start: number;
  readonly end: number;
  readonly speaker: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly cues: readonly TurnCue[];
};

/** One immutable text with its turns: what codings point into. Only what was said is in it; who said it stands beside. */
export type TextVersion = { readonly text: string; readonly turns: readonly PlacedTurn[] };

/** What stands between two turns. */
const between = '\n';

/** One text of turns, each on lines of its own. Throws a `RangeError` for a turn whose line ends are not LF or that holds half a pair: readers give none such. */
export function textVersionOf(turns: readonly Turn[]): TextVersion {
  const texts: string[] = [];
  const placed: PlacedTurn[] = [];
  let at = 0;
  for (const { speaker, text, start, end, cues } of turns) {
    if (text.includes('\r') || !text.isWellFormed()) throw new RangeError('A turn’s text has CR line ends or half a surrogate pair.');
    placed.push({
      ...{ start: at, end: at + text.length, speaker, from: start, to: end },
      cues: cues.map((cue) => ({ ...cue, at: at + cue.at })),
    });
    texts.push(text);
    at += text.length + between.length;
  }
  return { text: texts.join(between), turns: placed };
}

/** The turns of a text, to be corrected and made into the next one. */
export function turnsIn({ text, turns }: TextVersion): Turn[] {
  return turns.map(({ start, end, speaker, from, to, cues }) => ({
    ...{ speaker, text: text.slice(start, end), start: from, end: to },
    cues: cues.map((cue) => ({ ...cue, at: cue.at - start })),
  }));
}

/** A turn with other words: its cues keep their times and stand where their words now are. */
export function reworded(turn: Turn, text: string): Turn {
  return withEdits(turn, editsBetween(turn.text, text.toWellFormed().replace(/\r\n?/g, '\n')));
}

function withEdits(turn: Turn, edits: EditList): Turn {
  if (edits.length === 0) return turn;
  const spans = turn.cues.map((times, at) => ({ times, start: times.at, end: turn.cues[at + 1]?.at ?? turn.text.length }));
  const cues = carriedAcross(spans, edits).map(({ times, start }) => ({ ...times, at: times.at === 0 ? 0 : start }));
  return { ...turn, text: edited(turn.text, edits), cues };
}

/** The version that edits make of this one. Throws a `RangeError` for an edit that reaches out of a turn, or is none of this text. */
export function editedVersion(version: TextVersion, edits: EditList): TextVersion {
  const rest = [...edits].reverse();
  const turns = turnsIn(version).map((turn, at) => {
    const { start, end } = version.turns[at] ?? { start: 0, end: 0 };
    const own: Edit[] = [];
    for (let edit = rest.at(-1); edit && edit.end <= end; edit = rest.at(-1)) {
      if (edit.start < start) throw new RangeError(`An edit of [${edit.start}, ${edit.end}) reaches out of its turn [${start}, ${end}).`);
      own.push({ start: edit.start - start, end: edit.end - start, text: edit.text });
      rest.pop();
    }
    return withEdits(turn, own);
  });
  const [left] = rest;
  if (left) throw new RangeError(`An edit of [${left.start}, ${left.end}) reaches out of the turns.`);
  return textVersionOf(turns);
}

/** The next version, and the edits by which everything that points into this one is carried across. */
export function correctedVersion(version: TextVersion, turns: readonly Turn[]): { version: TextVersion; edits: EditList } {
  const next = textVersionOf(turns);
  return { version: next, edits: editsBetween(version.text, next.text) };
}

/** What is hashed for a version (as UTF-8): the text with its turns, speakers and times, always written alike. Two versions of one hash are the same. */
export function hashInput({ text, turns }: TextVersion): string {
  const rows = turns.map(({ start, end, speaker, from, to, cues }) => [
    ...[start, end, speaker, from, to],
    cues.map((cue) => [cue.at, cue.start, cue.end]),
  ]);
  return JSON.stringify(['concord transcript text 1', text, rows]);
}
