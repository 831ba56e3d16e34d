/** A stretch [begins, ends) in UTF-16 units. */
export type Stretched = { readonly begins: number; readonly ends: number };
/** The next or the previous word, or one word more or less than now. */
export type WordStep = 'next' | 'previous' | 'more' | 'less';

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** The words of a text, in their order. */
export function wordsIn(text: string): Stretched[] {
  return [...segmenter.segment(text)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => ({ begins: index, ends: index + segment.length }));
}

/** What is marked after a step by words; `marked` null when no word was. Null in a text without words. */
export function steppedBy(step: WordStep, text: string, marked: Stretched | null): Stretched | null {
  const words = wordsIn(text);
  if (words.length === 0) return null;
  const last = words.length - 1;
  if (marked === null) return step === 'previous' ? words[last]! : words[0]!;
  const from = Math.max(
    0,
    words.findIndex(({ ends }) => ends > marked.begins),
  );
  const found = words.findLastIndex(({ begins }) => begins < marked.ends);
  const to = Math.max(from, found);
  if (step === 'next') return words[Math.min(last, to + 1)]!;
  if (step === 'previous') return words[Math.max(0, from - 1)]!;
  const end = step === 'more' ? Math.min(last, to + 1) : Math.max(from, to - 1);
  return { begins: words[from]!.begins, ends: words[end]!.ends };
}
