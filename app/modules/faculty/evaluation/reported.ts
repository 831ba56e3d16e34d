import * as z from 'zod';
import { type Inconsistency, meanInconsistency, peopleInconsistency, shareInconsistency, sumInconsistency } from './inconsistency.ts';

/** A figure as somebody printed it: a share, people of several cohorts, a mean on its scale, or parts of a sum. */
export const ReportedFigure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('share'), count: z.int(), of: z.int(), percent: z.string() }),
  z.object({ kind: z.literal('people'), cohorts: z.array(z.int()), inSeveral: z.int(), total: z.int() }),
  z.object({ kind: z.literal('mean'), mean: z.number(), least: z.number(), most: z.number(), n: z.int() }),
  z.object({ kind: z.literal('sum'), parts: z.array(z.number()), total: z.number() }),
]);
export type ReportedFigure = z.infer<typeof ReportedFigure>;

/** What a reported figure can be, for whoever enters one. */
export const reportedKinds = [
  { id: 'share', name: 'A share', help: 'So many of so many, with the percentage as printed' },
  { id: 'people', name: 'People of several cohorts', help: 'Each counted once, also who was in two' },
  { id: 'mean', name: 'A mean', help: 'With the least and the most of its scale' },
  { id: 'sum', name: 'Parts and their total', help: 'Such as sessions at each site' },
] as const;

/** What in a reported figure does not agree with itself; mostly null. */
function contradictionIn(figure: ReportedFigure): Inconsistency | null {
  switch (figure.kind) {
    case 'share':
      return shareInconsistency(figure);
    case 'people':
      return peopleInconsistency(figure);
    case 'mean':
      return meanInconsistency(figure);
    case 'sum':
      return sumInconsistency(figure);
  }
}

/** A reported figure in words, as its source prints it. */
export function reportedWords(figure: ReportedFigure): string {
  switch (figure.kind) {
    case 'share':
      return `${figure.count.toLocaleString('en')} of ${figure.of.toLocaleString('en')} (${figure.percent} %)`;
    case 'people':
      return `${figure.total.toLocaleString('en')} people, from cohorts of ${figure.cohorts.join(' and ')} with ${figure.inSeveral} in more than one`;
    case 'mean':
      return `mean ${figure.mean} on a scale from ${figure.least} to ${figure.most}, of ${figure.n.toLocaleString('en')} people`;
    case 'sum':
      return `${figure.parts.join(' + ')} = ${figure.total.toLocaleString('en')}`;
  }
}

const line = (most: number) => z.string().trim().max(most, `At most ${most} characters`).default('');
const needed = (most: number, what: string) => line(most).refine((text) => text !== '', what);
const number = (text: string) => Number(text.replaceAll(/[,\s](?=\d{3}\b)/g, '').trim());
const wholes = (text: string) =>
  text
    .split(/[;+]|,(?!\d{3}\b)|\s+/)
    .filter((part) => part.trim() !== '')
    .map(number);

/** A reported outcome as its form is filled in. What the figure needs is refused beside the field that lacks it; a contradiction is refused unless it is said why it is kept. */
export const ReportedForm = z
  .object({
    programme: needed(200, 'Write which programme reported it'),
    what: needed(300, 'Write what was counted or measured'),
    years: line(40),
    kirkpatrick: z.coerce.number('Choose a level').int().min(1, 'Choose a level').max(4),
    source: needed(500, 'Write where it is reported, so that others find it'),
    url: line(500).refine((text) => text === '' || /^https:\/\/\S+$/.test(text), 'Write an address that begins with https://'),
    kind: z.enum(['share', 'people', 'mean', 'sum'], 'Choose what the figure is'),
    count: line(20),
    of: line(20),
    percent: line(10),
    cohorts: line(100),
    inSeveral: line(20),
    people: line(20),
    mean: line(20),
    least: line(20),
    most: line(20),
    n: line(20),
    parts: line(200),
    total: line(20),
    keptBecause: line(500),
  })
  .transform((said, context) => {
    const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
    const whole = (field: 'count' | 'of' | 'inSeveral' | 'people' | 'n', words: string) => {
      const found = number(said[field]);
      if (said[field] === '' || !Number.isInteger(found) || found < 0) refuse(field, words);
      return found;
    };
    const decimal = (field: 'mean' | 'least' | 'most' | 'total', words: string) => {
      const found = number(said[field]);
      if (said[field] === '' || !Number.isFinite(found)) refuse(field, words);
      return found;
    };
    const list = (field: 'cohorts' | 'parts', words: string) => {
      const found = wholes(said[field]);
      if (found.length < 2 || !found.every((each) => Number.isFinite(each) && each >= 0)) refuse(field, words);
      return found;
    };
    const percent = said.percent.replace(/\s*%$/, '');
    if (said.kind === 'share' && !/^\d{1,3}(\.\d{1,4})?$/.test(percent)) refuse('percent', 'Write the percentage as printed, such as 88.1');
    const figure: ReportedFigure =
      said.kind === 'share'
        ? { kind: 'share', count: whole('count', 'Write how many'), of: whole('of', 'Write of how many'), percent }
        : said.kind === 'people'
          ? {
              kind: 'people',
              cohorts: list('cohorts', 'Write two cohorts or more, such as 18 and 14 as “18 + 14”'),
              inSeveral: whole('inSeveral', 'Write how many were in more than one, 0 for nobody'),
              total: whole('people', 'Write how many in all, each once'),
            }
          : said.kind === 'mean'
            ? {
                kind: 'mean',
                mean: decimal('mean', 'Write the mean'),
                least: decimal('least', 'Write the least of the scale'),
                most: decimal('most', 'Write the most of the scale'),
                n: whole('n', 'Write of how many people'),
              }
            : {
                kind: 'sum',
                parts: list('parts', 'Write two parts or more, such as “55 + 42 + 25”'),
                total: decimal('total', 'Write the total'),
              };
    if (context.issues.length > 0) return z.NEVER;
    const contradiction = contradictionIn(figure);
    if (contradiction !== null && said.keptBecause === '') {
      refuse(firstField[said.kind], `${contradiction.says} Correct it, or say below why it is kept as printed.`);
      return z.NEVER;
    }
    const { programme, what, years, kirkpatrick, source, url } = said;
    return {
      ...{ programme, what, years, kirkpatrick, source, url: url || null, figure },
      contradictions: contradiction === null ? [] : [contradiction.says],
      keptBecause: contradiction === null ? '' : said.keptBecause,
    };
  });
export type ReportedForm = z.infer<typeof ReportedForm>;

const firstField = { share: 'count', people: 'people', mean: 'mean', sum: 'total' } as const;
