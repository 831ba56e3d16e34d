import { type Seen, type Value, type WhyNot, whyNotWords } from '../release/disclosure.ts';
import { cellsOf, figureName, type SchoolFigure } from '../release/figure.ts';
import { type Unit, unansweredWords, valueWords } from '../release/written-value.ts';
import { type FigureGroup, isWithin, type TermsFigures } from '../rounds/figure-group.ts';

const byName = new Intl.Collator('en');

/** What a school shows under its name; two schools may have one name, never one short name. */
export type NamedFigure = {
  readonly slug: string;
  readonly school: string;
  readonly figure: string;
  readonly cells: Readonly<Record<string, Value>>;
  readonly methods: readonly string[];
  readonly unanswered: number;
};
/** What stands for this reader. `aggregates`: null while it is computed again after somebody released or withdrew. */
export type Compared = {
  readonly terms: TermsFigures | null;
  readonly own: { readonly name: string; readonly figures: Readonly<Record<string, SchoolFigure>> } | null;
  readonly competencies: readonly { readonly code: string; readonly title: string }[];
  readonly named: readonly NamedFigure[];
  readonly aggregates: Readonly<Record<string, { readonly cells: Readonly<Record<string, Seen>> }>> | null;
};

/** One mark of a chart: our own school, a named one, or the mean of others. `note`: what is said beside a school's number. */
export type Mark = {
  readonly who: string;
  readonly kind: 'own' | 'named' | 'others';
  readonly value: Value;
  readonly text: string;
  readonly note: string | null;
};
/** Why the others are not shown in aggregate: the mark where they would stand, and the whole sentence, which a page says once. */
export type WhyNothing = { readonly mark: string; readonly words: string };
/** One cell of one competency, compared. */
export type ComparedCell = {
  readonly figure: string;
  readonly competency: string;
  readonly title: string;
  readonly cell: string;
  readonly name: string;
  readonly unit: Unit;
  readonly marks: readonly Mark[];
  readonly why: WhyNothing | null;
};

/** The cells of a group (of one competency, or of all), each with our own school first, then the named ones by name, then the mean of others: no order of size anywhere. */
export function comparedCells(
  compared: Compared,
  { group, competency }: { group: FigureGroup; competency: string | null },
): ComparedCell[] {
  const namedOf = Map.groupBy(compared.named, ({ figure }) => figure);
  return compared.competencies
    .filter(({ code }) => competency === null || code === competency)
    .flatMap(({ code, title }) => {
      const figure = figureName(group, code);
      const named = [...(namedOf.get(figure) ?? [])].sort((a, b) => byName.compare(a.school, b.school));
      return cellsOf[group].map(({ id, name, unit }) => {
        const mine = compared.own?.figures[figure];
        const own = mine?.cells[id];
        const others = othersOf(compared, { group, figure, cell: id, unit });
        const marks: Mark[] = [
          ...(own === undefined
            ? []
            : [
                {
                  who: compared.own!.name,
                  kind: 'own' as const,
                  value: own,
                  text: valueWords(own, unit),
                  note: unansweredWords(mine!.unanswered),
                },
              ]),
          ...named.map(({ school, cells, unanswered }) => ({
            who: school,
            kind: 'named' as const,
            value: cells[id] ?? null,
            text: valueWords(cells[id] ?? null, unit),
            note: unansweredWords(unanswered),
          })),
          ...('mark' in others ? [others.mark] : []),
        ];
        return { figure, competency: code, title, cell: id, name, unit, marks, why: 'why' in others ? others.why : null };
      });
    });
}

const whyNothing = {
  'too-few': { mark: 'too few share it', words: whyNotWords['too-few'] },
  'too-alike': { mark: 'too alike', words: whyNotWords['too-alike'] },
  terms: {
    mark: 'terms not accepted',
    words: 'Not shown: a school of this round has not accepted the latest terms. Nothing is shared until all have.',
  },
  private: { mark: 'private', words: 'Not shown: the terms of this round keep this private.' },
  computing: {
    mark: 'being computed',
    words:
      'A school has just released, withdrawn or left. What may be shown is being computed; open the page again in a quarter of an hour at most.',
  },
} satisfies Record<WhyNot | 'terms' | 'private' | 'computing', WhyNothing>;

