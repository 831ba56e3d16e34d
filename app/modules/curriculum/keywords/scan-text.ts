import { entityAt, isBlock, tagLength } from '../markup.ts';
import type { Reading, Scanner } from './scanner.ts';
import { dead, expanding, ignorable, otherLetter, root, separator } from './scanner.ts';

/** A place that a term found: UTF-16 offsets into the text as given, from the first letter to the end of the last word. */
export type Match = { readonly termId: string; readonly start: number; readonly length: number };

/** A phrase begun at `start` of which the words so far were found. */
type Thread = { readonly phrase: number; readonly start: number };

const nothing: readonly Thread[] = [];
const pause = /[.!?…]["'”’)\]]*(?=[\s<])|;|[•▪◦‣●]|\n[^\S\n]*(?:\n|[-–—*+]\s)/;
const inGap = /<[^<>]*>|&#?\w{1,8};/g;

/**
 * Every place where a term stands in a text that may hold HTML, in one pass, by position. Of one term the leftmost, then the longest;
 * places of one term do not overlap, those of different terms may. Time is linear in the text, whatever the number of terms.
 */
export function scanText(scanner: Scanner, text: string): Match[] {
  const { kindOf, next, width, complete, begun, phrases } = scanner;
  const found: Match[] = [];
  let threads = nothing;
  let lastEnd = 0;
  let at = 0;
  while (at < text.length) {
    const kind = kindOf[text.charCodeAt(at)]!;
    if (kind === separator || kind === ignorable) {
      at++;
      continue;
    }
    const start = at;
    let state = root;
    let isLost = false;
    while (at < text.length && !isLost) {
      const kind = kindOf[text.charCodeAt(at)]!;
      if (kind >= otherLetter) {
        const after = next[state * width + kind]!;
        at++;
        if (after === dead) isLost = true;
        else state = after;
      } else {
        const letters = kind === separator ? null : unusual(scanner, text, at);
        if (letters === null) break;
        at += letters.length;
        for (const letter of letters.kinds) {
          const after = isLost ? dead : next[state * width + letter]!;
          if (after === dead) isLost = true;
          else state = after;
        }
      }
    }
    if (isLost) at = wordEnd(scanner, text, at);
    else if (state === root) {
      if (at === start) at += tagLength(text, at) || entityAt(text, at)?.length || 1;
      continue;
    }
    const reading = isLost ? begun[state]! : complete[state]!;
    if (threads.length > 0 && (reading === null || isBroken(text, lastEnd, start))) threads = nothing;
    if (reading !== null && (threads.length > 0 || reading.opens.length > 0)) {
      threads = advance({ phrases, found, start, end: at }, reading, threads);
    }
    lastEnd = at;
  }
  return found.length > 1 ? withoutOverlaps(found) : found;
}

/** Where the word that goes on at this place ends. */
function wordEnd(scanner: Scanner, text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const kind = scanner.kindOf[text.charCodeAt(at)]!;
    if (kind >= otherLetter) at++;
    else {
      const letters = kind === separator ? null : unusual(scanner, text, at);
      if (letters === null) break;
      at += letters.length;
    }
  }
  return at;
}

/** The kinds of the letters that a rare unit or an entity stands for (none when it is as good as absent); null where the word ends. */
function unusual(scanner: Scanner, text: string, at: number): { kinds: readonly number[]; length: number } | null {
  const entity = entityAt(text, at);
  const code = entity ? entity.character.charCodeAt(0) : text.charCodeAt(at);
  const length = entity?.length ?? 1;
  const kind = scanner.kindOf[code]!;
  if (kind >= otherLetter) return { kinds: [kind], length };
  if (kind === ignorable) return { kinds: [], length };
  if (kind === expanding) return { kinds: scanner.expansions.get(code)!, length };
  return null;
}

type Step = { readonly phrases: Scanner['phrases']; readonly found: Match[]; readonly start: number; readonly end: number };

/** Takes every thread, and those that open here, over the word that stands at `start`; notes the phrases that are complete with it. */
function advance(step: Step, reading: Reading, threads: readonly Thread[]): readonly Thread[] {
  const going: Thread[] = [];
  for (const thread of threads) {
    const { follows } = step.phrases[thread.phrase]!;
    for (const word of reading.words) {
      const phrase = follows.get(word);
      if (phrase !== undefined) arrive(step, { phrase, start: thread.start }, going);
    }
  }
  for (const phrase of reading.opens) arrive(step, { phrase, start: step.start }, going);
  return going;
}

function arrive({ phrases, found, end }: Step, thread: Thread, going: Thread[]) {
  const { follows, termIds } = phrases[thread.phrase]!;
  for (const termId of termIds) found.push({ termId, start: thread.start, length: end - thread.start });
  if (follows.size > 0) going.push(thread);
}

/** Whether what stands between two words keeps them from being one phrase. */
export function isBroken(text: string, from: number, to: number): boolean {
  if (to - from === 1) return text.charAt(from) === ';';
  const gap = text.slice(from, to).replace(inGap, (found) => (isBlock(found) ? ';' : ' '));
  return pause.test(gap);
}

function withoutOverlaps(found: Match[]): Match[] {
  found.sort((a, b) => a.start - b.start || b.length - a.length);
  const endOf = new Map<string, number>();
  return found.filter(({ termId, start, length }) => {
    if (start < (endOf.get(termId) ?? 0)) return false;
    endOf.set(termId, start + length);
    return true;
  });
}
