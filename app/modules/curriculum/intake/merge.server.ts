import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { nestBlocks } from '../inventory/block-nesting.ts';

/** What a merge wrote, as it stands now. `added` activities are new in this year, `back` had been removed, `removed` are no longer in the file. */
export type Merged = {
  readonly year: string;
  readonly activities: number;
  readonly added: number;
  readonly back: number;
  readonly removed: number;
  readonly courses: number;
  readonly removedCourses: number;
  readonly placements: number;
  readonly objectives: number;
  readonly levels: number;
};

type Staged = { readonly schoolId: string; readonly importId: string; readonly year: string };

/**
 * Makes the year's map what the staged file says, in the caller's transaction and with a fixed number of statements. Rows keep their ids by the file's own
 * identifiers; what hangs on them (hits, links, phases, seats) stays. What the file no longer holds is marked as removed, and comes back when it returns.
 */
export async function mergeStaged(scope: Scope, staged: Staged): Promise<Merged> {
  const { tx } = scope;
  const { schoolId, year } = staged;
  // New rows have no statistics yet, so the planner takes large sets for small ones and compares them pair by pair; hashing never takes long.
  await sql`set local enable_nestloop = off`.execute(tx);
  const before = await counts(scope, staged);
  await sql`insert into curriculum_year (school_id, year, title) select ${schoolId}::uuid, ${year}, min(part->>'title') from ${parts(staged, 'report')} r
    on conflict (school_id, year) do update set title = excluded.title`.execute(tx);
  await mergeLevels(scope, staged);
  await mergeObjectives(scope, staged);
  await mergeActivities(scope, staged);
  await mergeCourses(scope, staged);
  await nestCourses(scope, staged);
  await mergePlacements(scope, staged);
  await linkObjectives(scope, staged);
  await mergeDetails(scope, staged);
  await mergeThreads(scope, staged);
  const after = await counts(scope, staged);
  const { removed, removedCourses } = await removedNow(scope, staged);
  const back = before.removed + removed - after.removed;
  const { activities, courses, placements, objectives, levels } = after;
  return {
    year,
    activities,
    added: activities + removed - back - before.activities,
    back,
    removed,
    courses,
    removedCourses,
    placements,
    objectives,
    levels,
  };
}

/** The staged parts of one kind, each source id once: the first wins. */
function parts({ schoolId, importId }: Staged, kind: string) {
  return sql`(select distinct on (coalesce(part->>'sourceId', position::text)) position, part from curriculum_import_row
    where school_id = ${schoolId}::uuid and import_id = ${importId}::uuid and kind = ${kind} order by coalesce(part->>'sourceId', position::text), position)`;
}

/** The stable id of the same thing in another year: the most recent earlier one, else the nearest later one. */
function known(table: 'activity' | 'course', { schoolId, year }: Staged) {
  return sql`(select distinct on (source_id) source_id, stable_id from ${sql.table(table)} where school_id = ${schoolId}::uuid and year <> ${year}
    order by source_id, (year < ${year}) desc, abs(left(year, 4)::int - left(${year}, 4)::int))`;
}

