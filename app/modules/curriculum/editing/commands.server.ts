import { sql } from 'kysely';
import { zone } from '#app/modules/members/time-zone.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { mayCorrect } from '../rules.ts';
import { refuseSubmitted } from '../submission-queries.server.ts';
import { isChange, type MapEdit, onlyChanges, parentsFirst } from './edit.ts';
import { type StoredRow, sameRow, stored, writeRows } from './write.server.ts';

/**
 * The one door through which a person's act changes the map: writes every row as its `after` says, with a fixed number of statements for each part, and
 * records the edit. Compute the rows first (`rowsBetween`), from rows read `for update` in the same scope. Returns the edit's id, or null when nothing would change.
 * Conflict when the year is submitted. `may`: the rule of a command that lets others through, on what is theirs to say.
 */
export async function makeEdit(scope: Scope, edit: MapEdit, may = mayCorrect): Promise<string | null> {
  if (!may(scope.actor)) throw forbidden('correct this curriculum');
  const rows = edit.rows.map(onlyChanges).filter(isChange);
  if (rows.length === 0) return null;
  await refuseSubmitted(scope, edit.year);
  await writeRows(scope, rows.map(stored), sql`now()`);
  return recordEdit(scope, { ...edit, rows }, may);
}

/** Keeps an act whose rows its command has written already, so that it stands in the history and can be undone. Returns the edit's id. Rule and conflict as for `makeEdit`. */
export async function recordEdit(scope: Scope, { year, act, title, rows }: MapEdit, may = mayCorrect): Promise<string> {
  const { actor, tx } = scope;
  if (!may(actor)) throw forbidden('correct this curriculum');
  await refuseSubmitted(scope, year);
  const schoolId = ownSchool(actor).id;
  const { id } = await tx
    .insertInto('mapEdit')
    .values({ schoolId, year, act, title, madeBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const kept = JSON.stringify(rows.map(onlyChanges).map(stored));
  await sql`insert into map_edit_row (school_id, edit_id, position, part, row_id, before, after)
    select ${schoolId}, ${id}, row_number() over (), r.part, r.row_id, nullif(r.before, 'null'), nullif(r.after, 'null')
    from jsonb_to_recordset(${kept}::jsonb) as r(part text, row_id uuid, before jsonb, after jsonb)`.execute(tx);
  await appendSchoolEvent(scope, schoolId, { verb: act, subject: 'map_edit', subjectId: id, after: { year, title, rows: rows.length } });
  return id;
}

/** What an undo put back. */
export type Undone = { readonly title: string; readonly year: string; readonly rows: number };

/**
 * Puts every row of an edit back as it was: what it added goes, what it took away returns, what it changed is as before. Whole or not at all: conflict when
 * it was undone already, when one of these rows was changed since (it says by whom and when), or when somebody built on what it added.
 */
export async function undoEdit(scope: Scope, editId: string): Promise<Undone> {
  const { actor, tx } = scope;
  if (!mayCorrect(actor)) throw forbidden('correct this curriculum');
  const schoolId = ownSchool(actor).id;
  const edit = await tx
    .selectFrom('mapEdit')
    .leftJoin('person', 'person.id', 'mapEdit.undoneBy')
    .select(['mapEdit.id', 'year', 'title', 'undoneAt', 'person.name as undoneBy'])
    .where('schoolId', '=', schoolId)
    .where('mapEdit.id', '=', editId)
    .forUpdate('mapEdit')
    .executeTakeFirst();
  if (!edit) throw missing('This change');
  const { title, year } = edit;
  if (edit.undoneAt) throw conflict(`“${title}” was undone already${saidBy(edit.undoneBy, edit.undoneAt)}.`);
  await refuseSubmitted(scope, year);
  await holdRows(scope, editId);
  await refuseChangedSince(scope, editId);
  const rows = await tx
    .selectFrom('mapEditRow')
    .select(['part', 'rowId', 'before', 'after'])
    .where('schoolId', '=', schoolId)
    .where('editId', '=', editId)
    .orderBy('position')
    .execute();
  const back = rows.map(({ part, rowId, before, after }) => ({ part, row_id: rowId, before: after, after: before }) as StoredRow);
  // The row was last edited by what else stands in its history; without any it is as it came.
  const lastEdited = sql`(select max(e.made_at) from map_edit_row o join map_edit e on e.school_id = o.school_id and e.id = o.edit_id
    where o.school_id = t.school_id and o.row_id = t.id and o.part in ('activity', 'course') and o.before is not null and e.undone_at is null and e.id <> ${editId})`;
  await writeRows(scope, back, lastEdited);
  await tx
    .updateTable('mapEdit')
    .set({ undoneBy: actor.personId, undoneAt: sql`now()` })
    .where('schoolId', '=', schoolId)
    .where('id', '=', editId)
    .execute();
  const after = { year, title, rows: rows.length };
  await appendSchoolEvent(scope, schoolId, { verb: 'undo-edit', subject: 'map_edit', subjectId: editId, before: after });
  return after;
}

/** Waits for whoever changes the rows of an edit, and has the next wait, so that what is compared is what is then written over. In the order of the review. */
async function holdRows({ actor, tx }: Scope, editId: string): Promise<void> {
  const schoolId = ownSchool(actor).id;
  const edited = sql`map_edit_row r where r.school_id = ${schoolId} and r.edit_id = ${editId}`;
  await sql`select from hit t where school_id = ${schoolId} and id in (select (coalesce(r.after, r.before) ->> 'id')::uuid from ${edited} and r.part = 'hit')
    order by id for update`.execute(tx);
  for (const table of ['activity', 'course'])
    await sql`select from ${sql.table(table)} t where school_id = ${schoolId} and id in (select r.row_id from ${edited}) order by id for update`.execute(
      tx,
    );
}

async function refuseChangedSince(scope: Scope, editId: string): Promise<void> {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  for (const part of parentsFirst) {
    const row = sql.table(part);
    const { rows } = await sql<{ rowId: string }>`select r.row_id from map_edit_row r
      cross join lateral jsonb_populate_record(null::${row}, coalesce(r.after, r.before)) n
      left join ${row} t on ${sameRow(scope, part)}
      where r.school_id = ${schoolId} and r.edit_id = ${editId} and r.part = ${part}
        and case when r.after is null then t.school_id is not null
          else t.school_id is null or jsonb_populate_record(t, r.after) is distinct from t end
      order by r.position limit 1`.execute(tx);
    if (rows[0]) throw conflict(await changedSince(scope, rows[0].rowId, editId));
  }
}

/** Who changed the row after the edit, when, and by what act. */
async function changedSince({ actor, tx }: Scope, rowId: string, editId: string): Promise<string> {
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<{ what: string | null; title: string | null; by: string | null; at: Date | null }>`
    select coalesce((select title from activity where school_id = ${schoolId} and id = ${rowId}),
        (select title from course where school_id = ${schoolId} and id = ${rowId})) as what, later.*
    from (values (1)) one left join lateral (
      select e.title, p.name as by, e.made_at as at from map_edit_row r join map_edit e on e.school_id = r.school_id and e.id = r.edit_id
        left join person p on p.id = e.made_by
      where r.school_id = ${schoolId} and r.row_id = ${rowId} and e.id > ${editId} and e.undone_at is null order by e.id desc limit 1) later on true`.execute(
    tx,
  );
  const { what, title, by, at } = rows[0]!;
  const name = what === null ? 'A row of this change' : `“${what}”`;
  if (title === null || at === null)
    return `${name} was changed since by an import, a review or somebody’s word on it, so this can no longer be undone as a whole.`;
  return `${name} was changed since${saidBy(by, at)}: “${title}”. Undo that first.`;
}

function saidBy(name: string | null, at: Date): string {
  return `${name ? ` by ${name}` : ''} on ${dayAndTime(at, zone)}`;
}
