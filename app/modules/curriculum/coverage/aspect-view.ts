import type { ChartModel } from '#app/ui/chart.ts';
import { rangeNumber } from '#app/ui/hours.ts';
import type { Requirement } from '../placement.ts';
import { type Facet, facetWords } from './facets.ts';
import type { FullInput } from './full-input.ts';
import type { Measured, MeasuredRow } from './measured.ts';
import { type ReadCell, readCell } from './reading.ts';
import type { CoverageSearch } from './schema.ts';

/** The list that a figure opens: a cell of coverage in full. */
export type AspectList = {
  readonly column: string;
  readonly competency: string;
  readonly milestone: string | null;
  readonly facet: Facet;
  readonly requirement: Requirement | 'all';
};
/** Words of a cell, and the list behind them (null: words only). */
export type AspectPart = { readonly text: string; readonly list: AspectList | null };
/** A competency, a milestone of one, or all of them (`all`), with its cells. */
export type AspectRow = {
  readonly key: string;
  readonly competency: string;
  readonly milestone: string | null;
  readonly label: string;
  readonly cells: readonly (readonly AspectPart[])[];
};
/** What a view beside the matrix shows: one sentence, one chart, one table; `isByPhase` when it counts one column at a time. */
export type AspectView = {
  readonly finding: string;
  readonly isByPhase: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly AspectRow[];
  readonly chart: ChartModel;
};

/** How a view is looked at. */
export type AspectAsked = Pick<CoverageSearch, 'requirement' | 'count' | 'hours' | 'phase'>;
/** What a view is made from. `titles`: the competencies' titles by code; `asked.phase` is a column that is there. */
export type Ground = {
  readonly input: FullInput;
  readonly full: Measured;
  readonly titles: ReadonlyMap<string, string>;
  readonly asked: AspectAsked;
};

/** "2 to 3 h, and 1 without hours". */
export function hourText({ minutes, activities, unknown }: ReadCell): string {
  if (activities === 0) return '0';
  return `${rangeNumber(minutes)}${minutes === null ? '' : ' h'}${unknown > 0 && minutes !== null ? `, and ${unknown} without hours` : ''}`;
}

/** Words with their list, where there is any activity to list. */
export function partOf(text: string, activities: number, list: AspectList): AspectPart {
  return { text, list: activities > 0 ? list : null };
}

/** The rows of competencies, without those of their milestones. */
export function competencyRows({ rows }: Measured): MeasuredRow[] {
  return rows.filter(({ milestone }) => milestone === null);
}

/** A row of the table for each competency and milestone, and for all competencies together where they have a total. */
export function rowsOf(ground: Ground, cellsOf: (row: MeasuredRow) => (readonly AspectPart[])[], hasTotal = false): AspectRow[] {
  const { full } = ground;
  return [...full.rows, ...(hasTotal ? [full.total] : [])].map((row) => ({
    ...{ key: row.key, competency: row.competency, milestone: row.milestone, label: labelOf(ground, row) },
    cells: cellsOf(row),
  }));
}

/** The name of a row: code and title, or the words of a milestone. */
export function labelOf({ input, titles }: Ground, { competency, milestone }: MeasuredRow): string {
  if (competency === 'all') return 'All competencies';
  if (milestone === null) return `${competency} ${titles.get(competency) ?? ''}`.trim();
  return input.milestones.find(({ id }) => id === milestone)!.text;
}

/** How many activities a row has with a facet, as the view is looked at. */
export function activitiesOf({ cells }: MeasuredRow, facet: Facet, { phase, requirement }: AspectAsked): number {
  return cells.get(facet)?.[phase]?.[requirement].activities ?? 0;
}

/** The list behind a cell of a row. */
export function listOf(row: MeasuredRow, at: { facet: Facet; requirement: Requirement | 'all'; phase: string }): AspectList {
  return { column: at.phase, competency: row.competency, milestone: row.milestone, facet: at.facet, requirement: at.requirement };
}

/** "3 (2 h)": activities and their hours. */
export function figureText(row: MeasuredRow, facet: Facet, asked: AspectAsked): string {
  const cells = row.cells.get(facet);
  if (!cells) return '0';
  const cell = readCell(cells, asked.phase, asked, row.key === 'all');
  return cell.activities === 0 ? '0' : `${cell.activities} (${cell.minutes === null ? 'hours unknown' : hourText(cell)})`;
}

/** The same with its list. */
export function figurePart(row: MeasuredRow, facet: Facet, asked: AspectAsked): AspectPart {
  return partOf(figureText(row, facet, asked), activitiesOf(row, facet, asked), listOf(row, { facet, ...asked }));
}

/** How many activities, with their list. */
export function countPart(row: MeasuredRow, facet: Facet, asked: AspectAsked): AspectPart {
  const activities = activitiesOf(row, facet, asked);
  return partOf(String(activities), activities, listOf(row, { facet, ...asked }));
}

/** A bar for each competency: its activities with each of these facets, one upon the other. */
export function stacked(ground: Ground, facets: readonly Facet[], title: string): ChartModel {
  const bars = competencyRows(ground.full).map((row) => ({
    label: labelOf(ground, row),
    values: facets.map((facet) => activitiesOf(row, facet, ground.asked)),
  }));
  return chartOf(title, facets.map(facetWords), bars, 'activities');
}

/** A chart whose scale ends at its longest bar; a bar without words of its own says its values. */
export function chartOf(
  title: string,
  series: readonly string[],
  bars: readonly { label: string; values: readonly number[]; text?: string }[],
  unit: string,
): ChartModel {
  return {
    ...{ title, series, unit },
    bars: bars.map(({ label, values, text }) => ({ label, values, text: text ?? values.join(' · ') })),
    max: Math.max(0, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0))),
  };
}