type Where = { group: FigureGroup; figure: string; cell: string; unit: Unit };

function othersOf({ terms, aggregates }: Compared, { group, figure, cell, unit }: Where): { mark: Mark } | { why: WhyNothing } {
  if (!terms) return { why: whyNothing.terms };
  if (!isWithin('aggregate', terms[group])) return { why: whyNothing.private };
  if (aggregates === null) return { why: whyNothing.computing };
  const seen = aggregates[figure]?.cells[cell] ?? { why: 'too-few' as const };
  if ('why' in seen) return { why: whyNothing[seen.why] };
  const range =
    seen.smallest && seen.largest ? `, from ${valueWords([seen.smallest[0]!], unit)} to ${valueWords([seen.largest.at(-1)!], unit)}` : '';
  const mean =
    unit === 'yes'
      ? `${Math.round(seen.mean[0]! * seen.others)} of ${seen.others}`
      : `${valueWords(seen.mean.map(Math.round), unit)}${range}`;
  return {
    mark: {
      who: unit === 'yes' ? 'Others in aggregate' : `Mean of ${seen.others} others`,
      kind: 'others',
      value: seen.mean,
      text: mean,
      note: null,
    },
  };
}

/** What a colleague asks first, for one competency and one school that shows it by name (or our own); null: this school does not show it. */
export type Answers = {
  readonly who: string;
  readonly isOwn: boolean;
  readonly when: string | null;
  readonly how: readonly string[];
  readonly assessed: string | null;
  readonly assessedBy: readonly string[];
  /** What is said beside the figures of required teaching and of assessment. */
  readonly notes: { readonly required: string | null; readonly assessment: string | null };
};

/** Who teaches a competency in required courses, when, how, and how it is assessed: our own school, then the named ones by name. */
export function answersFor({ own, named }: Compared, competency: string): Answers[] {
  const schools = [...new Map(named.map(({ slug, school }) => [slug, school]))].sort(([, a], [, b]) => byName.compare(a, b));
  const figureOf = (slug: string, group: FigureGroup) =>
    named.find((each) => each.slug === slug && each.figure === figureName(group, competency));
  const of = (
    who: string,
    isOwn: boolean,
    figure: (group: FigureGroup) => Pick<NamedFigure, 'cells' | 'methods' | 'unanswered'> | undefined,
  ): Answers => {
    const [required, assessment] = [figure('required'), figure('assessment')];
    return {
      ...{ who, isOwn, how: required?.methods ?? [], assessedBy: assessment?.methods ?? [] },
      notes: { required: unansweredWords(required?.unanswered ?? 0), assessment: unansweredWords(assessment?.unanswered ?? 0) },
      when: required ? whenWords(required.cells) : null,
      assessed: assessment ? assessedWords(assessment.cells) : null,
    };
  };
  return [
    ...(own ? [of(own.name, true, (group) => own.figures[figureName(group, competency)])] : []),
    ...schools.map(([slug, name]) => of(name, false, (group) => figureOf(slug, group))),
  ].filter(({ when, assessed }) => when !== null || assessed !== null);
}

function whenWords(cells: Readonly<Record<string, Value>>): string {
  const phases = cellsOf.required.filter(({ unit }) => unit === 'minutes');
  const taught = phases.flatMap(({ id, name, unit }) => {
    const value = cells[id] ?? null;
    if (value !== null && (value[1] ?? value[0]!) === 0) return [];
    return [`${name.replace('Required, ', '')}: ${valueWords(value, unit)}`];
  });
  return taught.join('; ') || 'not in a required course';
}

function assessedWords(cells: Readonly<Record<string, Value>>): string {
  const kinds = cellsOf.assessment.filter(({ id }) => cells[id]?.[0] === 1).map(({ name }) => name.replace('Assessed ', ''));
  return kinds.join(' and ') || 'not said, formatively or summatively';
}

/** What stands where a school shows no figure of a group: what the terms leave, or that it is not shown; a form that one school chose is its own to tell. */
export function hiddenWords({ terms }: Pick<Compared, 'terms'>, group: FigureGroup): string {
  if (terms?.[group].form === 'private') return 'private by the terms';
  return terms?.[group].form === 'aggregate' ? 'in aggregate only' : 'not shown';
}