/** A level's phase is the school's word: a new year begins with last year's, and what stands is not touched; a level that is gone stays while it has one. */
async function mergeLevels({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  await sql`insert into academic_level (school_id, year, number, label, description, phase_id)
    select distinct on ((part->>'number')::int) ${schoolId}::uuid, ${year}, (part->>'number')::int, part->>'label', part->>'description',
      (select l.phase_id from academic_level l where l.school_id = ${schoolId}::uuid and l.year < ${year} and l.number = (part->>'number')::int
        order by l.year desc limit 1)
    from ${parts(staged, 'level')} l order by (part->>'number')::int, position
    on conflict (school_id, year, number) do update set label = excluded.label, description = excluded.description`.execute(tx);
  await sql`delete from academic_level where school_id = ${schoolId}::uuid and year = ${year} and phase_id is null
    and number not in (select (part->>'number')::int from ${parts(staged, 'level')} l)`.execute(tx);
}

async function mergeObjectives({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  await sql`insert into objective (school_id, year, source_id, text, category)
    select ${schoolId}::uuid, ${year}, part->>'sourceId', part->>'text', part->>'category' from ${parts(staged, 'objective')} o
    on conflict (school_id, year, source_id) do update set text = excluded.text, category = excluded.category`.execute(tx);
}

/** Everything is marked as removed first and what the file holds unmarked, which needs no comparison of two large sets. */
async function mergeActivities({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  await sql`update activity set removed_at = now() where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null`.execute(
    tx,
  );
  // Minutes that the school has told apart (learner, delivered) are its own word and stay.
  await sql`
    insert into activity as old (school_id, stable_id, year, source_id, title, description, learner_minutes, delivered_minutes, is_interprofessional, position)
    select ${schoolId}::uuid, coalesce(known.stable_id, uuid_v7()), ${year}, part->>'sourceId', part->>'title', part->>'description',
      (part->>'minutes')::int, (part->>'minutes')::int, (part->>'isInterprofessional')::boolean, position
    from ${parts(staged, 'event')} e left join ${known('activity', staged)} known on known.source_id = part->>'sourceId'
    on conflict (school_id, year, source_id) do update set title = excluded.title, description = excluded.description,
      learner_minutes = case when old.learner_minutes is distinct from old.delivered_minutes then old.learner_minutes else excluded.learner_minutes end,
      delivered_minutes = case when old.learner_minutes is distinct from old.delivered_minutes then old.delivered_minutes else excluded.delivered_minutes end,
      is_interprofessional = excluded.is_interprofessional, position = excluded.position, removed_at = null`.execute(tx);
}

/** The phase that the school named, seats and enrolment are not in the file and stay. */
async function mergeCourses({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  const level = (name: string) => sql`case when part->>${sql.lit(name)} ~ '^\\d{1,9}$' then (part->>${sql.lit(name)})::int end`;
  await sql`update course set removed_at = now() where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null`.execute(tx);
  await sql`
    insert into course (school_id, stable_id, year, source_id, title, description, requirement, is_track, start_level, end_level, clerkship_model,
      duration_days, starts_on, ends_on, position)
    select ${schoolId}::uuid, coalesce(known.stable_id, uuid_v7()), ${year}, part->>'sourceId', part->>'title', part->>'description', part->>'requirement',
      coalesce((part->>'isTrack')::boolean, false), ${level('startLevel')}, ${level('endLevel')}, part->>'clerkshipModel', (part->>'durationDays')::int,
      (part->>'startsOn')::date, (part->>'endsOn')::date, position
    from ${parts(staged, 'block')} b left join ${known('course', staged)} known on known.source_id = part->>'sourceId'
    on conflict (school_id, year, source_id) do update set title = excluded.title, description = excluded.description, requirement = excluded.requirement,
      is_track = excluded.is_track, start_level = excluded.start_level, end_level = excluded.end_level, clerkship_model = excluded.clerkship_model,
      duration_days = excluded.duration_days, starts_on = excluded.starts_on, ends_on = excluded.ends_on, position = excluded.position, parent_id = null,
      removed_at = null`.execute(tx);
}

/** The first parent that the file names counts, and no course stands in itself: the same rule as the report's. */
async function nestCourses({ tx }: Scope, staged: Staged) {
  const { rows } = await sql<{ parentId: string; childId: string }>`
    select part->>'sourceId' as parent_id, child->>'blockId' as child_id
    from ${parts(staged, 'block')} b, jsonb_array_elements(part->'blocks') with ordinality as c(child, place) order by position, place`.execute(
    tx,
  );
  const { parentOf } = nestBlocks(rows);
  const pairs = JSON.stringify([...parentOf].map(([child, parent]) => ({ child, parent })));
  await sql`update course c set parent_id = p.id from jsonb_to_recordset(${pairs}::jsonb) as pair(child text, parent text)
    join course p on p.school_id = ${staged.schoolId}::uuid and p.year = ${staged.year} and p.source_id = pair.parent
    where c.school_id = ${staged.schoolId}::uuid and c.year = ${staged.year} and c.source_id = pair.child and c.id <> p.id`.execute(tx);
}

async function mergePlacements({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  await sql`delete from placement where school_id = ${schoolId}::uuid
    and course_id in (select id from course where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null)`.execute(tx);
  await sql`
    insert into placement (school_id, course_id, activity_id, is_required, starts_on, ends_on, position)
    select distinct on (c.id, a.id) ${schoolId}::uuid, c.id, a.id, (place.event->>'isRequired')::boolean, (place.event->>'startsOn')::date,
      (place.event->>'endsOn')::date, place.at::int
    from ${parts(staged, 'block')} b, jsonb_array_elements(part->'events') with ordinality as place(event, at),
      course c, activity a
    where c.school_id = ${schoolId}::uuid and c.year = ${year} and c.source_id = part->>'sourceId'
      and a.school_id = ${schoolId}::uuid and a.year = ${year} and a.source_id = place.event->>'eventId'
    order by c.id, a.id, place.at`.execute(tx);
}

/** Objectives of what stands are those of the file; an objective that nothing refers to and the file does not hold goes. */
async function linkObjectives({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  for (const [owner, kind] of [
    ['activity', 'event'],
    ['course', 'block'],
  ] as const) {
    const [links, ownerId] = [sql.table(`${owner}_objective`), sql.ref(`${owner}_id`)];
    await sql`delete from ${links} where school_id = ${schoolId}::uuid
      and ${ownerId} in (select id from ${sql.table(owner)} where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null)`.execute(
      tx,
    );
    await sql`
      insert into ${links} (school_id, ${ownerId}, objective_id)
      select distinct ${schoolId}::uuid, x.id, o.id
      from ${parts(staged, kind)} p, jsonb_array_elements_text(part->'objectiveIds') as named(source_id), ${sql.table(owner)} x, objective o
      where x.school_id = ${schoolId}::uuid and x.year = ${year} and x.source_id = part->>'sourceId'
        and o.school_id = ${schoolId}::uuid and o.year = ${year} and o.source_id = named.source_id`.execute(tx);
  }
  await sql`delete from objective o where school_id = ${schoolId}::uuid and year = ${year}
    and source_id not in (select part->>'sourceId' from ${parts(staged, 'objective')} p)
    and not exists (select from activity_objective l where l.school_id = o.school_id and l.objective_id = o.id)
    and not exists (select from course_objective l where l.school_id = o.school_id and l.objective_id = o.id)`.execute(tx);
  await sql`delete from objective_relation where school_id = ${schoolId}::uuid and year = ${year}`.execute(tx);
  await sql`insert into objective_relation (school_id, year, from_source, relationship, to_source)
    select ${schoolId}::uuid, ${year}, part->>'from', part->>'relationship', part->>'to' from ${parts(staged, 'relation')} r`.execute(tx);
}

/** Methods, keywords and resources of what stands are those of the file. */
async function mergeDetails({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  const standing = sql`(select id from activity where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null)`;
  const mine = sql`a.school_id = ${schoolId}::uuid and a.year = ${year} and a.source_id = part->>'sourceId'`;
  await sql`delete from activity_method where school_id = ${schoolId}::uuid and activity_id in ${standing}`.execute(tx);
  await sql`
    insert into activity_method (school_id, activity_id, position, kind, code, name, is_primary, minutes, purpose)
    select ${schoolId}::uuid, a.id, m.at::int, m.method->>'kind', m.method->>'code', m.method->>'name', (m.method->>'isPrimary')::boolean,
      (m.method->>'minutes')::int, m.method->>'purpose'
    from ${parts(staged, 'event')} e, jsonb_array_elements(part->'methods') with ordinality as m(method, at), activity a where ${mine}`.execute(
    tx,
  );
  await sql`delete from activity_keyword where school_id = ${schoolId}::uuid and activity_id in ${standing}`.execute(tx);
  await sql`
    insert into activity_keyword (school_id, activity_id, position, kind, term, source, source_id)
    select ${schoolId}::uuid, a.id, k.at::int, 'keyword', k.keyword->>'term', k.keyword->>'source', k.keyword->>'sourceId'
    from ${parts(staged, 'event')} e, jsonb_array_elements(part->'keywords') with ordinality as k(keyword, at), activity a where ${mine}
    union all
    select ${schoolId}::uuid, a.id, (jsonb_array_length(part->'keywords') + r.at)::int, 'resource', r.term, null, null
    from ${parts(staged, 'event')} e, jsonb_array_elements_text(part->'resources') with ordinality as r(term, at), activity a where ${mine}`.execute(
    tx,
  );
}

async function mergeThreads({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  const list = (name: string) => sql`array(select jsonb_array_elements_text(part->${sql.lit(name)}))`;
  await sql`
    insert into integration_block (school_id, year, source_id, title, description, activity_sources, course_sources, objective_sources)
    select ${schoolId}::uuid, ${year}, part->>'sourceId', part->>'title', part->>'description', ${list('eventIds')}, ${list('blockIds')}, ${list('objectiveIds')}
    from ${parts(staged, 'integration')} i
    on conflict (school_id, year, source_id) do update set title = excluded.title, description = excluded.description,
      activity_sources = excluded.activity_sources, course_sources = excluded.course_sources, objective_sources = excluded.objective_sources`.execute(
    tx,
  );
  await sql`delete from integration_block where school_id = ${schoolId}::uuid and year = ${year}
    and source_id not in (select part->>'sourceId' from ${parts(staged, 'integration')} i)`.execute(tx);
}

type Counts = Pick<Merged, 'activities' | 'removed' | 'courses' | 'placements' | 'objectives' | 'levels'>;

async function counts({ tx }: Scope, staged: Staged): Promise<Counts> {
  const { schoolId, year } = staged;
  const here = sql`school_id = ${schoolId}::uuid and year = ${year}`;
  const { rows } = await sql<Counts>`select (select count(*) from activity where ${here} and removed_at is null) as activities,
    (select count(*) from activity where ${here} and removed_at is not null) as removed,
    (select count(*) from course where ${here} and removed_at is null) as courses,
    (select count(*) from placement p join course c on c.school_id = p.school_id and c.id = p.course_id
      where c.school_id = ${schoolId}::uuid and c.year = ${year} and c.removed_at is null) as placements,
    (select count(*) from ${parts(staged, 'objective')} o) as objectives, (select count(*) from ${parts(staged, 'level')} l) as levels`.execute(
    tx,
  );
  return rows[0]!;
}

/** What this transaction took out: its time stands in the rows. */
async function removedNow({ tx }: Scope, { schoolId, year }: Staged): Promise<Pick<Merged, 'removed' | 'removedCourses'>> {
  const now = sql`school_id = ${schoolId}::uuid and year = ${year} and removed_at = now()`;
  const { rows } = await sql<Pick<Merged, 'removed' | 'removedCourses'>>`select (select count(*) from activity where ${now}) as removed,
    (select count(*) from course where ${now}) as removed_courses`.execute(tx);
  return rows[0]!;
}
