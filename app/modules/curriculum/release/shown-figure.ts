import type { Value } from './disclosure.ts';
import { cellsOf, figureWords, partsOfFigure } from './figure.ts';
import { unansweredWords, valueWords } from './written-value.ts';

/** A reference to one number of a release, as lessons and needs keep it, with what stands of it for this reader today: the figure as released, or null where it is not shown to them. */
export type Referred = {
  readonly figure: string;
  readonly cell: string;
  /** The release that it was written on. */
  readonly number: number;
  readonly releaseId: string;
  readonly roundTitle: string;
  readonly year: string;
  readonly withdrawnAt: Date | null;
  readonly standing: { readonly number: number; readonly cells: Readonly<Record<string, Value>>; readonly unanswered: number } | null;
};

/** A figure as a lesson or a need shows it. Where it is withdrawn, or not for this reader, there is no value, and `says` is why. */
export type ShownFigure = {
  readonly key: string;
  readonly state: 'stands' | 'corrected' | 'withdrawn' | 'hidden';
  readonly name: string;
  readonly of: string;
  readonly value: string | null;
  /** Least and most, where estimates are in it. */
  readonly interval: { readonly least: number; readonly most: number } | null;
  readonly unit: string;
  readonly n: string;
  readonly basis: string;
  readonly definition: string;
  readonly withdrawnAt: Date | null;
  readonly says: string | null;
};

const units = { minutes: 'hours', percent: 'seats for 100 students of a class', yes: 'yes or no' } as const;

/** What a lesson, or a need, shows of a reference. A correction of the release is shown in its place and said: nobody reads a number that its school put right. */
export function shownFigure(referred: Referred, page: 'lesson' | 'need' = 'lesson'): ShownFigure {
  const { figure, cell, number, releaseId, roundTitle, year, withdrawnAt, standing } = referred;
  const known = cellsOf[partsOfFigure(figure).group]?.find(({ id }) => id === cell);
  const unit = known?.unit ?? 'yes';
  const at = { key: `${releaseId}|${figure}|${cell}`, name: known?.name ?? cell, of: figureWords(figure), unit: units[unit] };
  const shared = { ...at, n: `one school, academic year ${year}`, definition: definitionOfCell(cell), withdrawnAt };
  const rests = `${roundTitle}, release ${number}`;
  if (withdrawnAt !== null)
    return {
      ...shared,
      state: 'withdrawn',
      value: null,
      interval: null,
      basis: rests,
      says: `The school withdrew this figure, so the ${page} does not show it any more.`,
    };
  if (standing === null)
    return {
      ...shared,
      state: 'hidden',
      value: null,
      interval: null,
      basis: rests,
      says: 'The school, or the terms that the schools agreed on, do not show this figure to you.',
    };
  const value = standing.cells[cell] ?? null;
  const isRange = value !== null && unit === 'minutes' && value[1] !== undefined && value[1] !== value[0];
  const isCorrected = standing.number !== number;
  const says = [
    isCorrected
      ? `The ${page} was written on release ${number}. The school corrected its figures since: this is release ${standing.number}.`
      : null,
    isRange ? 'From the least to the most: estimates are in it.' : null,
    unansweredWords(standing.unanswered),
  ].filter((each) => each !== null);
  return {
    ...shared,
    state: isCorrected ? 'corrected' : 'stands',
    value: valueWords(value, unit),
    interval: isRange ? { least: value[0]!, most: value[1]! } : null,
    basis: `${roundTitle}, release ${standing.number}`,
    says: says.join(' ') || null,
  };
}

function definitionOfCell(cell: string): string {
  if (cell === 'seats') return 'released-seats';
  if (cell === 'formative' || cell === 'summative') return 'assessed-so';
  if (cell === 'introduced' || cell === 'practised') return 'level-as-released';
  return 'released-hours';
}
