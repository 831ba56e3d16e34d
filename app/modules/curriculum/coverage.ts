import type { Requirement } from './placement.ts';
import { requirements } from './placement.ts';
import type { Share } from './shares.ts';

export { phaseOf, requirementOf } from './placement.ts';

/** One standing of an activity in a course. `phaseId`: a phase's id, `spans` (more than one phase), or null (no phase yet). */
export type Place = { readonly courseId: string; readonly phaseId: string | null; readonly requirement: Requirement };

/** Minutes are whole; null is unknown, 0 is a stated zero. No place: the activity stands in no course. */
export type CoveredActivity = {
  readonly id: string;
  readonly learnerMinutes: number | null;
  readonly deliveredMinutes: number | null;
  readonly places: readonly Place[];
};

/** A person's word that an activity addresses a competency (its code). Suggestions that nobody accepted are not links. */
export type Link = {
  readonly activityId: string;
  readonly competency: string;
  readonly level: 'introduced' | 'practised' | 'assessed';
  readonly extent: 'mentioned' | 'partly' | 'fully';
};

/** What coverage is computed from. Phases in the school's order; ids and codes unique; a phase id that `phases` lacks counts as none. */
export type CoverageInput = {
  readonly phases: readonly { readonly id: string; readonly name: string }[];
  readonly competencies: readonly { readonly code: string }[];
  readonly activities: readonly CoveredActivity[];
  readonly links: readonly Link[];
};

/** Minutes of one kind (learner or delivered) in a cell. `touching` counts an activity whole, `attributed` its share; neither is rounded. */
export type Figure = {
  readonly touching: number;
  readonly attributed: readonly Share[];
  /** Activities whose minutes nobody stated: they add nothing above. */
  readonly unknown: number;
  /** Activities stated to take no minutes. */
  readonly zero: number;
};

/** A set of activities: each counts once, however often it is placed there. */
export type Cell = { readonly activities: number; readonly learner: Figure; readonly delivered: Figure };

/** Cells by column id (`all` included), then by requirement (`all` included). A total is over distinct activities, so it can be less than the sum of its parts. */
export type Cells = Readonly<Record<string, Readonly<Record<Requirement | 'all', Cell>>>>;

/** Which cell: a competency's code, a column's id and a requirement, each also `all`. */
export type CellSelector = { readonly competency: string; readonly column: string; readonly requirement: Requirement | 'all' };

/** One activity behind a cell, with all its links to the competencies asked about; `among` is how many of them it is linked to. */
export type CoveredBy = { readonly activity: CoveredActivity; readonly among: number; readonly links: readonly Link[] };

/**
 * Competency by phase and requirement. Columns: the phases, then `spans`, `none` and `unplaced`.
 * `total` is over all competencies. An activity in no course stands in `unplaced` with requirement `unknown`.
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
