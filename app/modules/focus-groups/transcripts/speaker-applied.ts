import type { Passage } from './passage.ts';
import { markedBy } from './speaker-mark.ts';
import type { SpeakerRule } from './speaker-rule.ts';
import type { Cue } from './transcript.ts';

/** The cues of a file under a rule; `unmarked` are passages with times, but without a speaker of their own, which went to the one before. */
export type Applied = { cues: Cue[]; unmarked: { count: number; line: number | null } };

/** Gives every passage its speaker. One without a mark belongs to the speaker before it; in front of the first mark nobody is known. */
export function applySpeakerRule(passages: readonly Passage[], { mark, speakers }: SpeakerRule): Applied {
  const names = new Map(speakers.map(({ label, name }) => [label, name]));
  const cues: Draft[] = [];
  const unmarked: Applied['unmarked'] = { count: 0, line: null };
  let cue: Draft | null = null;
  for (const passage of passages) {
    const { isContinued, line, start, end, text } = passage;
    const found = mark === 'none' ? null : markedBy(mark, passage);
    const speaker = found ? names.get(found.label) : undefined;
    const isTimed = start !== null;
    if (found && speaker !== undefined) {
      if (isContinued && mark === 'voice' && cue?.speaker === speaker) extend(cue, text, isTimed);
      else
        cue = begin({
          line,
          speaker,
          text: found.text,
          start: start ?? found.at,
          end,
          isParagraph: !isTimed,
          isHeading: found.text === '',
        });
    } else if (cue && (isContinued || (cue.isHeading && !isTimed))) {
      extend(cue, text, isTimed);
    } else {
      const before: string | null = cue?.speaker ?? null;
      if (isTimed && text !== '' && mark !== 'none') {
        unmarked.count += 1;
        unmarked.line ??= line;
      }
      cue = begin({ line, speaker: before, text, start, end, isParagraph: !isTimed, isHeading: false });
    }
  }
  return { cues: cues.map(({ pieces, isHeading: _, ...rest }) => ({ ...rest, text: pieces.join('') })), unmarked };

  function begin({ text, ...rest }: Omit<Draft, 'pieces'> & { text: string }): Draft {
    const draft = { ...rest, pieces: text === '' ? [] : [text] };
    cues.push(draft);
    return draft;
  }
}

/** A cue whose text is still growing; a heading names who speaks, and the words stand below it. */
type Draft = Omit<Cue, 'text'> & { pieces: string[]; isHeading: boolean };

function extend(cue: Draft, text: string, isTimed: boolean) {
  cue.isHeading = false;
  if (text === '') return;
  if (cue.pieces.length > 0) cue.pieces.push(isTimed ? ' ' : '\n');
  cue.pieces.push(text);
}
