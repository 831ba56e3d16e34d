import type { CsvValue } from '#app/platform/csv.ts';
import type { Summed } from './questions.ts';

/** The columns of what was answered as CSV: a line for each point of a scale, and for each text. */
export const answerHead = ['question', 'answer', 'people'];

/** What was answered as lines of CSV. */
export function answerLines(sums: readonly Summed[]): CsvValue[][] {
  return sums.flatMap((sum): CsvValue[][] =>
    'words' in sum ? sum.words.map((words) => [sum.question.words, words, 1]) : sum.counts.map((n, at) => [sum.question.words, at + 1, n]),
  );
}
