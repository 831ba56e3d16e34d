import { csvText } from '#app/platform/csv.ts';
import type { Definition } from '#app/platform/definition.ts';
import type { Requirement } from '../placement.ts';
import type { Cells, Coverage } from './coverage.ts';
import type { Cell, Sum } from './coverage-cell.ts';
import { attributedMinutes } from './shares.ts';

/**
 * Minutes of one kind in a cell; `attributedMinutes` is rounded once, to the nearest double. Where some minutes are estimates, these are the least, and the
 * most stands beside them; else both are the same.
 */
export type WrittenFigure = {
  readonly touchingMinutes: number;
  readonly touchingMinutesMost: number;
  readonly attributedMinutes: number;
  readonly attributedMinutesMost: number;
  readonly unknownActivities: number;
  readonly zeroActivities: number;
  readonly estimatedActivities: number;
};
/** A cell: how many activities, and their minutes of both kinds. */
export type WrittenCell = { readonly activities: number; readonly learner: WrittenFigure; readonly delivered: WrittenFigure };
/** Cells by column (its name, and `all`), then by requirement (`all` included). */
export type WrittenCells = Readonly<Record<string, Readonly<Record<Requirement | 'all', WrittenCell>>>>;

/**
 * A school's coverage as one document for programs: the matrix by competency (its code), column (its name, and `all`) and requirement,
 * with what every figure means. Columns with nothing in them are there too.
 */
export type CoverageDocument = {
  readonly school: string;
  readonly year: string | null;
  readonly framework: string;
  readonly activities: number;
  readonly linkedActivities: number;
  readonly competencies: readonly { readonly code: string; readonly title: string; readonly text: string }[];
  readonly columns: readonly string[];
  readonly matrix: Readonly<Record<string, WrittenCells>>;
  readonly total: WrittenCells;
  readonly definitions: readonly Definition[];
};

/** What the document says beside the figures. */
type Frame = Pick<CoverageDocument, 'school' | 'year' | 'framework' | 'activities' | 'competencies' | 'definitions'>;

/** Writes a coverage out. Over all competencies an activity's shares are again the whole of it, so there attributed is touching. */
export function coverageDocument(coverage: Coverage, { definitions, ...frame }: Frame): CoverageDocument {
  const columns = [...coverage.columns, { id: 'all', name: 'all' }];
  const written = (cells: Cells, isTotal: boolean): WrittenCells =>
    Object.fromEntries(
      columns.map(({ id, name }) => [
        name,
        Object.fromEntries(Object.entries(cells[id]!).map(([requirement, cell]) => [requirement, writtenCell(cell, isTotal)])),
      ]),
    ) as WrittenCells;
  return {
    ...frame,
    linkedActivities: coverage.linked,
    columns: coverage.columns.map(({ name }) => name),
    matrix: Object.fromEntries(coverage.rows.map(({ competency, cells }) => [competency, written(cells, false)])),
    total: written(coverage.total, true),
    definitions,
  };
}

/** A cell with its sums rounded once. */
export function writtenCell({ activities, learner, delivered }: Cell, isTotal: boolean): WrittenCell {
  const shared = ({ touching, attributed }: Sum) => (isTotal ? touching : attributedMinutes(attributed));
  const figure = ({ least, most, unknown, zero, estimated }: Cell['learner']): WrittenFigure => ({
    touchingMinutes: least.touching,
    touchingMinutesMost: most.touching,
    attributedMinutes: shared(least),
    attributedMinutesMost: shared(most),
    unknownActivities: unknown,
    zeroActivities: zero,
    estimatedActivities: estimated,
  });
  return { activities, learner: figure(learner), delivered: figure(delivered) };
}

/**
 * The same as CSV (RFC 4180): a row for each competency, phase and requirement, after lines that begin with `#` and say what the figures mean.
 * What estimates add stands in columns behind the others, so that whoever reads by name or by place reads on: without `_most` a column is the least.
 */
export function coverageCsv(document: CoverageDocument): string {
  const { school, year, framework, definitions, competencies, matrix, total } = document;
  const notes = [
    [`# ${school}, ${year ?? 'no year yet'}. ${framework}`],
    ...definitions.map(({ term, definition, unit, formula }) => [`# ${term}: ${definition} Unit: ${unit}. Formula: ${formula}`]),
  ];
  const kinds = ['learner', 'delivered'];
  const head = ['competency', 'title', 'phase', 'requirement', 'activities', ...kinds.flatMap(namesOf), ...kinds.flatMap(namesOfMost)];
  const rows = [
    ...competencies.map(({ code, title }) => ({ code, title, cells: matrix[code]! })),
    { code: 'all', title: 'All competencies', cells: total },
  ];
  const lines = rows.flatMap(({ code, title, cells }) =>
    Object.entries(cells).flatMap(([column, byRequirement]) =>
      Object.entries(byRequirement).map(([requirement, { activities, learner, delivered }]) => [
        code,
        title,
        column,
        requirement,
        activities,
        ...numbersOf(learner),
        ...numbersOf(delivered),
        ...mostOf(learner),
        ...mostOf(delivered),
      ]),
    ),
  );
  return csvText([...notes, head, ...lines]);
}

function namesOf(kind: string): string[] {
  return [
    `${kind}_touching_minutes`,
    `${kind}_attributed_minutes`,
    `${kind}_activities_without_minutes`,
    `${kind}_activities_of_zero_minutes`,
  ];
}

function numbersOf({ touchingMinutes, attributedMinutes, unknownActivities, zeroActivities }: WrittenFigure): number[] {
  return [touchingMinutes, attributedMinutes, unknownActivities, zeroActivities];
}

function namesOfMost(kind: string): string[] {
  return [`${kind}_touching_minutes_most`, `${kind}_attributed_minutes_most`, `${kind}_activities_estimated`];
}

function mostOf({ touchingMinutesMost, attributedMinutesMost, estimatedActivities }: WrittenFigure): number[] {
  return [touchingMinutesMost, attributedMinutesMost, estimatedActivities];
}
