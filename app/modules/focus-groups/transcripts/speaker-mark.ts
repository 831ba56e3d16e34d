import { clockPattern, millisecondsOf } from './clock-time.ts';
import type { Passage } from './passage.ts';

/** What stands in front of what somebody says: the label as written, the words after it, and a time where the mark has one. */
export type Marked = { label: string; text: string; at: number | null };

type Mark = {
  /** How it looks, for people. */
  readonly looks: string;
  /** The mark at the front of a line, with the groups `label` and, where it has one, `clock`. */
  readonly pattern: RegExp;
  /** It has a line of its own, and the words follow below. */
  readonly isOwnLine?: true;
};

const clock = `(?<clock>${clockPattern})`;
const label = '(?<label>[^:：\\t\\n]{1,60}?)';
/** A colon with a blank or nothing after it, so that no clock time or address is taken for one; the wide colon needs no blank. */
const colon = '\\s*(?::(?=\\s|$)|：)';

/** The ways in which files name who speaks, the surest first: where two explain a file equally well, the earlier one is taken. */
const marks = {
  voice: { looks: '<v Name>text', pattern: /^(?!)/ },
  chat: {
    looks: '12:30:05 From Name to Everyone: text',
    pattern: new RegExp(`^${clockPattern}\\s+From\\s+${label}(?:\\s+to\\s+[^:]{1,60}?)?${colon}`, 'i'),
  },
  columns: {
    looks: 'Name, time and text in columns',
    pattern: new RegExp(`^(?:${clockPattern}\\t(?=[^\\t]+\\t))?${label}\\t(?:${clock}(?:\\t|$))?`),
  },
  clock: {
    looks: '[00:16] Name: text',
    pattern: new RegExp(`^[[(]?${clock}(?:\\s*[-–>]+\\s*${clockPattern})?[\\])]?\\s*[-–]?\\s*${label}${colon}`),
  },
  rev: { looks: 'Name (00:16): text', pattern: new RegExp(`^${label}\\s*:?\\s*[[(]${clock}[\\])]:?`) },
  stamp: {
    looks: 'Name  0:16 on a line of its own',
    pattern: new RegExp(`^\\[?${label}\\]?\\s+[[(]?${clock}[\\])]?$`),
    isOwnLine: true,
  },
  'clock line': { looks: '00:00:16 Name on a line of its own', pattern: new RegExp(`^[[(]?${clock}[\\])]?\\s+${label}$`), isOwnLine: true },
  numbered: { looks: '[T012] Name: text', pattern: new RegExp(`^(?:\\[[A-Za-z]{0,6}\\d+\\]|\\d{1,5}[.)]?)\\s+${label}${colon}`) },
  hash: { looks: '#Name: text', pattern: new RegExp(`^#\\s?${label}${colon}`) },
  at: { looks: '@Name: text', pattern: new RegExp(`^@\\s?${label}${colon}`) },
  starred: { looks: '**Name:** text', pattern: /^\*\*(?<label>[^*:\n]{1,60})(?::\*\*|\*\*:?)/ },
  colon: { looks: 'Name: text', pattern: new RegExp(`^(?:[-–—•>]{1,3}\\s*)?${label}${colon}`) },
  bracket: { looks: '[Name] text', pattern: /^\[(?<label>[^[\]\n]{1,60})\](?::(?=\s|$))?/ },
  brace: { looks: '{Name} text', pattern: /^\{(?<label>[^{}\n]{1,60})\}(?::(?=\s|$))?/ },
  parenthesis: { looks: '(Name) on a line of its own', pattern: /^\((?<label>[^()\n]{1,60})\):?$/, isOwnLine: true },
  bold: { looks: 'the name in bold, then the text', pattern: /^(?!)/ },
} satisfies Readonly<Record<string, Mark>>;

/** One of the ways in which files name who speaks. */
export type SpeakerMark = keyof typeof marks;
/** All of them, the surest first. */
export const speakerMarks = Object.keys(marks) as SpeakerMark[];

/** How a mark looks in a file, for people. */
export function looksOf(mark: SpeakerMark): string {
  return marks[mark].looks;
}

/** A mark, its label and the blanks around are shorter than this. */
const longestMark = 160;

/** What a passage begins with, if it begins with such a mark; whether its label is a name is not asked here. */
export function markedBy(mark: SpeakerMark, passage: Passage): Marked | null {
  const { text, voice, bold } = passage;
  if (mark === 'voice') return voice === null ? null : { label: voice, text, at: null };
  if (mark === 'bold') return boldOf(text, bold);
  const { pattern, isOwnLine }: Mark = marks[mark];
  if (isOwnLine && text.length > longestMark) return null;
  const found = pattern.exec(text.slice(0, longestMark));
  if (!found) return null;
  // What a transcriber put between name and colon is no part of the name: `P2 [laughs]: True.`
  const [, name = '', aside = ''] = /^(.+?)\s*(\[[^[\]]*\])?$/s.exec(found.groups?.label ?? '') ?? [];
  const label = tidied(name);
  if (label === '') return null;
  const time = found.groups?.clock;
  return { label, text: `${aside} ${text.slice(found[0].length).trim()}`.trim(), at: time === undefined ? null : millisecondsOf(time) };
}

function boldOf(text: string, bold: number): Marked | null {
  if (bold === 0 || bold > longestMark) return null;
  const label = tidied(text.slice(0, bold).replace(/\s*[:：]?\s*$/, ''));
  return label === '' || label.length > 60
    ? null
    : {
        label,
        text: text
          .slice(bold)
          .replace(/^\s*[:：]?\s*/, '')
          .trim(),
        at: null,
      };
}

const isTidy = /^[!-~]+(?: [!-~]+)*$/;

function tidied(label: string): string {
  // Nearly all are, and nearly every passage has one.
  return isTidy.test(label) ? label : label.normalize('NFC').replace(/\s+/g, ' ').trim();
}
