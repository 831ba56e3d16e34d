import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';

/** An import whose parts are staged, and how much of its year the file covers. */
export type Staged = {
  readonly schoolId: string;
  readonly importId: string;
  readonly year: string;
  readonly covers: 'year' | 'part';
};

/** The staged parts of one kind, each source id once: the first wins. */
export function parts({ schoolId, importId }: Pick<Staged, 'schoolId' | 'importId'>, kind: string) {
  return sql`(select distinct on (coalesce(part->>'sourceId', position::text)) position, part from curriculum_import_row
    where school_id = ${schoolId}::uuid and import_id = ${importId}::uuid and kind = ${kind} order by coalesce(part->>'sourceId', position::text), position)`;
}

/** The source ids of the staged parts of one kind. */
export function named({ schoolId, importId }: Pick<Staged, 'schoolId' | 'importId'>, kind: string) {
  return sql`(select distinct part->>'sourceId' as source_id from curriculum_import_row
    where school_id = ${schoolId}::uuid and import_id = ${importId}::uuid and kind = ${kind})`;
}

/**
 * The pairs that a person called the same and that can still be followed: the file names the new id, the year does not have it, and the file does not name
 * the old one. Of several with one activity the most alike is the one that keeps its identity (`is_first`): the others are its parts, or become part of it.
 */
export function samePairs({ schoolId, importId, year }: Staged) {
  const staged = { schoolId, importId };
  return sql`(select p.source_id, p.activity_id, a.year, a.stable_id,
      row_number() over (partition by p.activity_id order by p.likeness desc, p.source_id) = 1
        and row_number() over (partition by p.source_id order by (a.year = ${year}) desc, p.likeness desc, p.activity_id) = 1 as is_first
    from import_pair p join activity a on a.school_id = p.school_id and a.id = p.activity_id
    where p.school_id = ${schoolId}::uuid and p.import_id = ${importId}::uuid and p.answer = 'same'
      and p.source_id in (select source_id from ${named(staged, 'event')} n)
      and (a.year <> ${year} or a.source_id not in (select source_id from ${named(staged, 'event')} n))
      and not exists (select from activity x where x.school_id = p.school_id and x.year = ${year} and x.source_id = p.source_id))`;
}

/** A title as titles of courses are compared: small letters and digits. */
function plain(title: ReturnType<typeof sql>) {
  return sql`trim(lower(regexp_replace(${title}, '[^[:alnum:]]+', ' ', 'g')))`;
}

/** Staged courses of an id that the year does not know, beside the one course of the same title in `year` that the file does not name. */
export function coursesByTitle(staged: Staged, year: ReturnType<typeof sql>) {
  const { schoolId } = staged;
  return sql`(select n.source_id, c.id, c.stable_id, c.phase_id from (
      select part->>'sourceId' as source_id, ${plain(sql`part->>'title'`)} as title, count(*) over (partition by ${plain(sql`part->>'title'`)}) as many
      from ${parts(staged, 'block')} b) n
    join (select id, stable_id, phase_id, ${plain(sql`title`)} as title, count(*) over (partition by ${plain(sql`title`)}) as many from course
      where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null
        and source_id not in (select source_id from ${named(staged, 'block')} b)) c on c.title = n.title and c.title <> ''
    where n.many = 1 and c.many = 1
      and not exists (select from course x where x.school_id = ${schoolId}::uuid and x.year = ${staged.year} and x.source_id = n.source_id))`;
}

/**
 * Rows of the year take the file's new ids: activities that a person called the same, and courses whose title stands once on both sides. So they keep their
 * own ids, and what hangs on them. What became part of another row leaves. Answers how many activities were found again this way.
 */
export async function recognise({ tx }: Scope, staged: Staged): Promise<number> {
  const { schoolId, year } = staged;
  await sql`update course c set source_id = n.source_id from ${coursesByTitle(staged, sql`${year}`)} n
    where c.school_id = ${schoolId}::uuid and c.id = n.id`.execute(tx);
  const { rows } = await sql<{ found: number }>`
    with same as materialized (select * from ${samePairs(staged)} p where year = ${year}),
      taken as (update activity a set source_id = s.source_id from same s where s.is_first and a.school_id = ${schoolId}::uuid and a.id = s.activity_id returning a.id),
      folded as (update activity a set removed_at = now() from same s where not s.is_first and a.school_id = ${schoolId}::uuid and a.id = s.activity_id
        and a.removed_at is null and s.activity_id not in (select activity_id from same where is_first) returning a.id)
    select (select count(*) from taken) as found, (select count(*) from folded) as folded`.execute(tx);
  return rows[0]!.found;
}

/**
 * Brings links along to rows that this merge made: those of the same activity in the nearest year before, by its stable id, and those of what a person
 * called the same. Never over a link that stands, and never to a row that was here: there people may have linked, or unlinked, themselves. Answers how many.
 */
export async function carryLinks({ tx }: Scope, staged: Staged, same: readonly SamePair[]): Promise<number> {
  const { schoolId, importId, year } = staged;
  const { rows } = await sql<{ carried: number }>`
    with here as materialized (select a.id, a.stable_id, a.source_id, exists (select from import_before b
          where b.school_id = ${schoolId}::uuid and b.import_id = ${importId}::uuid and b.part = 'activity' and (b.state->>'id')::uuid = a.id) as was_here
        from activity a where a.school_id = ${schoolId}::uuid and a.year = ${year} and a.removed_at is null),
      last as (select distinct on (stable_id) stable_id, id, year from activity where school_id = ${schoolId}::uuid and year < ${year} order by stable_id, year desc),
      said as (select * from jsonb_to_recordset(${JSON.stringify(same)}::jsonb) as s(source_id text, activity_id uuid)),
      pair as (select h.id as to_id, l.id as from_id, l.year as from_year from here h join last l on l.stable_id = h.stable_id where not h.was_here
        union select h.id, s.activity_id, nullif(a.year, ${year}) from said s join here h on h.source_id = s.source_id
          join activity a on a.school_id = ${schoolId}::uuid and a.id = s.activity_id where h.id <> s.activity_id),
      carried as (insert into competency_link (school_id, activity_id, competency_id, level, extent, evidence, milestone_ids, linked_by, linked_at, carried_from, carried_year)
        select distinct on (p.to_id, l.competency_id) ${schoolId}::uuid, p.to_id, l.competency_id, l.level, l.extent, l.evidence, l.milestone_ids, l.linked_by, l.linked_at, l.carried_from, p.from_year
        from pair p join competency_link l on l.school_id = ${schoolId}::uuid and l.activity_id = p.from_id
        order by p.to_id, l.competency_id, l.linked_at desc
        on conflict (school_id, activity_id, competency_id) do nothing returning activity_id)
    select count(*) as carried from carried`.execute(tx);
  return rows[0]!.carried;
}

/** A pair that a person called the same, as it is followed after the new rows are in. */
export type SamePair = { readonly source_id: string; readonly activity_id: string };

/** The pairs called the same, read before rows take new ids. */
export async function saidSame({ tx }: Scope, staged: Staged): Promise<SamePair[]> {
  const { rows } = await sql<{ sourceId: string; activityId: string }>`select source_id, activity_id from ${samePairs(staged)} p`.execute(
    tx,
  );
  return rows.map(({ sourceId, activityId }) => ({ source_id: sourceId, activity_id: activityId }));
}
