import { foldTable } from './fold.ts';

/**
 * What a keyword list looks for. `phrase`: words in order; a word that ends in `*` is a stem (`respond* to emotion*`). Letter case, accents,
 * and which space, hyphen, quote or HTML tag stands between words make no difference; a sentence's end, a blank line or a new list item does.
 * There are no silent fillers: `respond* emotion*` does not find "respond to emotions". Terms of one id are synonyms.
 */
export type Term = { readonly id: string; readonly phrase: string };

/** A word of a phrase, folded; a stem also stands for every longer word that begins with it. */
export type Word = { readonly letters: string; readonly isStem: boolean };

/** The phrase's words, or what is wrong with it in plain words. */
export function wordsOf(phrase: string): Word[] | string {
  const fold = foldTable();
  const words: Word[] = [];
  let letters = '';
  for (let at = 0; at <= phrase.length; at++) {
    const isStem = phrase[at] === '*';
    const folded = at < phrase.length && !isStem ? fold[phrase.charCodeAt(at)] : '';
    if (folded) letters += folded;
    if (folded !== '') continue;
    if (isStem) {
      if (letters.length < 2) return 'Write at least two letters before a *.';
      if (at + 1 < phrase.length && fold[phrase.charCodeAt(at + 1)] !== '') return 'A * stands at the end of a word, as in respond*.';
    }
    if (letters) words.push({ letters, isStem });
    letters = '';
  }
  return words.length > 0 ? words : 'Write at least one word.';
}

/** What is wrong with a phrase, in plain words for the person who writes it; null when nothing is. */
export function phraseProblem(phrase: string): string | null {
  const words = wordsOf(phrase);
  return typeof words === 'string' ? words : null;
}
