import type { Relation } from '#app/modules/competencies/crosswalks/crosswalk.ts';
import type { Minutes } from '../minutes.ts';
import type { Requirement } from '../placement.ts';
import { requirements } from '../placement.ts';
import type { Cell } from './coverage-cell.ts';
import { tallyOf } from './coverage-cell.ts';

/** One standing of an activity in a course. `phaseId`: a phase's id, `spans` (more than one phase), or null (no phase yet). */
export type Place = { readonly courseId: string; readonly phaseId: string | null; readonly requirement: Requirement };

/** An activity and where it stands. No place: in no course. */
export type CoveredActivity = Minutes & { readonly id: string; readonly places: readonly Place[] };

/** A person's word that an activity addresses a competency (its code). Suggestions that nobody accepted are not links. */
export type Link = {
  readonly activityId: string;
  readonly competency: string;
  readonly level: 'introduced' | 'practised' | 'assessed';
  readonly extent: 'mentioned' | 'partly' | 'fully';
  /** The relation of a crosswalk that carried it here; absent when a person linked the activity to this competency itself. */
  readonly carriedBy?: Relation;
};

/** What coverage is computed from. Phases in the school's order; ids and codes unique; a phase id that `phases` lacks counts as none. */
export type CoverageInput = {
  readonly phases: readonly { readonly id: string; readonly name: string }[];
  readonly competencies: readonly { readonly code: string }[];
  readonly activities: readonly CoveredActivity[];
  readonly links: readonly Link[];
};

/** Cells by column id (`all` included), then by requirement (`all` included). A total is over distinct activities, so it can be less than the sum of its parts. */
export type Cells = Readonly<Record<string, Readonly<Record<Requirement | 'all', Cell>>>>;

/** Which cell: a competency's code, a column's id and a requirement, each also `all`. */
export type CellSelector = { readonly competency: string; readonly column: string; readonly requirement: Requirement | 'all' };

/** One activity behind a cell, with all its links to the competencies asked about; `among` is how many competencies those are. */
export type CoveredBy = { readonly activity: CoveredActivity; readonly among: number; readonly links: readonly Link[] };

/**
 * Competency by phase and requirement. Columns: the phases, then `spans`, `none` and `unplaced`.
 * `total` is over all competencies; there attributed is touching. An activity in no course stands in `unplaced` with requirement `unknown`.
 */
export type Coverage = {
  readonly columns: readonly { readonly id: string; readonly name: string }[];
  readonly rows: readonly { readonly competency: string; readonly cells: Cells }[];
  readonly total: Cells;
  /** Activities looked at, and how many of them are linked to at least one of the competencies. */
  readonly activities: number;
  readonly linked: number;
  /** Links to an activity or a competency that was not asked about; they count nowhere. */
  readonly leftOutLinks: number;
};

/** Every requirement by which cells stand apart, and all of them together. */
export const choices: readonly (Requirement | 'all')[] = [...requirements, 'all'];
const unplaced: readonly Place[] = [{ courseId: '', phaseId: 'unplaced', requirement: 'unknown' }];

/** Coverage of the competencies by the linked activities: a few milliseconds for a school's whole map. */
export function coverage(input: CoverageInput): Coverage {
  const columns = columnsOf(input.phases);
  const { competenciesOf, leftOutLinks } = linkedCompetencies(input);
  const slotsOf = slotFinder(columns);
  const slotsPerRow = (columns.length + 1) * choices.length;
  const tally = tallyOf((input.competencies.length + 1) * slotsPerRow, [1, ...competenciesOf.map(({ length }) => length)]);
  const totalRow = input.competencies.length;
  let linked = 0;
  for (const [index, activity] of input.activities.entries()) {
    const competencies = competenciesOf[index]!;
    if (competencies.length === 0) continue;
    linked++;
    // Over all competencies the shares of an activity are again the whole of it.
    const whole = tally.entry(activity, 1);
    const share = tally.entry(activity, competencies.length);
    for (const slot of slotsOf(activity.places)) {
      tally.add(totalRow * slotsPerRow + slot, whole);
      for (const row of competencies) tally.add(row * slotsPerRow + slot, share);
    }
  }
  function cellsOf(row: number): Cells {
    const ids = [...columns.map((column) => column.id), 'all'];
    return Object.fromEntries(
      ids.map((id, column) => {
        const first = row * slotsPerRow + column * choices.length;
        return [id, Object.fromEntries(choices.map((choice, at) => [choice, tally.cell(first + at)]))];
      }),
    ) as Cells;
  }
  return {
    columns,
    rows: input.competencies.map(({ code }, row) => ({ competency: code, cells: cellsOf(row) })),
    total: cellsOf(totalRow),
    activities: input.activities.length,
    linked,
    leftOutLinks,
  };
}

