import type { CsvValue } from '#app/platform/csv.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';
import { phaseWords } from './instrument.ts';
import type { EvaluationFound } from './queries.server.ts';
import { reportedWords } from './reported.ts';
import type { Reported } from './reported-queries.server.ts';

/** The columns of an evaluation as CSV: a line for each word of a question, then for each of its figures, and for each asking how many answered. */
export const evaluationHead = ['what', 'design', 'question', 'figure', 'before', 'after', 'value', 'lower', 'upper', 'pairs', 'note'];

/** An evaluation as lines of CSV, as its reader may read it; nobody's words are among them. */
export function evaluationLines({ instrument: { design }, askings, enrolled, came, questions, followUps }: EvaluationFound): CsvValue[][] {
  const blank = { before: null, after: null, value: null, lower: null, upper: null, pairs: null, note: null };
  const line = (what: string, question: string, figure: string, rest: Partial<Record<keyof typeof blank, CsvValue>>): CsvValue[] => {
    const { before, after, value, lower, upper, pairs, note } = { ...blank, ...rest };
    return [what, design, question, figure, before, after, value, lower, upper, pairs, note];
  };
  return [
    ...askings.map(({ phase, answers, hidden }) =>
      line('answered', phaseWords[phase], 'answers', {
        value: answers,
        note: [`of ${enrolled} with a place`, came !== null && `${came} of whom came`, hidden].filter(Boolean).join('; '),
      }),
    ),
    ...questions.flatMap((each) => {
      const { words, points } = each.question;
      if (each.hidden !== null) return [line('question', words, 'hidden', { note: each.hidden })];
      const { pairs } = each;
      return [
        ...points.map((point, at) => line('question', words, point, { before: each.before[at], after: each.after[at], pairs })),
        ...(['up', 'down', 'same'] as const).map((way) => line('question', words, way, { value: each[way], pairs })),
        ...(['dz', 'dav', 'gz'] as const).map((name) =>
          line('question', words, name.replace(/^(.)/, '$1_'), {
            value: each[name].value,
            lower: each[name].lower,
            upper: each[name].upper,
            pairs,
            note: each[name].why,
          }),
        ),
        line('question', words, 'signed-rank p', {
          value: each.test.p,
          pairs,
          note: each.test.why ?? `${each.test.method}; unchanged pairs by Pratt`,
        }),
      ];
    }),
    ...followUps.flatMap(({ phase, counts }) =>
      (counts ?? []).map((people, at) => line('follow-up', phaseWords[phase], `word ${at + 1}`, { value: people })),
    ),
  ];
}

/** The columns of reported outcomes as CSV. */
export const reportedHead = [
  'programme',
  'what',
  'years',
  'figure',
  'Kirkpatrick level',
  'source',
  'address',
  'contradiction',
  'kept because',
  'entered',
];

/** Reported outcomes as lines of CSV. */
export function reportedLines(outcomes: readonly Reported[]): CsvValue[][] {
  return outcomes.map(({ programme, what, years, figure, kirkpatrick, source, url, contradictions, keptBecause, addedAt }) => [
    ...[
      programme,
      what,
      years,
      reportedWords(figure),
      kirkpatrick,
      source,
      url,
      contradictions.join(' '),
      keptBecause,
      isoDayIn(addedAt, zone),
    ],
  ]);
}
