import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Staged } from './carrying.server.ts';

type Part = { readonly table: string; readonly by: 'year' | 'activity' | 'course' };
type Year = Pick<Staged, 'schoolId' | 'importId' | 'year'>;

/** Every table that a merge touches and how its rows belong to a year, in the order in which rows can be added: what others hang on goes first. */
const touched: readonly Part[] = [
  { table: 'curriculum_year', by: 'year' },
  { table: 'academic_level', by: 'year' },
  { table: 'objective', by: 'year' },
  { table: 'objective_relation', by: 'year' },
  { table: 'integration_block', by: 'year' },
  { table: 'course', by: 'year' },
  { table: 'activity', by: 'year' },
  { table: 'placement', by: 'course' },
  { table: 'course_objective', by: 'course' },
  { table: 'activity_objective', by: 'activity' },
  { table: 'activity_method', by: 'activity' },
  { table: 'activity_keyword', by: 'activity' },
  { table: 'hit', by: 'activity' },
  { table: 'competency_link', by: 'activity' },
];

/** Rows that others hang on by foreign keys: an undo changes them where they stand. */
const lasting = ['curriculum_year', 'objective', 'course', 'activity'];

/** Keeps the rows of a year as they stand, for an undo of this import; what was kept for an earlier import of the year is dropped. */
export async function keepBefore({ tx }: Scope, { schoolId, importId, year }: Year): Promise<void> {
  await sql`delete from import_before b using curriculum_import i where b.school_id = ${schoolId}::uuid and i.school_id = b.school_id and i.id = b.import_id
    and i.year = ${year}`.execute(tx);
  const columns = await columnsOf(tx);
  for (const part of touched)
    await sql`insert into import_before (school_id, import_id, part, state) select ${schoolId}::uuid, ${importId}::uuid, ${part.table}, to_jsonb(r)
      from (select ${list(columns.get(part.table)!)} from ${sql.table(part.table)} t where ${ofYear(part, { schoolId, year })}) r`.execute(
      tx,
    );
}

/** Makes every table that the import touched hold for this year exactly what it held before; then forgets what was kept. */
export async function restoreBefore({ tx }: Scope, { schoolId, importId, year }: Year): Promise<void> {
  const columns = await columnsOf(tx);
  const kept = (part: string) => sql`(select (jsonb_populate_record(null::${sql.table(part)}, b.state)).* from import_before b
    where b.school_id = ${schoolId}::uuid and b.import_id = ${importId}::uuid and b.part = ${part})`;
  for (const part of [...touched].reverse()) {
    const stays = lasting.includes(part.table) ? sql`and not exists (select from ${kept(part.table)} k where ${sameKey(part)})` : sql``;
    await sql`delete from ${sql.table(part.table)} t where ${ofYear(part, { schoolId, year })} ${stays}`.execute(tx);
  }
  for (const part of touched) {
    const all = columns.get(part.table)!;
    if (lasting.includes(part.table)) {
      const own = all.map((column) => sql.ref(`t.${column}`));
      const theirs = all.map((column) => sql.ref(`k.${column}`));
      await sql`update ${sql.table(part.table)} t set (${list(all)}) = row(${sql.join(theirs)}) from ${kept(part.table)} k
        where t.school_id = ${schoolId}::uuid and ${sameKey(part)} and (${sql.join(own)}) is distinct from (${sql.join(theirs)})`.execute(
        tx,
      );
    }
    await sql`insert into ${sql.table(part.table)} (${list(all)}) select ${list(all)} from ${kept(part.table)} k
      where not exists (select from ${sql.table(part.table)} t where ${lasting.includes(part.table) ? sameKey(part) : sql`false`})`.execute(
      tx,
    );
  }
  await sql`delete from import_before where school_id = ${schoolId}::uuid and import_id = ${importId}::uuid`.execute(tx);
}

function sameKey({ table }: Part) {
  return table === 'curriculum_year' ? sql`t.school_id = k.school_id and t.year = k.year` : sql`t.school_id = k.school_id and t.id = k.id`;
}

function ofYear({ by }: Part, { schoolId, year }: Pick<Year, 'schoolId' | 'year'>) {
  if (by === 'year') return sql`t.school_id = ${schoolId}::uuid and t.year = ${year}`;
  return sql`t.school_id = ${schoolId}::uuid and ${sql.ref(`t.${by}_id`)} in (select id from ${sql.table(by)} where school_id = ${schoolId}::uuid and year = ${year})`;
}

function list(columns: readonly string[]) {
  return sql.join(columns.map((column) => sql.ref(column)));
}

/** The columns of each of these tables that are stored as given: what the database computes itself is not kept. */
async function columnsOf(tx: Scope['tx']): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ tableName: string; columns: string[] }>`
    select c.relname::text as table_name, array_agg(a.attname::text order by a.attnum) as columns from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.oid = any(${touched.map(({ table }) => table)}::regclass[]) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' group by c.relname`.execute(
    tx,
  );
  return new Map(rows.map(({ tableName, columns }) => [tableName, columns]));
}
