import { type RawBuilder, sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { joinByHashing } from '#app/platform/joining.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayViewCurriculum } from '../rules.ts';
import type { ChangeKind } from './schema.ts';

/** An import and the year that it is for. */
type Compared = { readonly id: string; readonly year: string };

/** What bringing a checked file in would change in its year: activities by what becomes of them. */
export type Difference = {
  readonly added: number;
  /** In the file and in the year; `changed` of them read differently. */
  readonly kept: number;
  readonly changed: number;
  /** In the year and not in the file; `likely` of them are proposed to be the same as something in it, and nobody has answered yet. */
  readonly gone: number;
  readonly likely: number;
  readonly goneCourses: number;
  /** Links and answers on activities that the file lacks. */
  readonly links: number;
  readonly answers: number;
};

/** The activities of the year beside those of the staged file; null when the year is not here yet. */
export async function differenceOf(scope: Scope, { id, year }: Compared): Promise<Difference | null> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const schoolId = ownSchool(actor).id;
  await joinByHashing(scope);
  const { rows } = await sql<Difference & { known: number }>`
    with ${sides({ id, year }, schoolId)}, courses as (select distinct part->>'sourceId' as source_id from curriculum_import_row
      where school_id = ${schoolId}::uuid and import_id = ${id}::uuid and kind = 'block')
    select (select count(*) from curriculum_year where school_id = ${schoolId}::uuid and year = ${year}) as known,
      (select count(*) from added) as added, (select count(*) from met) as kept, (select count(*) from met where what <> '') as changed,
      (select count(*) from gone) as gone,
      (select count(distinct activity_id) from import_pair where school_id = ${schoolId}::uuid and import_id = ${id}::uuid and answer is null
        and activity_id in (select id from gone)) as likely,
      (select count(*) from course where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null and came_by = 'file'
        and source_id not in (select source_id from courses)) as gone_courses,
      (select count(*) from competency_link where school_id = ${schoolId}::uuid and activity_id in (select id from gone)) as links,
      (select count(*) from hit where school_id = ${schoolId}::uuid and answer is not null and activity_id in (select id from gone)) as answers
  `.execute(tx);
  const { known, ...difference } = rows[0]!;
  return known === 0 ? null : difference;
}

/** One activity that an import would add, change or leave out. `id` is null for what is new; `what` says which parts change. */
export type ActivityChange = {
  readonly id: string | null;
  readonly sourceId: string;
  readonly title: string;
  /** The title until now, where it changes. */
  readonly oldTitle: string | null;
  readonly what: string;
  readonly links: number;
};

/** The activities of one kind of change, by title; `from` counts from 0. */
export async function changesOf(
  scope: Scope,
  { id, year, kind, from, most }: Compared & { kind: ChangeKind; from: number; most: number },
): Promise<ActivityChange[]> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const schoolId = ownSchool(actor).id;
  await joinByHashing(scope);
  const chosen: Record<ChangeKind, RawBuilder<unknown>> = {
    added: sql`select null::uuid as id, source_id, title, null as old_title, '' as what from added`,
    changed: sql`select id, source_id, title, old_title, what from met where what <> ''`,
    gone: sql`select id, source_id, title, null as old_title, '' as what from gone`,
  };
  const { rows } = await sql<ActivityChange>`with ${sides({ id, year }, schoolId)}, chosen as (${chosen[kind]})
    select c.*, (select count(*) from competency_link l where l.school_id = ${schoolId}::uuid and l.activity_id = c.id) as links
    from chosen c order by lower(c.title), c.source_id limit ${most} offset ${from}`.execute(tx);
  return rows;
}

/**
 * `added` (in the file alone), `met` (in both, with what the file changed since it last came) and `gone` (in the year alone, from an earlier file: what was
 * entered by hand stays); a pair that a person called the same is met. The same rules as the merge's.
 */
function sides({ id, year }: Compared, schoolId: string): RawBuilder<unknown> {
  return sql`
    coming as materialized (select distinct on (part->>'sourceId') part->>'sourceId' as source_id, part->>'title' as title, part->>'description' as description,
        (part->>'minutes')::int as minutes, (part->>'isInterprofessional')::boolean as is_interprofessional from curriculum_import_row
      where school_id = ${schoolId}::uuid and import_id = ${id}::uuid and kind = 'event' order by part->>'sourceId', position),
    here as materialized (select id, source_id, title, description, file_title, file_text, file_minutes, is_interprofessional, came_by from activity
      where school_id = ${schoolId}::uuid and year = ${year} and (removed_at is null or same_as is not null)),
    same as materialized (select h.id, h.source_id from here h join coming c using (source_id)
      union select p.activity_id, p.source_id from import_pair p join here h on h.id = p.activity_id
        where p.school_id = ${schoolId}::uuid and p.import_id = ${id}::uuid and p.answer = 'same'),
    differing as materialized (select h.id, c.source_id, c.title, h.title as title_here,
        h.title <> c.title and h.file_title is distinct from c.title as is_title,
        h.description is distinct from c.description and h.file_text is distinct from md5(c.description)::uuid as is_text,
        h.file_minutes is distinct from c.minutes as is_time, h.is_interprofessional <> c.is_interprofessional as is_profession
      from same s join here h on h.id = s.id join coming c on c.source_id = s.source_id),
    met as materialized (select id, source_id, case when is_title then title else title_here end as title, case when is_title then title_here end as old_title,
        concat_ws(', ', case when is_title then 'title' end, case when is_text then 'text' end, case when is_time then 'time' end,
          case when is_profession then 'interprofessional' end) as what from differing),
    added as materialized (select source_id, title from coming where source_id not in (select source_id from same)),
    gone as materialized (select id, source_id, title from here where came_by = 'file' and id not in (select id from same))`;
}
