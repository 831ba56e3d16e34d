import { isBlock, plainText } from '../markup.ts';

/** The sentence of a place as plain text, and where in it the place stands (UTF-16 units). */
export type Sentence = { readonly sentence: string; readonly start: number; readonly length: number };

/** At most this many characters, the marks of a cut aside, unless the place itself is longer. */
const longest = 300;
/** How far around the place to look; pasted HTML can carry much between two words. */
const reach = 5_000;
const boundary = /<[a-zA-Z/][^<>]*>|&#?\w{1,8};|[.!?…]+["'”’»)\]]*(?=\s|<|&nbsp;|$)|;|[\r\n]+|[•▪◦‣●]/g;
const abbreviation = /(?:^|[^\p{L}])(?:dr|mr|mrs|ms|prof|st|jr|sr|e\.g|i\.e|etc|vs|cf|approx|ca|fig|no|incl|esp|al|hr|min|dept|\p{L})\.$/iu;
const marksOnly = /^[\s•▪◦‣●*+–—-]+/;

/**
 * The sentence around a place of a text, without HTML. Sentences also end at semicolons, line breaks, list items and block tags; not at
 * abbreviations such as "Dr." or "e.g.". Cut to about 300 characters at words, with "…" where something was left out.
 */
export function sentenceAround(text: string, start: number, length: number): Sentence {
  const from = Math.max(0, start - reach);
  const near = text.slice(from, start + length + reach);
  const begin = start - from;
  const end = begin + length;
  const found = boundaries(near);
  const first = found.findLast((boundary) => boundary.end <= begin)?.end ?? 0;
  const next = found.find((boundary) => boundary.start >= end);
  const last = next ? (next.isShown ? next.end : next.start) : near.length;
  const before = plainText(near.slice(first, begin)).replace(marksOnly, '');
  const match = plainText(near.slice(begin, end)).trim();
  const after = plainText(near.slice(end, last)).trimEnd();
  const spare = Math.max(0, longest - match.length);
  const lead = lastWords(before, Math.max(Math.ceil(spare / 2), spare - after.length));
  const trail = firstWords(after, Math.max(Math.floor(spare / 2), spare - before.length));
  return { sentence: lead + match + trail, start: lead.length, length: match.length };
}

type Boundary = { readonly start: number; readonly end: number; readonly isShown: boolean };

/** Where sentences end; `isShown` when the sign belongs to the sentence, as a full stop does. */
function boundaries(text: string): Boundary[] {
  const found: Boundary[] = [];
  for (const { 0: sign, index } of text.matchAll(boundary)) {
    if (sign.startsWith('&') || (sign.startsWith('<') && !isBlock(sign))) continue;
    const end = index + sign.length;
    if (sign === '.' && isAbbreviation(text, end)) continue;
    found.push({ start: index, end, isShown: /^[.!?…]/.test(sign) });
  }
  return found;
}

function isAbbreviation(text: string, end: number): boolean {
  return abbreviation.test(text.slice(Math.max(0, end - 12), end)) || /^\s+\p{Ll}/u.test(text.slice(end, end + 12));
}

function lastWords(text: string, room: number): string {
  if (text.length <= room) return text;
  return `…${text.slice(text.length - room).replace(/^\S*\s+/, '')}`;
}

function firstWords(text: string, room: number): string {
  if (text.length <= room) return text;
  return `${text.slice(0, room).replace(/\s+\S*$/, '')}…`;
}
