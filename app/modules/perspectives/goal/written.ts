import type { CsvValue } from '#app/platform/csv.ts';
import { saidBy } from '../listening/visibility.ts';

type Version = {
  readonly number: number;
  readonly roundTitle: string;
  readonly proposedAt: Date | null;
  readonly adoptedAt: Date | null;
  readonly publishedAt: Date | null;
};
/** Versions as a file has them. */
export function writtenVersions(versions: readonly Version[]) {
  return versions.map(({ number, roundTitle, proposedAt, adoptedAt, publishedAt }) => ({
    ...{ version: number, from: roundTitle, proposed: proposedAt?.toISOString() ?? null },
    ...{ adopted: adoptedAt?.toISOString() ?? null, public: publishedAt?.toISOString() ?? null },
  }));
}
/** The same as lines of a CSV. */
export function versionLines(versions: readonly Version[]): CsvValue[][] {
  return [['version', 'from', 'proposed', 'adopted', 'public'], ...writtenVersions(versions).map((version) => Object.values(version))];
}

type Sentence = { readonly id: string; readonly words: string };
type Source = {
  readonly sentenceId: string;
  readonly claim: string | null;
  readonly words: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly answers: readonly string[];
};
type School = {
  readonly school: string;
  readonly answer: string;
  readonly words: string;
  readonly givenAt: Date;
  readonly endedAt: Date | null;
};
/** A version as a file has it: its sentences with what they rest on, and what schools said. */
export function writtenGoal(sentences: readonly Sentence[], sources: readonly Source[], schools: readonly School[]) {
  return {
    sentences: sentences.map(({ id, words }) => ({
      words,
      restsOn: sources
        .filter(({ sentenceId }) => sentenceId === id)
        .map((source) =>
          source.claim === null
            ? { answer: source.words, saidBy: saidBy(source) }
            : { point: source.claim, answers: source.answers.length },
        ),
    })),
    schools: schools.map(({ school, answer, words, givenAt, endedAt }) => ({
      school,
      answer,
      words,
      given: givenAt.toISOString(),
      ended: endedAt?.toISOString() ?? null,
    })),
  };
}
/** The sentences of a version as lines of a CSV, one for each source. */
export function goalLines(sentences: readonly Sentence[], sources: readonly Source[]): CsvValue[][] {
  return [
    ['sentence', 'words', 'rests on', 'said by', 'answers'],
    ...sentences.flatMap(({ id, words }, at): CsvValue[][] => {
      const own = sources.filter(({ sentenceId }) => sentenceId === id);
      if (own.length === 0) return [[at + 1, words, null, null, 0]];
      return own.map((source) => [
        at + 1,
        words,
        source.claim ?? source.words,
        source.claim === null ? saidBy(source) : null,
        source.answers.length,
      ]);
    }),
  ];
}