/** The cell that the selector names. Throws when the coverage has no such competency or column. */
export function cellAt(coverage: Coverage, selector: CellSelector): Cell {
  const cells = selector.competency === 'all' ? coverage.total : coverage.rows.find((row) => row.competency === selector.competency)?.cells;
  const cell = cells?.[selector.column]?.[selector.requirement];
  if (!cell) throw new RangeError(`Coverage has no cell for competency ${selector.competency} and column ${selector.column}.`);
  return cell;
}

/**
 * The activities behind a cell, in the order given. Their minutes add up to exactly the cell's touching minutes, and their minutes divided by
 * `among` (over all competencies: their minutes) to exactly its attributed minutes; so do the most of each to the cell's most.
 */
export function activitiesOf(input: CoverageInput, selector: CellSelector): CoveredBy[] {
  const { competency, column, requirement } = selector;
  const codes = new Set(input.competencies.map(({ code }) => code));
  const phaseIds = new Set(input.phases.map(({ id }) => id));
  const linksOf = Map.groupBy(
    input.links.filter((link) => codes.has(link.competency)),
    (link) => link.activityId,
  );
  return input.activities.flatMap((activity) => {
    const links = linksOf.get(activity.id) ?? [];
    const linkedTo = new Set(links.map((link) => link.competency));
    const isHere = placesOf(activity.places).some(
      (place) => (column === 'all' || column === columnOf(place, phaseIds)) && (requirement === 'all' || requirement === place.requirement),
    );
    const isLinked = competency === 'all' ? linkedTo.size > 0 : linkedTo.has(competency);
    return isHere && isLinked ? [{ activity, among: linkedTo.size, links }] : [];
  });
}

/** The phases, then `spans`, `none` and `unplaced`. */
export function columnsOf(phases: CoverageInput['phases']): Coverage['columns'] {
  return [
    ...phases.map(({ id, name }) => ({ id, name })),
    { id: 'spans', name: 'Spans phases' },
    { id: 'none', name: 'No phase yet' },
    { id: 'unplaced', name: 'In no course' },
  ];
}

/** The places of an activity; of one in no course, the one place that `unplaced` is. */
export function placesOf(places: readonly Place[]): readonly Place[] {
  return places.length === 0 ? unplaced : places;
}

/** The id of the column in which a place stands. */
export function columnOf(place: Place, known: { has(id: string): boolean }): string {
  if (place === unplaced[0]) return 'unplaced';
  return place.phaseId !== null && (place.phaseId === 'spans' || known.has(place.phaseId)) ? place.phaseId : 'none';
}

/** For each activity, the rows of the competencies that it is linked to, each once. */
function linkedCompetencies(input: CoverageInput): { competenciesOf: number[][]; leftOutLinks: number } {
  const rowOf = new Map(input.competencies.map(({ code }, row) => [code, row]));
  const indexOf = new Map(input.activities.map(({ id }, index) => [id, index]));
  const competenciesOf: number[][] = input.activities.map(() => []);
  let leftOutLinks = 0;
  for (const { activityId, competency } of input.links) {
    const row = rowOf.get(competency);
    const competencies = competenciesOf[indexOf.get(activityId) ?? -1];
    if (row === undefined || competencies === undefined) leftOutLinks++;
    else if (!competencies.includes(row)) competencies.push(row);
  }
  return { competenciesOf, leftOutLinks };
}

/** Answers, for the places of an activity, every column-and-requirement slot in which it stands, totals included, each once: column × choices + choice. */
export function slotFinder(columns: Coverage['columns']): (places: readonly Place[]) => number[] {
  const positionOf = new Map(columns.map(({ id }, position) => [id, position]));
  const all = requirements.length;
  return (places) => {
    const slots: number[] = [];
    for (const place of placesOf(places)) {
      const requirement = requirements.indexOf(place.requirement);
      for (const column of [positionOf.get(columnOf(place, positionOf))!, columns.length]) {
        for (const choice of [requirement, all]) {
          const slot = column * choices.length + choice;
          if (!slots.includes(slot)) slots.push(slot);
        }
      }
    }
    return slots;
  };
}
