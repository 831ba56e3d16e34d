import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayViewCurriculum } from '../rules.ts';
import type { EditedRow } from './edit.ts';
import { changeLines, type KeptChange, type KeptRow, lineWords } from './words.ts';
import { stored } from './write.server.ts';

/** The rows of one act as its page tells them: whose row, and what happened to it. */
export type RowTold = {
  readonly rowId: string;
  readonly kind: 'activity' | 'course' | 'gone';
  readonly title: string;
  readonly lines: readonly string[];
};

/** What an act changed, row by row, at most `most` rows. */
export async function rowsOfEdit(scope: Scope, editId: string, most = 200): Promise<RowTold[]> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const schoolId = ownSchool(actor).id;
  const { rows } =
    await sql<Kept>`with told as (select row_id, min(position) as first from map_edit_row where school_id = ${schoolId} and edit_id = ${editId}
      group by row_id order by first limit ${most})
    select r.row_id, r.part, r.before, r.after from map_edit_row r join told using (row_id)
    where r.school_id = ${schoolId} and r.edit_id = ${editId} order by told.first, r.position`.execute(tx);
  return told(scope, rows);
}

/** The same of rows that an act would change, before it is done: the first `most` of them. */
export async function rowsForetold(scope: Scope, rows: readonly EditedRow[], most = 50): Promise<RowTold[]> {
  if (!mayViewCurriculum(scope.actor)) throw forbidden('see this curriculum');
  const first = new Set([...new Set(rows.map(({ rowId }) => rowId))].slice(0, most));
  return told(
    scope,
    rows.filter(({ rowId }) => first.has(rowId)).map((row) => ({ rowId: row.rowId, part: row.part, ...kept(row) })),
  );
}

function kept(row: EditedRow): Pick<KeptChange, 'before' | 'after'> {
  const { before, after } = stored(row);
  return { before, after };
}

async function told(scope: Scope, rows: readonly Kept[]): Promise<RowTold[]> {
  const names = await namesIn(scope, rows);
  return [...Map.groupBy(rows, ({ rowId }) => rowId)].map(([rowId, changes]) => {
    const known = names.get(rowId);
    const own = changes.map(({ before, after }) => (after ?? before)?.title).find((title) => typeof title === 'string');
    return {
      rowId,
      kind: known?.kind === 'activity' || known?.kind === 'course' ? known.kind : 'gone',
      title: known?.name ?? own ?? 'A row that is gone',
      lines: linesOf(changes, names),
    };
  });
}

/** One line of the history of an activity or a course. `editId` and `undoneAt` are of an act that can be undone. */
export type HistoryLine = {
  readonly at: Date;
  readonly by: string | null;
  readonly act: string;
  readonly lines: readonly string[];
  readonly editId: string | null;
  readonly undoneAt: Date | null;
};

/** What happened to an activity or a course, newest first: acts on the map with what they changed, and what else the record holds of it. */
export async function historyOf(scope: Scope, rowId: string, most = 50): Promise<HistoryLine[]> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<Kept & EditHead>`with told as (select e.id, e.title, e.made_at, e.made_by, e.undone_at from map_edit e
      where e.school_id = ${schoolId} and e.id in (select edit_id from map_edit_row where school_id = ${schoolId} and row_id = ${rowId}) order by e.id desc limit ${most})
    select told.id as edit_id, told.title, told.made_at as at, told.undone_at, p.name as by, r.row_id, r.part, r.before, r.after
    from told join map_edit_row r on r.school_id = ${schoolId} and r.edit_id = told.id and r.row_id = ${rowId} left join person p on p.id = told.made_by
    order by told.id desc, r.position`.execute(tx);
  const names = await namesIn(scope, rows);
  const edits = [...Map.groupBy(rows, ({ editId }) => editId).values()].map((changes): HistoryLine => {
    const [{ editId, title, at, by, undoneAt }] = changes as [Kept & EditHead];
    return { at, by, act: title, lines: linesOf(changes, names), editId, undoneAt };
  });
  return [...edits, ...(await recordOf(scope, rowId, most))].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, most);
}

type Kept = KeptChange & { readonly rowId: string };
type EditHead = {
  readonly editId: string;
  readonly title: string;
  readonly at: Date;
  readonly by: string | null;
  readonly undoneAt: Date | null;
};

function linesOf(changes: readonly KeptChange[], names: Names): string[] {
  return changes.flatMap((change) => changeLines(change, (id) => names.get(id)?.name ?? 'something that is gone').map(lineWords));
}

const recorded: Readonly<Record<string, string>> = {
  'give-phase': 'Said which phase it belongs to',
  'keep-seats': 'Said how many it can take',
  accept: 'Linked after a suggestion',
  reject: 'Said no to a suggestion',
  undo: 'Took an answer to a suggestion back',
};

/** What the record holds of it, or of the suggestions found in it, beside acts on the map. */
async function recordOf({ actor, tx }: Scope, rowId: string, most: number): Promise<HistoryLine[]> {
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<{ at: Date; verb: string; by: string | null }>`
    select e.at, e.verb, p.name as by from school_event e left join person p on p.id = e.person_id
    where e.school_id = ${schoolId} and ((e.subject in ('course', 'activity') and e.subject_id = ${rowId})
      or (e.subject = 'hit' and e.subject_id in (select id::text from hit where school_id = ${schoolId} and activity_id = ${rowId}))) order by e.at desc limit ${most}`.execute(
    tx,
  );
  return rows.map(({ at, verb, by }) => ({ at, by, act: recorded[verb] ?? verb, lines: [], editId: null, undoneAt: null }));
}

type Names = ReadonlyMap<string, { readonly kind: string; readonly name: string }>;

/** What the ids in these changes stand for. */
async function namesIn({ actor, tx }: Scope, changes: readonly Kept[]): Promise<Names> {
  const schoolId = ownSchool(actor).id;
  const ids = [...new Set(changes.flatMap(({ rowId, before, after }) => [rowId, ...idsIn(before), ...idsIn(after)]))];
  const { rows } = await sql<{ id: string; kind: string; name: string }>`
    select id, 'activity' as kind, title as name from activity where school_id = ${schoolId} and id = any(${ids})
    union all select id, 'course', title from course where school_id = ${schoolId} and id = any(${ids})
    union all select id, 'phase', name from school_phase where school_id = ${schoolId} and id = any(${ids})
    union all select id, 'competency', coalesce(code || '. ', '') || title from framework_item where id = any(${ids})`.execute(tx);
  return new Map(rows.map(({ id, kind, name }) => [id, { kind, name }]));
}

function idsIn(row: KeptRow | null): string[] {
  const named = [row?.course_id, row?.activity_id, row?.competency_id, row?.phase_id, row?.same_as];
  return named.filter((id): id is string => typeof id === 'string');
}
