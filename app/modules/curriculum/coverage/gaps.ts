import type { Measured, MeasuredRow } from './measured.ts';

/** What meets a row in a phase: the strongest requirement of its activities there, or nothing. */
export const presences = ['required', 'required-in-track', 'elective', 'unknown', 'nothing'] as const;
export type Presence = (typeof presences)[number];

/** A presence for a reader. */
export const presenceWords: Readonly<Record<Presence, string>> = {
  required: 'Required',
  'required-in-track': 'Only in a track',
  elective: 'Only elective',
  unknown: 'Not said whether required',
  nothing: 'Nothing',
};

/** What meets a competency or milestone in a column. */
export function presenceIn({ cells }: MeasuredRow, column: string): Presence {
  const by = cells.get('linked')![column]!;
  return presences.find((presence) => presence !== 'nothing' && by[presence].activities > 0) ?? 'nothing';
}

/** What meets a row in each phase, and anywhere in the year. */
export type GapRow = {
  readonly row: MeasuredRow;
  readonly phases: readonly { readonly id: string; readonly presence: Presence }[];
  readonly overall: Presence;
};

/** Every row with what meets it in each phase. Columns beside the phases (spanning, none, no course) count in `overall` only. */
export function gaps({ rows }: Measured, phases: readonly { readonly id: string }[]): GapRow[] {
  return rows.map((row) => ({
    row,
    phases: phases.map(({ id }) => ({ id, presence: presenceIn(row, id) })),
    overall: presenceIn(row, 'all'),
  }));
}
