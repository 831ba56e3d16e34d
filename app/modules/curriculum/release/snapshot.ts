import { type FigureGroup, isWithin, type SharingForm, type TermsFigures } from '../rounds/figure-group.ts';
import { partsOfFigure, type SchoolFigure } from './figure.ts';

/** A figure as it is released: named or in aggregate, with its cells; methods and unanswered links only under the school's name. */
export type ReleasedFigure = SchoolFigure & { readonly form: 'aggregate' | 'named' };

/** What crosses a school's border: the figures that are not private, of one year in one round. */
export type Snapshot = {
  readonly format: 'concord-release-1';
  readonly school: string;
  readonly round: string;
  readonly year: string;
  readonly framework: string;
  /** The first is 1; a correction is the next, with its reason. */
  readonly number: number;
  readonly reason: string | null;
  /** Random: without it, whoever knows most of a snapshot could try the rest until the hash fits. */
  readonly salt: string;
  readonly figures: Readonly<Record<string, ReleasedFigure>>;
};

/** What a school chose: a form for each group (competency empty) and, as exceptions, for single competencies. */
export type Choice = { readonly group: FigureGroup; readonly competency: string; readonly form: SharingForm };

/** The form of a figure: the exception for its competency, else its group's; private when nothing was chosen or the terms allow less. */
export function formOf(figure: string, choices: readonly Choice[], terms: TermsFigures): SharingForm {
  const { group, competency } = partsOfFigure(figure);
  const here = choices.filter((choice) => choice.group === group);
  const form =
    (here.find((choice) => choice.competency === competency) ?? here.find((choice) => choice.competency === ''))?.form ?? 'private';
  return isWithin(form, terms[group]) ? form : 'private';
}

/** Of every figure of a school those that it shares, each as it is shared. */
export function releasedFigures(
  figures: Readonly<Record<string, SchoolFigure>>,
  form: (figure: string) => SharingForm,
): Record<string, ReleasedFigure> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, { cells, methods, unanswered }]) => {
      const chosen = form(name);
      return chosen === 'private'
        ? []
        : [[name, { form: chosen, cells, ...(chosen === 'named' ? { methods, unanswered } : { methods: [], unanswered: 0 }) }]];
    }),
  );
}

/** JSON in one way only: keys in the order of their code units, no space (RFC 8785 for what a snapshot holds: whole numbers, text, lists, objects). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}
