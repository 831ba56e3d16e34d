import { type Cells, type Coverage, choices, columnsOf, slotFinder } from './coverage.ts';
import { tallyOf } from './coverage-cell.ts';
import { type Facet, facetsIn } from './facets.ts';
import type { FullInput, FullLink } from './full-input.ts';

/** A row of coverage in full: a competency, or one of its milestones. */
export type MeasuredRow = {
  /** The competency's code, the milestone's id, or `all`. */
  readonly key: string;
  readonly competency: string;
  readonly milestone: string | null;
  /** Cells by facet; a facet that is not here has no activity in this row. */
  readonly cells: ReadonlyMap<Facet, Cells>;
};

/** Coverage by competency and milestone, facet, phase and requirement. `total` is over all competencies: each activity once, whole. */
export type Measured = {
  readonly columns: Coverage['columns'];
  /** Every facet that some link has, in the order in which they were met. */
  readonly facets: readonly Facet[];
  readonly rows: readonly MeasuredRow[];
  readonly total: MeasuredRow;
};

/** One activity in one row: which facets its links there have, and among how many its minutes are shared there. */
type Standing = { readonly row: number; readonly among: number; readonly facets: readonly Facet[] };

/**
 * Coverage in full. A cell is the set of activities that have a link to the row's competency with that facet and a place in that column with that requirement;
 * `linked` is the matrix again. A competency's share of an activity is that of the matrix; a milestone's is that share, divided among the milestones of the
 * competency that the activity is linked to. A facet of one value a link (level, extent) divides its row; methods and purposes may overlap.
 */
export function measured(input: FullInput): Measured {
  const columns = columnsOf(input.phases);
  const keys = rowKeys(input);
  const standings = standingsOf(input);
  const met = keys.map(() => new Set<Facet>(['linked']));
  for (const each of standings) for (const { row, facets } of each) for (const facet of facets) met[row]!.add(facet);
  const facets = [...new Set(met.flatMap((each) => [...each]))];
  const facetAt = new Map(facets.map((facet, at) => [facet, at]));
  const slots = (columns.length + 1) * choices.length;
  const amongs = new Set<number>();
  for (const each of standings) for (const { among } of each) amongs.add(among);
  const tally = tallyOf(keys.length * facets.length * slots, [...amongs]);
  const slotsOf = slotFinder(columns);
  for (const [index, activity] of input.activities.entries()) {
    const here = standings[index]!;
    if (here.length === 0) continue;
    const places = slotsOf(activity.places);
    for (const { row, among, facets } of here) {
      const entry = tally.entry(activity, among);
      for (const facet of facets) for (const slot of places) tally.add((row * facetAt.size + facetAt.get(facet)!) * slots + slot, entry);
    }
  }
  function cellsAt(row: number, facet: number): Cells {
    const first = (row * facets.length + facet) * slots;
    const ids = [...columns.map(({ id }) => id), 'all'];
    return Object.fromEntries(
      ids.map((id, column) => [
        id,
        Object.fromEntries(choices.map((choice, at) => [choice, tally.cell(first + column * choices.length + at)])),
      ]),
    ) as Cells;
  }
  const rows = keys.map((each, row) => ({
    ...each,
    cells: new Map([...met[row]!].map((facet) => [facet, cellsAt(row, facetAt.get(facet)!)])),
  }));
  return { columns, facets, rows: rows.slice(0, -1), total: rows.at(-1)! };
}

/** Competencies, each followed by its milestones; last, everything. */
function rowKeys({ competencies, milestones }: FullInput) {
  const below = Map.groupBy(milestones, ({ competency }) => competency);
  return [
    ...competencies.flatMap(({ code }) => [
      { key: code, competency: code, milestone: null },
      ...(below.get(code) ?? []).map(({ id }) => ({ key: id, competency: code, milestone: id })),
    ]),
    { key: 'all', competency: 'all', milestone: null },
  ];
}

/** For each activity, the rows in which it stands. */
export function standingsOf(input: FullInput, rowOf: ReadonlyMap<string, number> = rowsByKey(input)): Standing[][] {
  const linksOf = Map.groupBy(input.links, ({ activityId }) => activityId);
  const whole = rowOf.get('all')!;
  return input.activities.map((activity) => {
    const links = (linksOf.get(activity.id) ?? []).filter(({ competency }) => rowOf.has(competency));
    if (links.length === 0) return [];
    const facetsOf = facetsIn(activity);
    const said = links.map((link) => ({ link, facets: facetsOf(link) }));
    const among = new Set(links.map(({ competency }) => competency)).size;
    if (among === links.length && links.every(({ milestones }) => milestones.length === 0))
      return [
        ...said.map(({ link, facets }) => ({ row: rowOf.get(link.competency)!, among, facets })),
        { row: whole, among: 1, facets: unionOf(said) },
      ];
    const below = [...Map.groupBy(said, ({ link }) => link.competency)].flatMap(([competency, own]) => {
      const milestones = milestonesIn(
        own.map(({ link }) => link),
        rowOf,
      );
      return [
        { row: rowOf.get(competency)!, among, facets: unionOf(own) },
        ...milestones.map((milestone) => ({
          row: rowOf.get(milestone)!,
          among: among * milestones.length,
          facets: unionOf(own.filter(({ link }) => link.milestones.includes(milestone))),
        })),
      ];
    });
    return [...below, { row: whole, among: 1, facets: unionOf(said) }];
  });
}

/** At which number each row stands, by its key; `all` is the last. */
export function rowsByKey(input: FullInput): ReadonlyMap<string, number> {
  return new Map(rowKeys(input).map(({ key }, row) => [key, row]));
}

/** The milestones that these links of one activity and competency name, each once. */
function milestonesIn(links: readonly FullLink[], known: { has(key: string): boolean }): string[] {
  return [...new Set(links.flatMap(({ milestones }) => milestones))].filter((id) => known.has(id));
}

function unionOf(said: readonly { readonly facets: readonly Facet[] }[]): readonly Facet[] {
  return said.length === 1 ? said[0]!.facets : [...new Set(said.flatMap(({ facets }) => facets))];
}

/** Among how many a milestone's activity is shared: what `listBehind` multiplies the competencies by. */
export function milestonesAmong(input: FullInput, links: readonly FullLink[]): number {
  return Math.max(1, milestonesIn(links, new Set(input.milestones.map(({ id }) => id))).length);
}
