import { counted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { createMessageList } from '#app/platform/message-list.ts';
import { carriedAcross, type Edit, type EditList, editsBetween } from './edit-list.ts';
import type { SpeakerRule } from './speaker-rule.ts';
import { correctedVersion, editedVersion, reworded, type TextVersion, textVersionOf, turnsIn } from './text-version.ts';
import { readingOf, type TranscriptReading, type TranscriptSource } from './transcript-reading.ts';

/** What came of a file or of another rule: the text, the rule that made its turns, and what is to be said of it. */
export type OriginalVersion = { readonly version: TextVersion; readonly rule: SpeakerRule; readonly messages: readonly Message[] };
/** A version that follows another one, with the edits that lead to it. */
export type NextVersion = OriginalVersion & { readonly change: 'rule' | 'words'; readonly edits: EditList };

/** The first version of what a file brought. */
export function firstVersion({ turns, rule, messages }: TranscriptReading): OriginalVersion {
  return { version: textVersionOf(turns), rule, messages };
}

/** What a file gives under another rule. */
export function readUnder({ format, passages, messages }: TranscriptSource, rule: SpeakerRule): TranscriptReading {
  const list = createMessageList();
  for (const message of messages) list.add(message);
  return readingOf({ format, passages, messages: list }, { rule });
}

/**
 * The version that another rule makes of what the file brought. Words that were corrected since `ruled`, the last version that a rule or the file made, stay
 * corrected where the new turns have them unbroken; a message says how many do not.
 */
export function reruled(
  source: TranscriptSource,
  rule: SpeakerRule,
  { ruled, newest }: { ruled: TextVersion; newest: TextVersion },
): NextVersion {
  const { turns, messages } = readUnder(source, rule);
  const plain = textVersionOf(turns);
  const corrections = carriedAcross(editsBetween(ruled.text, newest.text), editsBetween(ruled.text, plain.text));
  const standing = corrections.filter((each) => each.outcome === 'kept' && isWithinTurn(each, plain));
  const version = editedVersion(
    plain,
    standing.map(({ start, end, text }): Edit => ({ start, end, text })),
  );
  const lost = corrections.length - standing.length;
  return {
    change: 'rule',
    version,
    rule,
    edits: editsBetween(newest.text, version.text),
    messages: lost === 0 ? messages : [lostMessage(lost), ...messages],
  };
}

function isWithinTurn({ start, end }: Edit, { turns }: TextVersion): boolean {
  return turns.some((turn) => turn.start <= start && end <= turn.end);
}

function lostMessage(lost: number): Message {
  return {
    severity: 'warning',
    found: `${counted(lost, 'correction')} in words that the other rule divides otherwise`,
    expected: 'Corrections within one turn. Look at the version before, and correct these words again',
    did: 'There the words stand as the file has them.',
  };
}

/** The version in which one turn (from 0) has other words; null where they are the same, or no such turn is there. */
export function withWords(
  { version, rule, messages }: OriginalVersion,
  { turn, words }: { turn: number; words: string },
): NextVersion | null {
  const turns = turnsIn(version);
  const before = turns[turn];
  if (!before) return null;
  const after = reworded(before, words);
  if (after.text === before.text) return null;
  return { change: 'words', rule, messages, ...correctedVersion(version, turns.with(turn, after)) };
}
