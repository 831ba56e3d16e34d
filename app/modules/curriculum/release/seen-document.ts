import { type CsvValue, csvText } from '#app/platform/csv.ts';
import { formWords, groupWords, type TermsFigures } from '../rounds/figure-group.ts';
import type { SchoolFigure } from './figure.ts';
import { readerAsked, readersOf, seenOfUs } from './seen-of-us.ts';
import type { Choice } from './snapshot.ts';

type Ground = {
  readonly round: { readonly title: string; readonly year: string };
  readonly own: {
    readonly figures: Readonly<Record<string, SchoolFigure>>;
    readonly competencies: readonly { readonly code: string; readonly title: string }[];
  } | null;
  readonly terms: TermsFigures | null;
  readonly choices: readonly Choice[];
  readonly others: readonly { readonly slug: string; readonly name: string }[];
};

/** What one reader would see of us if we released now, as a document for programs: the same rows as on the page; none while nothing can be released. `as`: the reader's word in an address. */
export function seenDocument({ round, own, terms, choices, others }: Ground, as: string | undefined) {
  const reader = readerAsked(readersOf(others), as);
  const competencies = (own?.competencies ?? []).map(({ code }) => code);
  const titleOf = new Map(own?.competencies.map(({ code, title }) => [code, title]));
  const seen = own && terms ? seenOfUs(own.figures, { choices, terms, competencies, eyes: reader.eyes }) : [];
  const figures = seen.map(({ figure: _, ...seen }) => ({
    ...seen,
    title: titleOf.get(seen.competency) ?? '',
    group: groupWords[seen.group].name,
  }));
  return { round: round.title, year: round.year, seenAs: reader.name, figures };
}

/** The same as CSV: a row for each value that would be seen under our name, and one for each figure of which no value of ours alone would be. */
export function seenCsv({ round, year, seenAs, figures }: ReturnType<typeof seenDocument>): string {
  const rows = figures.flatMap(({ competency, title, group, form, values, methods, unanswered }): CsvValue[][] => {
    const head: CsvValue[] = [competency, title, group, formWords[form].name];
    if (form !== 'named') return [[...head, null, null]];
    return [
      ...values.map(({ cell, text }) => [...head, cell, text]),
      ...(methods.length > 0 ? [[...head, 'Methods', methods.join('; ')]] : []),
      ...(unanswered > 0 ? [[...head, 'Links unanswered by course directors', unanswered]] : []),
    ];
  });
  return csvText([[`# ${round}, ${year}. Seen as: ${seenAs}`], ['competency', 'title', 'figures', 'form', 'number', 'value'], ...rows]);
}
