import type { CsvValue } from '#app/platform/csv.ts';
import type { Reported } from './queries.server.ts';

/** The columns of what graduates said as CSV. */
export const reportHead = ['of', 'topic', 'question', 'answer_or_beyond', 'at_least', 'at_most', 'of_at_least', 'of_at_most'];

/** What graduates said as lines of CSV; `of` names the school, or all. */
export function reportLines(of: string, reported: readonly Reported[]): CsvValue[][] {
  return reported.flatMap(({ question, size, from }) =>
    from.map(({ answer, atLeast, atMost }) => [of, question.topic, question.words, answer, atLeast, atMost, size.atLeast, size.atMost]),
  );
}
