import type { CsvValue } from '#app/platform/csv.ts';
import { saidBy } from '../listening/visibility.ts';

type Answer = {
  readonly promptId: string;
  readonly words: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly isNoted: boolean;
};
type Prompt = { readonly id: string; readonly words: string };
/** Answers as a file has them: who said each as far as they chose. */
export function writtenAnswers(answers: readonly Answer[], prompts: readonly Prompt[]) {
  return prompts.flatMap(({ id, words: prompt }) =>
    answers
      .filter(({ promptId }) => promptId === id)
      .map((answer) => ({ prompt, answer: answer.words, saidBy: saidBy(answer), isNoted: answer.isNoted })),
  );
}
/** The same as lines of a CSV. */
export function answerLines(answers: readonly Answer[], prompts: readonly Prompt[]): CsvValue[][] {
  return [
    ['prompt', 'answer', 'said by', 'noted in a conversation'],
    ...writtenAnswers(answers, prompts).map((answer) => Object.values(answer)),
  ];
}

type Point = {
  readonly id: string;
  readonly claim: string;
  readonly words: string;
  readonly answers: number;
  readonly setAsideAt: Date | null;
};
/** Points as a file has them, each with how many answers it rests on, of those that can be read. */
export function writtenPoints(points: readonly Point[], readable: number) {
  return points.map(({ claim, words, answers, setAsideAt, id }) => ({
    point: claim,
    words,
    answers,
    ofReadable: readable,
    isSetAside: setAsideAt !== null,
    id,
  }));
}
/** The same as lines of a CSV. */
export function pointLines(points: readonly Point[], readable: number): CsvValue[][] {
  return [
    ['point', 'words', 'rests on answers', 'of those that can be read', 'set aside', 'id'],
    ...writtenPoints(points, readable).map((point) => Object.values(point)),
  ];
}
