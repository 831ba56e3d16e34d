/** So many words in a row are another's words; fewer are anybody's. */
const fewest = 5;

/** Hides, wherever a text repeats five or more words in a row of texts that may not leave, each letter of them as a block (▒). */
export function hiding(texts: readonly string[]): (text: string) => string {
  const runs = new Set(texts.flatMap((text) => wordsOf(text).flatMap((_, at, words) => runAt(words, at) ?? [])));
  return (text) => {
    if (runs.size === 0) return text;
    const words = wordsOf(text);
    let shown = text;
    words.forEach(({ start }, at) => {
      const run = runAt(words, at);
      const end = words[at + fewest - 1]?.end ?? start;
      if (run !== null && runs.has(run)) shown = shown.slice(0, start) + text.slice(start, end).replace(/\S/g, '▒') + shown.slice(end);
    });
    return shown;
  };
}

function wordsOf(text: string) {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    ...{ word: word.toLowerCase(), start: index, end: index + word.length },
  }));
}

function runAt(words: ReturnType<typeof wordsOf>, at: number): string | null {
  const run = words.slice(at, at + fewest);
  return run.length < fewest ? null : run.map(({ word }) => word).join(' ');
}
