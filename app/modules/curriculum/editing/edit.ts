import type { Selectable } from 'kysely';
import type { Tables } from '#app/platform/tables.ts';

/** Each part of the map that an edit may change, as its rows are kept. */
export type MapRows = {
  readonly activity: Selectable<Tables['activity']>;
  readonly course: Selectable<Tables['course']>;
  readonly placement: Selectable<Tables['placement']>;
  readonly competency_link: Selectable<Tables['competencyLink']>;
  readonly hit: Selectable<Tables['hit']>;
  readonly activity_method: Selectable<Tables['activityMethod']>;
};
/** The name of one of these parts: its table's. */
export type MapPart = keyof MapRows;

/** What names a row of each part within its school. */
export const keysOfPart: { readonly [Part in MapPart]: readonly (keyof MapRows[Part] & string)[] } = {
  activity: ['id'],
  course: ['id'],
  placement: ['courseId', 'activityId'],
  competency_link: ['activityId', 'competencyId'],
  hit: ['id'],
  activity_method: ['activityId', 'position'],
};

/** Parts in the order in which rows are added: what others hang on goes first. */
export const parentsFirst: readonly MapPart[] = ['course', 'activity', 'placement', 'activity_method', 'hit', 'competency_link'];

/**
 * A row that an edit changed. `before` null: the edit added it; `after` null: the edit took it away, and `before` is the whole row. Of a changed row both
 * hold the keys and at least the fields that changed. `rowId` is whose history tells it: a course's id for a course, the activity's for everything else.
 */
export type EditedRow = {
  readonly [Part in MapPart]: {
    readonly part: Part;
    readonly rowId: string;
    readonly before: Partial<MapRows[Part]> | null;
    readonly after: Partial<MapRows[Part]> | null;
  };
}[MapPart];

/** One act of a person on the map: `act` is a verb of the commands (`bulk-edit`, `merge`), `title` says in plain words what it did. */
export type MapEdit = { readonly year: string; readonly act: string; readonly title: string; readonly rows: readonly EditedRow[] };

/** What an edit does to rows of one part, from how they stand and how they should: added, taken away, or changed in the fields that differ. */
export function rowsBetween<Part extends MapPart>(
  part: Part,
  standing: readonly MapRows[Part][],
  wanted: readonly Partial<MapRows[Part]>[],
): EditedRow[] {
  const before = new Map(standing.map((row) => [keyOf(part, row), row]));
  const after = new Map(wanted.map((row) => [keyOf(part, row), row]));
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, row]) => edited(part, row, null));
  const other = [...after].flatMap(([key, row]) => {
    const change = edited(part, before.get(key) ?? null, row);
    return isChange(change) ? [change] : [];
  });
  return [...gone, ...other];
}

/** The row with only its keys and what differs; rows that were added or taken away are kept whole. */
export function onlyChanges(row: EditedRow): EditedRow {
  return edited(row.part, row.before, row.after, row.rowId);
}

/** False when the row is the same before and after. */
export function isChange({ part, before, after }: EditedRow): boolean {
  if (before === null || after === null) return before !== after;
  return Object.keys(after).length > keysOfPart[part].length;
}

/** Filled by the database itself, or by every edit: never an edit's own word. */
const notEdited = new Set(['schoolId', 'titleFolded', 'words', 'editedAt']);

function edited<Part extends MapPart>(
  part: Part,
  before: Partial<MapRows[Part]> | null,
  after: Partial<MapRows[Part]> | null,
  rowId = rowIdOf(part, (after ?? before)! as Named),
): EditedRow {
  if (before === null || after === null) return { part, rowId, before: own(before), after: own(after) } as EditedRow;
  const keys: readonly string[] = keysOfPart[part];
  const from: Record<string, unknown> = before;
  const fields = Object.entries(own(after)!).filter(([name, value]) => keys.includes(name) || !isSame(from[name], value));
  const names = fields.map(([name]) => name);
  return {
    part,
    rowId,
    before: Object.fromEntries(names.map((name) => [name, from[name] ?? null])),
    after: Object.fromEntries(fields),
  } as EditedRow;
}

function own(row: object | null): Record<string, unknown> | null {
  return row === null
    ? null
    : Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== undefined && !notEdited.has(name)));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

function keyOf<Part extends MapPart>(part: Part, row: Partial<MapRows[Part]>): string {
  return keysOfPart[part].map((key) => row[key]).join(' ');
}

type Named = { readonly id?: string; readonly activityId?: string };

function rowIdOf(part: MapPart, row: Named): string {
  return (part === 'activity' || part === 'course' ? row.id : row.activityId)!;
}
