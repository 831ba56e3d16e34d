import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Message, MessageSubject } from '../inventory/inventory.ts';
import { knownMethods } from '../method-vocabulary.ts';
import { mayViewCurriculum } from '../rules.ts';
import { duplicateCount } from './duplicate-queries.server.ts';
import { mattersOf, subjectKey, type Unsettled } from './settle.ts';

/** A message of an import about a row in which what it is about is still missing, with the activity or course that the row became, and its title. */
export type OpenMessage = Message & { readonly importId: string; readonly rowId: string; readonly title: string };

/** How many of an academic year's parts lack something, as the map stands now; `messages` are those of its latest imports that are not settled yet. */
export async function unsettledOf(scope: Scope, year: string): Promise<Unsettled & { readonly messages: readonly OpenMessage[] }> {
  const lacking = await lackingOf(scope, year);
  const duplicates = (await duplicateCount(scope, year, 'title')) + (await duplicateCount(scope, year, 'text'));
  const messages = await openMessages(scope, year);
  return { ...lacking, duplicates, openMessages: messages.length, messages };
}

/** How many matters of a year are open, for the one next step: quickly, so without duplicates, messages and the question about groups. */
export async function openMatters(scope: Scope, year: string): Promise<number> {
  const state = { ...(await lackingOf(scope, year)), duplicates: 0, openMessages: 0 };
  return mattersOf(year, state, 0).filter(({ isDoubt }) => !isDoubt).length;
}

async function lackingOf({ actor, tx }: Scope, year: string): Promise<Omit<Unsettled, 'duplicates' | 'openMessages'>> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<Omit<Unsettled, 'duplicates' | 'openMessages'>>`
    with standing as materialized (select id, learner_minutes from activity where school_id = ${schoolId} and year = ${year} and removed_at is null)
    select (count(*) filter (where learner_minutes is null))::int as unknown_minutes, (count(*) filter (where learner_minutes = 0))::int as zero_minutes,
      (count(*) filter (where learner_minutes > ${sql.lit(24 * 60)}))::int as long_minutes,
      (select count(*)::int from standing s where not exists (select from placement p join course c on c.school_id = p.school_id and c.id = p.course_id and c.removed_at is null
        where p.school_id = ${schoolId} and p.activity_id = s.id)) as unplaced,
      (select count(*)::int from standing s where not exists (select from activity_method m where m.school_id = ${schoolId} and m.activity_id = s.id)) as without_method,
      (select count(distinct s.id)::int from standing s join activity_method m on m.school_id = ${schoolId} and m.activity_id = s.id
        where lower(m.code) <> all(${[...knownMethods]})) as other_method,
      (select count(*)::int from course where school_id = ${schoolId} and year = ${year} and removed_at is null and requirement is null) as courses_without_requirement,
      (select count(*)::int from academic_level where school_id = ${schoolId} and year = ${year} and phase_id is null) as levels_without_phase,
      (select count(distinct p.activity_id)::int from import_pair p join curriculum_import i on i.school_id = p.school_id and i.id = p.import_id
        where p.school_id = ${schoolId} and i.year = ${year} and i.status = 'checked' and p.answer is null) as open_pairs,
      (select i.id from curriculum_import i where i.school_id = ${schoolId} and i.year = ${year} and i.status = 'checked'
        and exists (select from import_pair p where p.school_id = i.school_id and p.import_id = i.id and p.answer is null) order by i.id desc limit 1) as pairs_import
    from standing`.execute(tx);
  return rows[0]!;
}

/** How many of the latest imports of a year are looked through for messages. */
const latestImports = 3;

/** The messages of a year's latest imports that are about a row and not settled. */
async function openMessages(scope: Scope, year: string): Promise<OpenMessage[]> {
  const { rows } = await sql<{ importId: string; message: Message }>`select i.id as import_id, m.message from
    (select id, report from curriculum_import where school_id = ${ownSchool(scope.actor).id} and year = ${year} and status = 'imported' order by id desc limit ${latestImports}) i
    cross join lateral jsonb_array_elements(i.report->'check'->'messages') with ordinality as m(message, place) where m.message ? 'about' order by i.id desc, m.place`.execute(
    scope.tx,
  );
  const open = await openSubjects(
    scope,
    year,
    rows.flatMap(({ message }) => message.about ?? []),
  );
  const told = new Set<string>();
  return rows.flatMap(({ importId, message }) => {
    const key = subjectKey(message.about!);
    const row = open.get(key);
    // The same row of an earlier import says nothing new.
    if (row === undefined || told.has(key)) return [];
    told.add(key);
    return [{ ...message, importId, ...row }];
  });
}

/**
 * Of the subjects of messages those that are not settled: the activity or course stands in the year, and what the message is about is still missing (for
 * fields that are never missing: nobody has corrected the row since). By `subjectKey`, each with the id and the title of the activity or course.
 */
export async function openSubjects(
  scope: Scope,
  year: string,
  subjects: readonly MessageSubject[],
): Promise<ReadonlyMap<string, { rowId: string; title: string }>> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  if (subjects.length === 0) return new Map();
  const schoolId = ownSchool(actor).id;
  const asked = JSON.stringify(subjects.map(({ kind, sourceId, field }) => ({ kind, source_id: sourceId, field })));
  const place = sql`exists (select from placement p join course c on c.school_id = p.school_id and c.id = p.course_id and c.removed_at is null
    where p.school_id = ${schoolId} and p.activity_id = a.id`;
  const { rows } = await sql<MessageSubject & { rowId: string; title: string }>`
    with asked as (select distinct * from jsonb_to_recordset(${asked}::jsonb) as s(kind text, source_id text, field text))
    select s.kind, s.source_id, s.field, a.id as row_id, a.title from asked s join activity a on a.school_id = ${schoolId} and a.year = ${year} and a.source_id = s.source_id
      where s.kind = 'event' and a.removed_at is null and case
        when s.field in ('minutes', 'hours', 'duration', 'learnerMinutes') then a.learner_minutes is null
        when s.field in ('delivered-minutes', 'delivered-hours', 'deliveredMinutes') then a.delivered_minutes is null
        when s.field in ('start', 'end', 'date', 'startsOn', 'endsOn') then not ${place} and p.starts_on is not null)
        when s.field in ('requirement', 'isRequired') then not ${place} and p.is_required is not null)
        when s.field in ('course', 'course-id') then not ${place})
        when s.field in ('instruction', 'assessment', 'methods') then not exists (select from activity_method m where m.school_id = ${schoolId} and m.activity_id = a.id)
        when s.field in ('text', 'description') then a.description is null
        else a.edited_at is null end
    union all
    select s.kind, s.source_id, s.field, c.id, c.title from asked s join course c on c.school_id = ${schoolId} and c.year = ${year} and c.source_id = s.source_id
      where s.kind = 'block' and c.removed_at is null and case
        when s.field in ('requirement', 'course-requirement') then c.requirement is null
        when s.field in ('level', 'startLevel', 'endLevel') then c.start_level is null and c.end_level is null and c.phase_id is null
        when s.field = 'phase' then c.phase_id is null
        when s.field = 'seats' then c.seats is null
        when s.field = 'enrolled' then c.enrolled is null
        else c.edited_at is null end`.execute(tx);
  return new Map(rows.map(({ rowId, title, ...subject }) => [subjectKey(subject), { rowId, title }]));
}
