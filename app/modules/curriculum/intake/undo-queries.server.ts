import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { joinByHashing } from '#app/platform/joining.server.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayViewCurriculum } from '../rules.ts';

/** What people did with a year since an import: how many of these, who (names as far as the reader may know them), and when last. */
export type BuiltOn = {
  readonly what:
    | 'links'
    | 'answers'
    | 'answers taken back'
    | 'corrections'
    | 'phases and seats'
    | 'moves to another version'
    | 'estimates'
    | 'imports';
  readonly count: number;
  readonly by: readonly string[];
  readonly last: Date;
};

/** Whether an import can be undone: `why` it cannot, or what an undo would put back. */
export type UndoStanding = {
  readonly year: string;
  readonly file: string;
  readonly mergedAt: Date | null;
  readonly status: string;
  /** Null: it can be undone. */
  readonly why: 'not in' | 'before this was kept' | 'later import' | 'built on' | null;
  readonly builtOn: readonly BuiltOn[];
  /** The year was not here before, so that all of it goes. */
  readonly isWholeYear: boolean;
  /** Activities that an undo takes out again, and those that return. */
  readonly added: number;
  readonly returning: number;
};

/** How an import stands towards an undo; missing when the school has no such import. */
export async function undoStanding(scope: Scope, importId: string): Promise<UndoStanding> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const schoolId = ownSchool(actor).id;
  const found = await tx
    .selectFrom('curriculumImport as i')
    .innerJoin('schoolFile as f', (join) => join.onRef('f.schoolId', '=', 'i.schoolId').onRef('f.id', '=', 'i.fileId'))
    .select(['i.year', 'i.status', 'i.mergedAt', 'f.name as file'])
    .where('i.schoolId', '=', schoolId)
    .where('i.id', '=', importId)
    .executeTakeFirst();
  if (!found) throw missing('This import');
  const nothing = { isWholeYear: false, added: 0, returning: 0 };
  if (found.status !== 'imported') return { ...found, why: 'not in', builtOn: [], ...nothing };
  if (found.mergedAt === null) return { ...found, why: 'before this was kept', builtOn: [], ...nothing };
  await joinByHashing(scope);
  const builtOn = await builtOnSince(scope, { importId, year: found.year });
  const why = builtOn.some(({ what }) => what === 'imports') ? 'later import' : builtOn.length > 0 ? 'built on' : null;
  return { ...found, why, builtOn, ...(await wouldChange(scope, { importId, year: found.year })) };
}

/** What people did with the year since this import came in, the most telling first; empty when nothing stands on it. */
async function builtOnSince({ actor, tx }: Scope, { importId, year }: { importId: string; year: string }): Promise<BuiltOn[]> {
  const schoolId = ownSchool(actor).id;
  // Read with its microseconds where it stands: a date of the program has only milliseconds.
  const since = sql`(select merged_at from curriculum_import where school_id = ${schoolId}::uuid and id = ${importId}::uuid)`;
  const ofYear = sql`a.school_id = ${schoolId}::uuid and a.year = ${year}`;
  const { rows } = await sql<BuiltOn>`
    with did as (
      select 1 as rank, 'imports' as what, (result->>'confirmedBy')::uuid as by, merged_at as at from curriculum_import
        where school_id = ${schoolId}::uuid and year = ${year} and id <> ${importId}::uuid and merged_at > ${since}
      union all select 2, 'links', l.linked_by, l.linked_at from activity a join competency_link l on l.school_id = a.school_id and l.activity_id = a.id
        where ${ofYear} and l.linked_at > ${since}
      union all select 3, 'answers', h.answered_by, h.answered_at from activity a join hit h on h.school_id = a.school_id and h.activity_id = a.id
        where ${ofYear} and h.answered_at > ${since}
      union all select 4, 'answers taken back', e.person_id, e.at from school_event e join hit h on h.school_id = e.school_id and h.id::text = e.subject_id
          join activity a on a.school_id = h.school_id and a.id = h.activity_id
        where ${ofYear} and e.subject = 'hit' and e.verb = 'undo' and e.at > ${since} and h.answered_at is null
      union all select 5, 'corrections', coalesce(undone_by, made_by), coalesce(undone_at, made_at) from map_edit
        where school_id = ${schoolId}::uuid and year = ${year} and (made_at > ${since}) <> (coalesce(undone_at > ${since}, false))
      union all select 6, 'estimates', null, a.estimated_at from activity a where ${ofYear} and a.estimated_at > ${since} and a.edited_at is null
      union all select 7, 'moves to another version', d.decided_by, d.decided_at from activity a join link_decision d on d.school_id = a.school_id and d.activity_id = a.id
        where ${ofYear} and d.decided_at > ${since}
      union all select 8, 'phases and seats', e.person_id, e.at from school_event e
        where e.school_id = ${schoolId}::uuid and e.at > ${since} and (e.subject = 'academic_level' and e.subject_id = ${year}
          or e.subject = 'course' and e.subject_id in (select id::text from course where school_id = ${schoolId}::uuid and year = ${year})))
    select d.what, count(*) as count, coalesce(array_agg(distinct p.name) filter (where p.name is not null), '{}') as by, max(d.at) as last
    from did d left join person p on p.id = d.by group by d.rank, d.what order by d.rank`.execute(tx);
  return rows;
}

async function wouldChange({ actor, tx }: Scope, { importId, year }: { importId: string; year: string }) {
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<Pick<UndoStanding, 'isWholeYear' | 'added' | 'returning'>>`
    with was as materialized (select part, (state->>'id')::uuid as id, state->>'removed_at' is null as stood from import_before
      where school_id = ${schoolId}::uuid and import_id = ${importId}::uuid and part in ('activity', 'curriculum_year')),
    now as materialized (select id, removed_at is null as stands from activity where school_id = ${schoolId}::uuid and year = ${year})
    select not exists (select from was where part = 'curriculum_year') as is_whole_year,
      count(*) filter (where n.stands and not coalesce(w.stood, false)) as added, count(*) filter (where not n.stands and w.stood) as returning
    from now n left join was w on w.part = 'activity' and w.id = n.id`.execute(tx);
  return rows[0]!;
}
