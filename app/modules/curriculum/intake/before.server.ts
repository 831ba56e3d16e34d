import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Staged } from './carrying.server.ts';

type Part = { readonly table: string; readonly by: 'year' | 'activity' | 'course'; readonly key: readonly string[] };
type Year = Pick<Staged, 'schoolId' | 'importId' | 'year'>;

/**
 * Every table that a merge touches, how its rows belong to a year and what names one of them, in the order in which rows can be added: what others hang on
 * goes first.
 */
const touched: readonly Part[] = [
  { table: 'curriculum_year', by: 'year', key: ['year'] },
  { table: 'academic_level', by: 'year', key: ['year', 'number'] },
  { table: 'objective', by: 'year', key: ['id'] },
  { table: 'objective_relation', by: 'year', key: ['id'] },
  { table: 'integration_block', by: 'year', key: ['id'] },
  { table: 'course', by: 'year', key: ['id'] },
  { table: 'activity', by: 'year', key: ['id'] },
  { table: 'placement', by: 'course', key: ['course_id', 'activity_id'] },
  { table: 'course_objective', by: 'course', key: ['course_id', 'objective_id'] },
  { table: 'activity_objective', by: 'activity', key: ['activity_id', 'objective_id'] },
  { table: 'activity_method', by: 'activity', key: ['activity_id', 'position'] },
  { table: 'activity_keyword', by: 'activity', key: ['activity_id', 'position'] },
  { table: 'hit', by: 'activity', key: ['id'] },
  { table: 'competency_link', by: 'activity', key: ['activity_id', 'competency_id'] },
];

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

/**
 * Waits for whoever writes to the year, and has the next wait until this transaction ends: what they did is then seen and not overwritten. In the order in
 * which the review takes its rows; a new link, place or activity needs the row that it hangs on.
 */
export async function holdYear({ tx }: Scope, { schoolId, year }: Omit<Year, 'importId'>): Promise<void> {
  await sql`select from curriculum_year t where school_id = ${schoolId}::uuid and year = ${year} for update`.execute(tx);
  await sql`select from hit t where ${ofYear({ by: 'activity' }, { schoolId, year })} order by id for update`.execute(tx);
  for (const table of ['activity', 'course', 'academic_level'])
    await sql`select from ${sql.table(table)} t where ${ofYear({ by: 'year' }, { schoolId, year })} order by ${sql.ref(table === 'academic_level' ? 'number' : 'id')} for update`.execute(
      tx,
    );
}

/**
 * Makes every table that the import touched hold for this year exactly what it held before; then forgets what was kept. Rows that are as they were are left
 * alone, so what hangs on them is not touched either.
 */
export async function restoreBefore({ tx }: Scope, { schoolId, importId, year }: Year): Promise<void> {
  const columns = await columnsOf(tx);
  // Materialized, or the planner reads the whole table anew for each kept row.
  const kept = (part: string) => sql`with k as materialized (select r.* from import_before b
    cross join lateral jsonb_populate_record(null::${sql.table(part)}, b.state) r
    where b.school_id = ${schoolId}::uuid and b.import_id = ${importId}::uuid and b.part = ${part})`;
  for (const part of [...touched].reverse())
    await sql`${kept(part.table)} delete from ${sql.table(part.table)} t
      where ${ofYear(part, { schoolId, year })} and not exists (select from k where ${sameRow(part)})`.execute(tx);
  for (const part of touched) {
    const all = columns.get(part.table)!;
    const told = all.filter((column) => column !== 'school_id' && !part.key.includes(column));
    const of = (name: string) => sql.join(told.map((column) => sql.ref(`${name}.${column}`)));
    if (told.length > 0)
      await sql`${kept(part.table)} update ${sql.table(part.table)} t set (${list(told)}) = row(${of('k')}) from k
        where ${sameRow(part)} and row(${of('t')}) is distinct from row(${of('k')})`.execute(tx);
    await sql`${kept(part.table)} insert into ${sql.table(part.table)} (${list(all)}) select ${list(all)} from k
      where not exists (select from ${sql.table(part.table)} t where ${sameRow(part)})`.execute(tx);
  }
  await sql`delete from import_before where school_id = ${schoolId}::uuid and import_id = ${importId}::uuid`.execute(tx);
}

function sameRow({ key }: Part) {
  return sql.join(
    ['school_id', ...key].map((column) => sql`${sql.ref(`t.${column}`)} = ${sql.ref(`k.${column}`)}`),
    sql` and `,
  );
}

function ofYear({ by }: Pick<Part, 'by'>, { schoolId, year }: Pick<Year, 'schoolId' | 'year'>) {
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
