import { namesThatAreWords, shortForms } from '#app/platform/given-name.ts';
import type { Proposal } from './proposal.ts';

/** Somebody, or some place, that the study knows of: an id, and every way in which it is written. */
export type RosterEntry = { readonly id: string; readonly names: readonly string[]; readonly kind: 'person' | 'place' };

const titles = new Set(['dr', 'mr', 'mrs', 'ms', 'prof', 'professor', 'sir', 'dean', 'she', 'her', 'he', 'him', 'they', 'them']);

type Form = { readonly entry: RosterEntry; readonly isCapital: boolean };

/**
 * Every place of a text where the roster's names stand: whole names and each of their words, with possessives and in other letter case, their English short forms, and spellings
 * that differ by one letter (two in words of eight letters or more). Names of one or two letters are found as a part of their whole name only.
 */
export function rosterProposals(roster: readonly RosterEntry[], text: string): Proposal[] {
  const forms = formsOf(roster);
  const wholes = new Map(
    roster.flatMap((entry) =>
      entry.names.flatMap((name) =>
        wordsOf(name).length > 1
          ? [
              [
                wordsOf(name)
                  .map(({ word }) => word)
                  .join(' '),
                entry,
              ] as const,
            ]
          : [],
      ),
    ),
  );
  const words = wordsOf(text);
  const found: Proposal[] = [];
  const longest = Math.max(1, ...[...wholes.keys()].map((name) => name.split(' ').length));
  for (let at = 0; at < words.length; at++) {
    const whole = wholeAt(words, at, { wholes, longest });
    if (whole) {
      found.push(proposal(whole.entry, 'roster', words[at]!.start, words[at + whole.length - 1]!.end));
      at += whole.length - 1;
      continue;
    }
    const { word, start, end } = words[at]!;
    const exact = forms.get(word);
    const isCapital = text[start] !== text[start]?.toLowerCase();
    if (exact && (isCapital || !exact.isCapital)) found.push(proposal(exact.entry, 'roster', start, end));
    else if (!exact && isCapital) {
      const near = nearest(forms, word);
      if (near) found.push(proposal(near.entry, 'near spelling', start, end));
    }
  }
  return found;
}

function proposal({ id, kind }: RosterEntry, by: string, start: number, end: number): Proposal {
  return { start, end, category: kind === 'person' ? 'name' : 'place', by, person: id };
}

function formsOf(roster: readonly RosterEntry[]): Map<string, Form> {
  const forms = new Map<string, Form>();
  for (const entry of roster)
    for (const name of entry.names) {
      const words = wordsOf(name).map(({ word }) => word);
      // The words of a place ("Boston Medical Center") are words of any text; only its whole name, or a single word, names it.
      if (entry.kind === 'place' && words.length > 1) continue;
      for (const word of words) {
        if (word.length < 3 || titles.has(word)) continue;
        forms.set(word, { entry, isCapital: namesThatAreWords.has(word) });
        for (const short of shortForms[word] ?? [])
          if (!forms.has(short)) forms.set(short, { entry, isCapital: namesThatAreWords.has(short) });
      }
    }
  return forms;
}

type Word = { readonly word: string; readonly start: number; readonly end: number };

/** The words of a text in small letters without accents and without signs that nobody sees, as a soft hyphen; a possessive's end is no part of its word. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{M}\p{Cf}]*(?:[-’']\p{L}[\p{L}\p{M}\p{Cf}]*)*/gu)].flatMap(({ 0: found, index }) => {
    const bare = found.replace(/[’'](?:s|S)$/, '');
    const folded = (part: string) =>
      part
        .normalize('NFKD')
        .replace(/[\p{M}\p{Cf}]/gu, '')
        .toLowerCase();
    const parts = bare.split('-');
    if (parts.length === 1) return [{ word: folded(bare), start: index, end: index + bare.length }];
    let at = index;
    return parts.map((part) => {
      const word = { word: folded(part), start: at, end: at + part.length };
      at += part.length + 1;
      return word;
    });
  });
}

function wholeAt(words: readonly Word[], at: number, { wholes, longest }: { wholes: ReadonlyMap<string, RosterEntry>; longest: number }) {
  for (let length = Math.min(longest, words.length - at); length > 1; length--) {
    const entry = wholes.get(
      words
        .slice(at, at + length)
        .map(({ word }) => word)
        .join(' '),
    );
    if (entry) return { entry, length };
  }
  return null;
}

function nearest(forms: ReadonlyMap<string, Form>, word: string): Form | null {
  if (word.length < 5) return null;
  const most = word.length >= 8 ? 2 : 1;
  for (const [form, found] of forms) {
    if (form.length >= 5 && Math.abs(form.length - word.length) <= most && form[0] === word[0] && distance(form, word, most) <= most)
      return found;
  }
  return null;
}

/** How many letters are put in, left out, exchanged or swapped with their neighbour (Damerau 1964, optimal alignment); more than `most` is only that. */
function distance(one: string, other: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(last[column]! + 1, next[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        cost = Math.min(cost, before[column - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    before = last;
    last = next;
  }
  return last[other.length]!;
}
