/** A source as far as its numbers are concerned. */
type Counted = { readonly sentenceId: string; readonly claim: string | null; readonly answers: readonly string[] };
/** What a sentence rests on in numbers: points with how many answers each stands for, and how many answers altogether. */
export type SentenceBasis = {
  readonly points: ReadonlyArray<{ readonly claim: string; readonly answers: number }>;
  readonly answers: number;
};

/** What each sentence rests on in numbers, by sentence: an answer behind several sources is counted once. Names and words of answers are not in it. */
export function basesOf(sources: readonly Counted[]): Map<string, SentenceBasis> {
  const bySentence = Map.groupBy(sources, ({ sentenceId }) => sentenceId);
  return new Map(
    [...bySentence].map(([id, those]) => [
      id,
      {
        points: those.flatMap(({ claim, answers }) => (claim === null ? [] : [{ claim, answers: answers.length }])),
        answers: new Set(those.flatMap(({ answers }) => answers)).size,
      },
    ]),
  );
}
