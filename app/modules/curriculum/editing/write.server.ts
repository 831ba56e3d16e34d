import { type RawBuilder, sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { keysOfPart, type MapEdit, type MapPart, parentsFirst } from './edit.ts';

type Columns = Readonly<Record<string, unknown>>;
/** A row as `map_edit_row` keeps it: the fields under the names of their columns. */
export type StoredRow = {
  readonly part: MapPart;
  readonly row_id: string;
  readonly before: Columns | null;
  readonly after: Columns | null;
};

/** The row under the names of its columns. */
export function stored({ part, rowId, before, after }: MapEdit['rows'][number]): StoredRow {
  return { part, row_id: rowId, before: columns(before), after: columns(after) };
}
function columns(row: object | null): Columns | null {
  return row === null ? null : Object.fromEntries(Object.entries(row).map(([name, value]) => [column(name), value]));
}
function column(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Makes rows what their `after` says: first what goes, then what changes, then what comes. `editedAt` is for the activities and courses that change. */
export async function writeRows(scope: Scope, rows: readonly StoredRow[], editedAt: RawBuilder<unknown>): Promise<void> {
  const of = (part: MapPart) => rows.filter((row) => row.part === part);
  for (const part of [...parentsFirst].reverse())
    await remove(
      scope,
      part,
      of(part).filter(({ after }) => after === null),
    );
  for (const part of parentsFirst) {
    const changed = Map.groupBy(
      of(part).filter(({ before, after }) => before !== null && after !== null),
      ({ after }) => Object.keys(after!).join(' '),
    );
    for (const alike of changed.values()) await change(scope, part, { rows: alike, editedAt });
  }
  for (const part of parentsFirst) {
    const added = Map.groupBy(
      of(part).filter(({ before }) => before === null),
      ({ after }) => Object.keys(after!).join(' '),
    );
    for (const alike of added.values()) await add(scope, part, alike);
  }
}

async function remove(scope: Scope, part: MapPart, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  const gone = rows.map(({ before }) => before!);
  if (part === 'activity' || part === 'course') await refuseBuiltOn(scope, part, gone);
  await sql`delete from ${sql.table(part)} t using ${given(part, gone)} n where ${sameRow(scope, part)}`.execute(scope.tx);
}

async function change(scope: Scope, part: MapPart, { rows, editedAt }: { rows: readonly StoredRow[]; editedAt: RawBuilder<unknown> }) {
  const keys = keysOfPart[part].map(column);
  const fields = Object.keys(rows[0]!.after!).filter((name) => !keys.includes(name));
  const set = fields.map((name) => sql`${sql.ref(name)} = ${sql.ref(`n.${name}`)}`);
  if (part === 'activity' || part === 'course') set.push(sql`edited_at = ${editedAt}`);
  const next = given(
    part,
    rows.map(({ after }) => after!),
  );
  await sql`update ${sql.table(part)} t set ${sql.join(set)} from ${next} n where ${sameRow(scope, part)}`.execute(scope.tx);
}

async function add({ actor, tx }: Scope, part: MapPart, rows: readonly StoredRow[]): Promise<void> {
  const names = Object.keys(rows[0]!.after!);
  const into = sql.join(names.map((name) => sql.ref(name)));
  const from = sql.join(names.map((name) => sql.ref(`n.${name}`)));
  const next = given(
    part,
    rows.map(({ after }) => after!),
  );
  await sql`insert into ${sql.table(part)} (school_id, ${into}) select ${ownSchool(actor).id}, ${from} from ${next} n`.execute(tx);
}

/** Rows as a table of the part's own types. */
function given(part: MapPart, rows: readonly Columns[]) {
  return sql`jsonb_populate_recordset(null::${sql.table(part)}, ${JSON.stringify(rows)}::jsonb)`;
}

/** What holds where `t` is the row that `n` names. */
export function sameRow({ actor }: Pick<Scope, 'actor'>, part: MapPart) {
  const keys = keysOfPart[part].map((key) => sql`${sql.ref(`t.${key}`)} = ${sql.ref(`n.${key}`)}`);
  return sql`t.school_id = ${ownSchool(actor).id} and ${sql.join(keys, sql` and `)}`;
}

/** Entries into a year go one after the other, so that a form that two clicks send, or a new course that two people name, is entered once. */
export async function waitForOtherEntries({ actor, tx }: Scope, year: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`entry ${ownSchool(actor).id} ${year}`}, 0))`.execute(tx);
}

/** What was added goes only while nobody built on it: no answer, no link and no place of another act. */
async function refuseBuiltOn({ actor, tx }: Scope, part: 'activity' | 'course', rows: readonly Columns[]): Promise<void> {
  const ids = rows.map(({ id }) => String(id));
  const schoolId = ownSchool(actor).id;
  const isBuiltOn =
    part === 'course'
      ? sql`exists (select from placement p where p.school_id = t.school_id and p.course_id = t.id)`
      : sql`(exists (select from placement p where p.school_id = t.school_id and p.activity_id = t.id)
          or exists (select from competency_link l where l.school_id = t.school_id and l.activity_id = t.id)
          or exists (select from hit h where h.school_id = t.school_id and h.activity_id = t.id and h.answer is not null))`;
  const { rows: found } = await sql<{ title: string }>`select title from ${sql.table(part)} t
    where school_id = ${schoolId} and id = any(${ids}) and (${isBuiltOn} or edited_at is not null) limit 1`.execute(tx);
  const [first] = found;
  if (first)
    throw conflict(`“${first.title}” was built on since: it has links, answers, places or corrections of its own. Undo those first.`);
}
