/** When people are asked how it was before: together with now, afterwards; or once before and once after. The two are never pooled. */
export const designs = ['then-test', 'pre and post'] as const;
export type Design = (typeof designs)[number];

/** What each design is called, and what has to be said of its figures. */
export const designWords: Readonly<Record<Design, { readonly name: string; readonly how: string; readonly caution: string }>> = {
  'then-test': {
    name: 'Retrospective pre-post (then-test)',
    how: 'Asked once, afterwards: how it was before, and how it is now.',
    caution:
      'Then-tests tend to show slightly larger gains than asking before and after (BMC Med Educ 2014;14:149). They are never put together with the other design.',
  },
  'pre and post': {
    name: 'Pre and post',
    how: 'Asked once before and once after, joined by a code that each person makes up.',
    caution:
      'People may judge themselves by another measure after than before, so a gain can look smaller than it is (response shift). Only those whose two answers could be joined are in it. It is never put together with the other design.',
  },
};

/** The times at which something is asked, in their order. */
export const phases = ['before', 'after', '3 months', '12 months'] as const;
export type Phase = (typeof phases)[number];
/** The phases in words. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  before: 'Before',
  after: 'After',
  '3 months': 'After 3 months',
  '12 months': 'After 12 months',
};

/** A question in ordered words, of a competency (its stable id) or an aim of the offering (null). `points`: the words from the least to the most. */
export type Question = { readonly id: string; readonly words: string; readonly about: string | null; readonly points: readonly string[] };
/** What is asked around an offering. */
export type Instrument = {
  readonly design: Design;
  readonly questions: readonly Question[];
  readonly kirkpatrick: number;
  readonly moore: number;
};

/** The words of a scale where nobody said otherwise. */
export const usualPoints = ['Not yet', 'With much help', 'With some help', 'On my own', 'On my own, and I can show others'] as const;
const mostQuestions = 8;

/** What is asked in words beside the questions, by phase. The intention is asked again after months (commitment to change: Wakefield, Acad Med 2003;78(10 Suppl):S81-S82). */
export const asksInWords: Readonly<Record<Phase, readonly { readonly id: string; readonly words: string }[]>> = {
  before: [{ id: 'hope', words: 'What do you hope to be able to do afterwards?' }],
  after: [
    { id: 'intend', words: 'What do you mean to do differently?' },
    { id: 'better', words: 'What should be better next time?' },
  ],
  '3 months': [
    { id: 'meant', words: 'What did you mean to do differently?' },
    { id: 'stood', words: 'What stood in the way, if anything?' },
  ],
  '12 months': [
    { id: 'meant', words: 'What did you mean to do differently?' },
    { id: 'stood', words: 'What stood in the way, if anything?' },
  ],
};
/** Whether somebody did what they meant to, in ordered words; asked after months. */
export const didWords = ['Not yet', 'Once or twice', 'Now and then', 'It is how I do it now'] as const;

/** Questions as lines that somebody edits: the code of a competency, or “aim”, a colon, and the words. */
export function questionLines(questions: readonly Question[], codeOf: (stableId: string) => string | undefined): string {
  return questions.map(({ about, words }) => `${(about === null ? undefined : codeOf(about)) ?? 'aim'}: ${words}`).join('\n');
}

/** Reads such lines with the points of their one scale; a mistake names its line. Ids are made of the place in the list. */
export function readQuestions(
  lines: string,
  { points, competencies }: { points: readonly string[]; competencies: readonly { readonly stableId: string; readonly code: string }[] },
): { questions: Question[]; mistake: string | null } {
  const questions: Question[] = [];
  const refused = (mistake: string) => ({ questions: [], mistake });
  for (const [at, line] of lines.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, code, words = ''] = /^\s*([^:\s]+)\s*:\s*(.+?)\s*$/.exec(line) ?? [];
    const about = competencies.find((each) => each.code === code)?.stableId ?? null;
    if (code === undefined || (about === null && code.toLowerCase() !== 'aim'))
      return refused(
        `Line ${at + 1} does not begin with the code of a competency or “aim”, and a colon: ${competencies.map((each) => each.code).join(', ')}.`,
      );
    if (words.length > 300) return refused(`Line ${at + 1} is longer than 300 characters.`);
    questions.push({ id: `q${questions.length + 1}`, words, about, points });
  }
  if (questions.length === 0) return refused('Write at least one question.');
  if (questions.length > mostQuestions) return refused(`At most ${mostQuestions} questions, so that people answer them.`);
  return { questions, mistake: null };
}

/** The words of a scale out of its line: two to seven, parted by bars, from the least to the most. */
export function readPoints(line: string): string[] | null {
  const points = line
    .split('|')
    .map((point) => point.trim())
    .filter(Boolean);
  return points.length >= 2 && points.length <= 7 && new Set(points).size === points.length && points.every((point) => point.length <= 60)
    ? points
    : null;
}

/** When something is asked, from the first beginning and the last end of an offering: a week before, a fortnight after, and three weeks after 3 and 12 months. What has begun already is not asked before. */
export function askingsOf(
  { design, followUps }: { design: Design; followUps: readonly number[] },
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): { phase: Phase; opensAt: Date; closesAt: Date }[] {
  const later = (from: Date, days: number) => new Date(from.getTime() + days * 86_400_000);
  const afterMonths = (months: number) => {
    const then = new Date(endsAt);
    then.setUTCMonth(then.getUTCMonth() + months);
    return then;
  };
  return [
    ...(design === 'pre and post' ? [{ phase: 'before' as const, opensAt: later(startsAt, -7), closesAt: startsAt }] : []),
    { phase: 'after', opensAt: endsAt, closesAt: later(endsAt, 14) },
    ...followUps.map((months) => ({
      phase: `${months} months` as Phase,
      opensAt: afterMonths(months),
      closesAt: later(afterMonths(months), 21),
    })),
  ];
}

/** The code that somebody made up, as it is compared: small letters and digits alone. Too short a one could be anybody's: null. */
export function plainCode(typed: string): string | null {
  const code = typed
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return code.length >= 4 ? code.slice(0, 40) : null;
}

/** What somebody chose and wrote, out of a form: a place on its scale from 1 for each question (`then.q1` and `now.q1` for a then-test), and words. What is no answer is left out. */
export function readAnswers(
  { design, questions }: Instrument,
  { phase, typed }: { phase: Phase; typed: Readonly<Record<string, string>> },
) {
  const scales: Record<string, number> = {};
  const take = (name: string, points: number) => {
    const at = Number(typed[name] ?? '');
    if (Number.isInteger(at) && at >= 1 && at <= points) scales[name] = at;
  };
  if (phase === 'before' || phase === 'after')
    for (const { id, points } of questions)
      for (const when of design === 'then-test' ? (['then', 'now'] as const) : (['now'] as const)) take(`${when}.${id}`, points.length);
  else take('did', didWords.length);
  const texts: Record<string, string> = {};
  for (const { id } of asksInWords[phase]) {
    const said = (typed[id] ?? '').trim();
    if (said !== '') texts[id] = said.slice(0, 2000);
  }
  return { scales, texts };
}
