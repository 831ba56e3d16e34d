import { counted, quoted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import type { MessageList } from '#app/platform/message-list.ts';
import { clockWords } from './clock-time.ts';
import type { Passage, TranscriptFormat } from './passage.ts';
import { applySpeakerRule } from './speaker-applied.ts';
import { detectSpeakerRule, type LabelFound, type SpeakerDetection, type SpeakerRule } from './speaker-rule.ts';
import { type Cue, type Turn, turnsBySpeaker, turnsOf, wordsSaid } from './transcript.ts';

/** A file as it was read: what was said by whom, under which rule, and what is to be told about it. */
export type TranscriptReading = {
  isRejected: false;
  format: TranscriptFormat;
  /** Cues that the file has: with times in a caption file, else paragraphs with words. */
  cueCount: number;
  cues: Cue[];
  turns: Turn[];
  speakers: Map<string, number>;
  words: number;
  /** What the file itself speaks for, whatever rule was used. */
  detected: SpeakerDetection;
  rule: SpeakerRule;
  messages: Message[];
  /** What the file brought before anybody was known to speak, with what was said of it: enough for another rule, without the file. */
  source: TranscriptSource;
};

/** The passages of a file, and the messages of its reading that no speaker rule changes. */
export type TranscriptSource = {
  readonly format: TranscriptFormat;
  readonly passages: readonly Passage[];
  readonly messages: readonly Message[];
};

/** A file that cannot be read, with the reason as its first message. */
export type TranscriptRejection = { isRejected: true; format: TranscriptFormat | null; messages: Message[] };

/** What a person knows beforehand: who was there, or the rule that she chose. */
export type AskedOfTranscript = { roster?: readonly string[]; rule?: SpeakerRule | undefined };

/** Makes a transcript of the passages of a file. */
export function readingOf(
  { format, passages, messages }: { format: TranscriptFormat; passages: readonly Passage[]; messages: MessageList },
  { roster = [], rule }: AskedOfTranscript = {},
): TranscriptReading {
  const source = { format, passages, messages: messages.all() };
  const detected = detectSpeakerRule(passages, roster);
  const used = rule ?? detected.rule;
  const { cues: all, unmarked } = applySpeakerRule(passages, used);
  const isTimed = format === 'vtt' || format === 'srt';
  const cues = isTimed ? all : all.filter(({ text }) => text !== '');
  const turns = turnsOf(cues);
  if (rule === undefined) tellRule(detected, format, messages);
  if (unmarked.count > 0)
    messages.add({
      severity: 'warning',
      ...at(format, unmarked.line),
      found: `${counted(unmarked.count, 'cue')} without a speaker among cues that have one`,
      expected: 'A speaker for each. Look whether the one before them goes on speaking there',
      did: 'Each was given to the speaker before it, or to nobody where none came before.',
    });
  tellGaps({ cues, rule: used, format }, messages);
  return {
    isRejected: false,
    format,
    cueCount: isTimed ? passages.filter(({ isContinued }) => !isContinued).length : cues.length,
    cues,
    turns,
    speakers: turnsBySpeaker(turns),
    words: wordsSaid(turns),
    detected,
    rule: used,
    messages: messages.all(),
    source,
  };
}

/** A line of a text file; a document has paragraphs. */
function at(format: TranscriptFormat, line: number | null | undefined): Pick<Message, 'line' | 'path'> {
  if (line === null || line === undefined) return {};
  return format === 'docx' ? { path: `paragraph ${line}` } : { line };
}

function tellRule({ rule, looks, marked, of, speakers, once, left }: SpeakerDetection, format: TranscriptFormat, messages: MessageList) {
  if (rule.mark === 'none')
    messages.add({
      severity: 'warning',
      found: `No mark that says who speaks${left.length > 0 ? `; what came nearest: ${listed(left)}` : ''}`,
      expected: 'A name in front of what each person says, such as “Name: text”',
      did: 'Everything was kept as said by nobody known.',
    });
  else
    messages.add({
      severity: 'note',
      found: `Speakers written as “${looks}”, ${counted(marked, 'time')} in ${counted(of, 'passage')}: ${listed(speakers)}`,
      expected: 'The people who spoke. Correct the rule where these are others',
      did: 'Each passage was given to its speaker.',
    });
  if (once.length > 0)
    messages.add({
      severity: 'note',
      ...at(format, once[0]?.line),
      found: `${counted(once.length, 'name')} that ${once.length === 1 ? 'stands' : 'stand'} once only: ${listed(once)}`,
      expected: 'People who spoke once, not a remark with a colon',
      did: 'Taken for speakers, because nearly every passage names one.',
    });
  if (rule.mark !== 'none' && left.length > 0)
    messages.add({
      severity: 'note',
      ...at(format, left[0]?.line),
      found: `Words written like a speaker: ${listed(left)}`,
      expected: 'A name that comes twice or is on the list of participants',
      did: 'They stayed in the text.',
    });
}

function listed(labels: readonly LabelFound[]): string {
  const names = labels.slice(0, 12).map(({ label, count }) => `${quoted(label)} (${count})`);
  return `${names.join(', ')}${labels.length > names.length ? ' and others' : ''}`;
}

function tellGaps({ cues, rule, format }: { cues: readonly Cue[]; rule: SpeakerRule; format: TranscriptFormat }, messages: MessageList) {
  const before = cues.findIndex(({ speaker }) => speaker !== null);
  if (rule.mark !== 'none' && before > 0)
    messages.add({
      severity: 'note',
      ...at(format, cues[0]?.line),
      found: `${counted(before, 'passage')} before the first speaker, such as ${quoted(cues[0]?.text ?? '')}`,
      expected: 'What was said',
      did: 'Kept as said by nobody known. Remove it in a correction if it is a heading.',
    });
  let latest = 0;
  for (const { start, line } of cues) {
    if (start !== null && start < latest) {
      messages.add({
        severity: 'note',
        ...at(format, line),
        found: `A time (${clockWords(start)}) before that of the passage in front of it (${clockWords(latest)})`,
        expected: 'Times that go on',
        did: 'The passages stayed in the order of the file.',
      });
      break;
    }
    latest = start ?? latest;
  }
}
