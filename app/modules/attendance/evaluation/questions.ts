/** A question: a scale from 1 to 5 with words at its ends, or free text. */
export type Question =
  | { readonly id: string; readonly kind: 'scale'; readonly words: string; readonly low: string; readonly high: string }
  | { readonly id: string; readonly kind: 'text'; readonly words: string };
/** An answer to each question by its id: 1 to 5, or words; what was left out is not in it. */
export type Answers = Readonly<Record<string, number | string>>;

/** How many have to answer before anybody reads what. */
export const leastResponses = 5;
/** The most questions that are asked. */
const mostQuestions = 8;

/** What is asked where nobody said otherwise. */
export const usualQuestions: readonly Question[] = [
  { id: 'worth', kind: 'scale', words: 'Was it worth your time?', low: 'Not at all', high: 'Very much' },
  { id: 'use', kind: 'scale', words: 'Will you use something of it in your teaching?', low: 'Surely not', high: 'Surely' },
  { id: 'what', kind: 'text', words: 'What will you do differently, or try?' },
  { id: 'better', kind: 'text', words: 'What should be better next time?' },
];

/** Questions as lines that somebody edits: `scale: words | low end | high end` or `text: words`. */
export function questionLines(questions: readonly Question[]): string {
  return questions.map((q) => (q.kind === 'scale' ? `scale: ${q.words} | ${q.low} | ${q.high}` : `text: ${q.words}`)).join('\n');
}

/** Reads such lines; a mistake names its line. Ids are made of the place in the list. */
export function readQuestions(lines: string): { questions: Question[]; mistake: string | null } {
  const questions: Question[] = [];
  const said = lines.split('\n').map((line) => line.trim());
  for (const [at, line] of said.entries()) {
    if (line === '') continue;
    const [, kind, rest = ''] = /^(scale|text)\s*:\s*(.+)$/i.exec(line) ?? [];
    const [words = '', low = 'Not at all', high = 'Very much'] = rest.split('|').map((part) => part.trim());
    if (!kind || words === '' || words.length > 300)
      return { questions: [], mistake: `Line ${at + 1} does not begin with “scale:” or “text:” and a question.` };
    const id = `q${questions.length + 1}`;
    questions.push(kind.toLowerCase() === 'scale' ? { id, kind: 'scale', words, low, high } : { id, kind: 'text', words });
  }
  if (questions.length === 0) return { questions, mistake: 'Write at least one question.' };
  if (questions.length > mostQuestions)
    return { questions: [], mistake: `At most ${mostQuestions} questions, so that people answer them.` };
  return { questions, mistake: null };
}

/** The answers out of a form's fields; what is no answer to a question is left out. */
export function readAnswers(questions: readonly Question[], typed: Readonly<Record<string, string>>): Answers {
  const answers: Record<string, number | string> = {};
  for (const { id, kind } of questions) {
    const said = (typed[id] ?? '').trim();
    if (kind === 'scale' && /^[1-5]$/.test(said)) answers[id] = Number(said);
    if (kind === 'text' && said !== '') answers[id] = said.slice(0, 4000);
  }
  return answers;
}

/** What was answered to a question, for those who run the occasion. Words stand in the order of their letters, so that their order does not tell who wrote them. */
export type Summed =
  | {
      readonly question: Extract<Question, { kind: 'scale' }>;
      readonly counts: readonly [number, number, number, number, number];
      readonly mean: number | null;
    }
  | { readonly question: Extract<Question, { kind: 'text' }>; readonly words: readonly string[] };

/** Sums responses question by question. With fewer than `leastResponses` there is nothing to read: null. */
export function summed(questions: readonly Question[], responses: readonly Answers[]): Summed[] | null {
  if (responses.length < leastResponses) return null;
  return questions.map((question): Summed => {
    const said = responses.map((answers) => answers[question.id]);
    if (question.kind === 'text') {
      const words = said.filter((each): each is string => typeof each === 'string');
      return { question, words: words.toSorted((one, other) => one.localeCompare(other, 'en')) };
    }
    const numbers = said.filter((each): each is number => typeof each === 'number');
    const counts = [1, 2, 3, 4, 5].map((n) => numbers.filter((each) => each === n).length) as [number, number, number, number, number];
    const mean = numbers.length < leastResponses ? null : numbers.reduce((all, n) => all + n, 0) / numbers.length;
    return { question, counts, mean };
  });
}
