import { foldTable } from './fold.ts';
import type { Term, Word } from './terms.ts';
import { wordsOf } from './terms.ts';

/** What a UTF-16 unit does to a word. Kinds from `otherLetter` on go on with it; above it, each letter of the terms has its own. */
export const separator = 0;
export const markup = 1;
export const ignorable = 2;
export const expanding = 3;
export const otherLetter = 4;
/** States of the letter table before a word begins, and where no word of the terms can follow. */
export const dead = 0;
export const root = 1;

/** Terms made ready for `scanText`: a letter table that names the words of the terms, and a tree of phrases over those words. */
export type Scanner = {
  /** By UTF-16 unit; `expansions` has the kinds of units that stand for several letters. */
  readonly kindOf: Uint16Array;
  readonly expansions: ReadonlyMap<number, readonly number[]>;
  /** `next[state * width + kind]` is the state after one more letter. */
  readonly next: Int32Array;
  readonly width: number;
  /** By state: what a text's word that ends here is, and what a word is that goes on from here with letters of no term. */
  readonly complete: readonly (Reading | null)[];
  readonly begun: readonly (Reading | null)[];
  /** Phrase 0 is the empty one. `follows`: by word number, the phrase one word longer. `termIds`: the terms that are this phrase. */
  readonly phrases: readonly Phrase[];
};
/** The words of the terms that one word of a text is, itself or by its stem; and the phrases that begin (or are complete) with it. */
export type Reading = { readonly words: readonly number[]; readonly opens: readonly number[] };
/** A node of the tree of phrases. */
export type Phrase = { readonly follows: Map<number, number>; readonly termIds: string[] };

/** A scanner for all terms at once. Throws a `RangeError` for a phrase that `phraseProblem` objects to. */
export function compileTerms(terms: readonly Term[]): Scanner {
  const vocabulary = new Map<string, { number: number; word: Word }>();
  const phrases: Phrase[] = [{ follows: new Map(), termIds: [] }];
  for (const { id, phrase } of terms) {
    const words = wordsOf(phrase);
    if (typeof words === 'string') throw new RangeError(`“${phrase}”: ${words}`);
    let at = 0;
    for (const word of words) {
      const key = word.isStem ? `${word.letters}*` : word.letters;
      const { number } = vocabulary.get(key) ?? { number: vocabulary.size };
      vocabulary.set(key, { number, word });
      const { follows } = phrases[at]!;
      at = follows.get(number) ?? phrases.push({ follows: new Map(), termIds: [] }) - 1;
      follows.set(number, at);
    }
    if (!phrases[at]!.termIds.includes(id)) phrases[at]!.termIds.push(id);
  }
  const words = [...vocabulary.values()].map(({ word }) => word);
  function reading(numbers: readonly number[]): Reading | null {
    return numbers.length > 0 ? { words: numbers, opens: numbers.flatMap((number) => phrases[0]!.follows.get(number) ?? []) } : null;
  }
  const { complete, begun, ...letters } = letterTable(words);
  return { ...letters, complete: complete.map(reading), begun: begun.map(reading), phrases };
}

function letterTable(words: readonly Word[]) {
  const alphabet = [...new Set(words.flatMap(({ letters }) => letters.split('')))];
  const kindOfLetter = new Map(alphabet.map((letter, index) => [letter, otherLetter + 1 + index]));
  const width = otherLetter + 1 + alphabet.length;
  const next: number[] = new Array(2 * width).fill(dead);
  const whole: number[][] = [[], []];
  const stems: number[][] = [[], []];
  const parents = [dead, dead];
  for (const [number, { letters, isStem }] of words.entries()) {
    let state = root;
    for (const letter of letters) {
      const index = state * width + kindOfLetter.get(letter)!;
      if (next[index] === dead) {
        next[index] = parents.push(state) - 1;
        whole.push([]);
        stems.push([]);
        next.push(...new Array(width).fill(dead));
      }
      state = next[index]!;
    }
    (isStem ? stems : whole)[state]!.push(number);
  }
  // A state is made after its parent, so the parent's stems are complete when they are taken over.
  for (const [state, parent] of parents.entries()) stems[state]!.push(...stems[parent]!);
  return {
    ...kinds(kindOfLetter),
    next: Int32Array.from(next),
    width,
    complete: stems.map((begun, state) => [...whole[state]!, ...begun]),
    begun: stems,
  };
}

function kinds(kindOfLetter: ReadonlyMap<string, number>): Pick<Scanner, 'kindOf' | 'expansions'> {
  const expansions = new Map<number, number[]>();
  const kindOf = new Uint16Array(0x10000);
  for (const [code, folded] of foldTable().entries()) {
    if (folded === null) kindOf[code] = ignorable;
    else if (folded.length === 1) kindOf[code] = kindOfLetter.get(folded) ?? otherLetter;
    else if (folded.length > 1) {
      kindOf[code] = expanding;
      expansions.set(
        code,
        folded.split('').map((letter) => kindOfLetter.get(letter) ?? otherLetter),
      );
    }
  }
  for (const opening of '<&') kindOf[opening.charCodeAt(0)] = markup;
  return { kindOf, expansions };
}
