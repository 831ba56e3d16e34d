import { sql } from 'kysely';
import { joinByHashing } from '#app/platform/joining.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { nestBlocks } from '../inventory/block-nesting.ts';
import { applyTeaching } from '../teaching/apply.server.ts';
import { keepBefore } from './before.server.ts';
import { carryLinks, coursesByTitle, named, parts, recognise, type Staged, saidSame, samePairs } from './carrying.server.ts';
import { type Overruled, overruledOf } from './overruled.server.ts';

/**
 * What a merge wrote, as it stands now. `added` activities are new in this year, `back` had been removed, `removed` are no longer in the file, `found` kept
 * their row under a new id of the file. `carried` links came with activities from the year before. `overruled`: the file changed what a person had corrected.
 */
export type Merged = {
  readonly year: string;
  readonly activities: number;
  readonly added: number;
  readonly back: number;
  readonly removed: number;
  readonly found: number;
  readonly courses: number;
  readonly removedCourses: number;
  readonly placements: number;
  readonly objectives: number;
  readonly levels: number;
  readonly carried: number;
  readonly overruled: readonly Overruled[];
};

/**
 * Makes the year's map what the staged file says, in the caller's transaction and with a fixed number of statements. Rows keep their ids by the file's own
 * identifiers, or by a person's word that two are the same; what hangs on them (hits, links, phases, seats) stays. What a file for the whole year no longer
 * holds is marked as removed, and comes back when it returns; a file for a part of it takes nothing away. What stood before is kept for an undo.
 */
export async function mergeStaged(scope: Scope, staged: Staged): Promise<Merged> {
  const { tx } = scope;
  const { schoolId, year } = staged;
  await joinByHashing(scope);
  await keepBefore(scope, staged);
  const before = await counts(scope, staged);
  await sql`insert into curriculum_year as old (school_id, year, title) select ${schoolId}::uuid, ${year}, min(part->>'title') from ${parts(staged, 'report')} r
    on conflict (school_id, year) do update set title = coalesce(excluded.title, old.title)`.execute(tx);
  const same = await saidSame(scope, staged);
  // An activity of an earlier year gives its stable id; one of this year takes the file's new id, and its pairs can no longer be read afterwards.
  const stable = await stableOfPairs(scope, staged);
  const found = await recognise(scope, staged);
  const overruled = await overruledOf(scope, staged);
  await mergeLevels(scope, staged);
  await mergeObjectives(scope, staged);
  await mergeActivities(scope, staged, stable);
  await mergeCourses(scope, staged);
  await nestCourses(scope, staged);
  await sql`select count_curriculum_again()`.execute(tx);
  await mergePlacements(scope, staged);
  await linkObjectives(scope, staged);
  await mergeDetails(scope, staged);
  await mergeThreads(scope, staged);
  const carried = await carryLinks(scope, staged, same);
  // After the links came along, so that those of several groups meet on the one activity that stands.
  await applyTeaching(scope, staged);
  const after = await counts(scope, staged);
  const { removed, removedCourses } = await removedNow(scope, staged);
  const back = before.removed + removed - after.removed;
  const { activities, courses, placements, objectives, levels } = after;
  return {
    year,
    activities,
    added: after.rows + removed - back - before.rows,
    back,
    removed,
    found,
    courses,
    removedCourses,
    placements,
    objectives,
    levels,
    carried,
    overruled,
  };
}

/** The stable id of the same thing in another year: the most recent earlier one, else the nearest later one. */
function known(table: 'activity' | 'course', { schoolId, year }: Staged) {
  return sql`(select distinct on (source_id) source_id, stable_id${sql.raw(table === 'course' ? ', phase_id' : '')} from ${sql.table(table)}
    where school_id = ${schoolId}::uuid and year <> ${year}
    order by source_id, (year < ${year}) desc, abs(left(year, 4)::int - left(${year}, 4)::int))`;
}

type StableOf = ReadonlyArray<{ readonly source_id: string; readonly stable_id: string }>;

/** The stable ids that new rows take from activities of another year, by a person's word. */
async function stableOfPairs({ tx }: Scope, staged: Staged): Promise<StableOf> {
  const { rows } = await sql<{ sourceId: string; stableId: string }>`select source_id, stable_id from ${samePairs(staged)} p
    where is_first and year <> ${staged.year} and stable_id not in (select stable_id from activity where school_id = ${staged.schoolId}::uuid and year = ${staged.year})`.execute(
    tx,
  );
  return rows.map(({ sourceId, stableId }) => ({ source_id: sourceId, stable_id: stableId }));
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
  if (staged.covers === 'part') return;
  await sql`delete from academic_level where school_id = ${schoolId}::uuid and year = ${year} and phase_id is null
    and number not in (select (part->>'number')::int from ${parts(staged, 'level')} l)`.execute(tx);
}

async function mergeObjectives({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  await sql`insert into objective as old (school_id, year, source_id, text, category)
    select ${schoolId}::uuid, ${year}, part->>'sourceId', part->>'text', part->>'category' from ${parts(staged, 'objective')} o
    on conflict (school_id, year, source_id) do update set text = excluded.text, category = excluded.category
    where (old.text, old.category) is distinct from (excluded.text, excluded.category)`.execute(tx);
}

/** What a file for the whole year does not name leaves; what was entered by hand stays. */
async function removeUnnamed({ tx }: Scope, staged: Staged, [table, kind]: readonly ['activity', 'event'] | readonly ['course', 'block']) {
  const { schoolId, year, covers } = staged;
  if (covers === 'part') return;
  await sql`update ${sql.table(table)} x set removed_at = now() where school_id = ${schoolId}::uuid and year = ${year} and removed_at is null and came_by = 'file'
    and not exists (select from ${named(staged, kind)} n where n.source_id = x.source_id)`.execute(tx);
}

/** A row that is folded into another is so while the file has it: `groups` 1 tells `applyTeaching` that the other one lost a group. */
async function forgetFolded({ tx }: Scope, staged: Staged) {
  const { schoolId, year, covers } = staged;
  if (covers === 'part') return;
  const gone = sql`(select x.id, x.same_as, x.groups from activity x where x.school_id = ${schoolId}::uuid and x.year = ${year} and x.same_as is not null
    and x.came_by = 'file' and not exists (select from ${named(staged, 'event')} n where n.source_id = x.source_id))`;
  await sql`update activity a set groups = 1 from ${gone} g where a.school_id = ${schoolId}::uuid and a.id = g.same_as and g.groups is not null`.execute(
    tx,
  );
  await sql`update activity a set same_as = null, groups = null, removed_at = now() from ${gone} g where a.school_id = ${schoolId}::uuid and a.id = g.id`.execute(
    tx,
  );
}

/**
 * A value that the file has not changed since it last came stays as the school has it; one that it changed comes. Minutes are one value: they stay while the
 * file's are the same and a person corrected, estimated or entered them. A row that is folded into another stays folded.
 */
async function mergeActivities(scope: Scope, staged: Staged, stable: StableOf) {
  const { schoolId, year } = staged;
  await removeUnnamed(scope, staged, ['activity', 'event']);
  await forgetFolded(scope, staged);
  const isKept = sql`(old.file_minutes is not distinct from excluded.file_minutes
    and (old.edited_at is not null or old.estimate_by is not null or old.came_by = 'hand'))`;
  const kept = (column: string) =>
    sql`${sql.ref(column)} = case when ${isKept} then ${sql.ref(`old.${column}`)} else ${sql.ref(`excluded.${column}`)} end`;
  // What the file says as before is not written again: most of a year's second file is.
  const compared = [
    'file_title',
    'file_text',
    'file_minutes',
    'learner_minutes',
    'learner_minutes_most',
    'delivered_minutes',
    'delivered_minutes_most',
    'groups',
    'estimate_source',
    'is_interprofessional',
    'position',
    'came_by',
  ];
  const row = (name: string) => sql.join(compared.map((column) => sql.ref(`${name}.${column}`)));
  const changes = sql`(${row('old')}) is distinct from (${row('excluded')})`;
  await sql`
    insert into activity as old (school_id, stable_id, year, source_id, title, description, file_title, file_text, file_minutes, learner_minutes, learner_minutes_most,
      delivered_minutes, delivered_minutes_most, groups, estimate_source, is_interprofessional, position)
    select ${schoolId}::uuid, coalesce(said.stable_id, known.stable_id, uuid_v7()), ${year}, part->>'sourceId', part->>'title', part->>'description', part->>'title',
      md5(part->>'description')::uuid, (part->>'minutes')::int, (part->>'minutes')::int, (part->>'minutesMost')::int,
      coalesce((part->>'deliveredMinutes')::int, (part->>'minutes')::int),
      case when part->>'deliveredMinutes' is null then (part->>'minutesMost')::int else (part->>'deliveredMinutesMost')::int end,
      (part->>'groups')::int, part->>'estimateSource', (part->>'isInterprofessional')::boolean, position
    from ${parts(staged, 'event')} e left join ${known('activity', staged)} known on known.source_id = part->>'sourceId'
      left join jsonb_to_recordset(${JSON.stringify(stable)}::jsonb) as said(source_id text, stable_id uuid) on said.source_id = part->>'sourceId'
    on conflict (school_id, year, source_id) do update set
      title = case when old.file_title is not distinct from excluded.file_title then old.title else excluded.title end,
      description = case when old.file_text is not distinct from excluded.file_text then old.description else excluded.description end,
      file_title = excluded.file_title, file_text = excluded.file_text, file_minutes = excluded.file_minutes,
      ${sql.join(['learner_minutes', 'learner_minutes_most', 'delivered_minutes', 'delivered_minutes_most', 'estimate_source'].map(kept))},
      estimate_by = case when ${isKept} then old.estimate_by end, estimated_at = case when ${isKept} then old.estimated_at end,
      groups = coalesce(excluded.groups, old.groups), came_by = 'file', is_interprofessional = excluded.is_interprofessional, position = excluded.position,
      removed_at = case when old.same_as is not null then coalesce(old.removed_at, now()) end
    where ${changes} or old.removed_at is not null`.execute(scope.tx);
}

/** What the school said of a course (its phase, seats, enrolment, how it is taught) goes before the file's word, and its phase comes along from last year. */
async function mergeCourses(scope: Scope, staged: Staged) {
  const { schoolId, year, covers } = staged;
  const level = (name: string) => sql`case when part->>${sql.lit(name)} ~ '^\\d{1,9}$' then (part->>${sql.lit(name)})::int end`;
  await removeUnnamed(scope, staged, ['course', 'block']);
  const lastYear = sql`(select max(year) from curriculum_year where school_id = ${schoolId}::uuid and year < ${year})`;
  await sql`
    insert into course as old (school_id, stable_id, year, source_id, title, description, requirement, is_track, start_level, end_level, clerkship_model,
      duration_days, starts_on, ends_on, position, phase_id, seats, enrolled, teaching)
    select ${schoolId}::uuid, coalesce(known.stable_id, titled.stable_id, uuid_v7()), ${year}, part->>'sourceId', part->>'title', part->>'description', part->>'requirement',
      coalesce((part->>'isTrack')::boolean, false), ${level('startLevel')}, ${level('endLevel')}, part->>'clerkshipModel', (part->>'durationDays')::int,
      (part->>'startsOn')::date, (part->>'endsOn')::date, b.position, coalesce(named.id, known.phase_id, titled.phase_id), (part->>'seats')::int, (part->>'enrolled')::int,
      part->>'teaching'
    from ${parts(staged, 'block')} b left join ${known('course', staged)} known on known.source_id = part->>'sourceId'
      left join ${coursesByTitle(staged, lastYear)} titled on titled.source_id = part->>'sourceId'
      left join (select distinct on (lower(trim(name))) id, lower(trim(name)) as name from school_phase where school_id = ${schoolId}::uuid
        order by lower(trim(name)), position) named on named.name = lower(trim(part->>'phase'))
    on conflict (school_id, year, source_id) do update set title = excluded.title, description = excluded.description, requirement = excluded.requirement,
      is_track = excluded.is_track, start_level = excluded.start_level, end_level = excluded.end_level, clerkship_model = excluded.clerkship_model,
      duration_days = excluded.duration_days, starts_on = excluded.starts_on, ends_on = excluded.ends_on, position = excluded.position,
      phase_id = coalesce(old.phase_id, excluded.phase_id), seats = coalesce(old.seats, excluded.seats), enrolled = coalesce(old.enrolled, excluded.enrolled),
      teaching = coalesce(old.teaching, excluded.teaching), parent_id = case when ${covers} = 'part' then old.parent_id end, came_by = 'file', removed_at = null`.execute(
    scope.tx,
  );
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

/** An activity that is folded into another stands where that one does. */
async function mergePlacements({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  // A course of the file holds what the file says; what was placed by hand, and in a part what the file does not name, stays.
  const isSaid =
    staged.covers === 'part'
      ? sql`exists (select from ${named(staged, 'block')} n where n.source_id = c.source_id) and exists (select from ${named(staged, 'event')} n where n.source_id = a.source_id)`
      : sql`c.removed_at is null and c.came_by = 'file' and a.came_by = 'file'`;
  await sql`
    with place as materialized (select part->>'sourceId' as course, event, at from ${parts(staged, 'block')} b, jsonb_array_elements(part->'events') with ordinality as e(event, at)),
      wanted as materialized (select distinct on (c.id, coalesce(a.same_as, a.id)) c.id as course_id, coalesce(a.same_as, a.id) as activity_id,
        (place.event->>'isRequired')::boolean as is_required, (place.event->>'startsOn')::date as starts_on, (place.event->>'endsOn')::date as ends_on, place.at::int as position
        from place join course c on c.school_id = ${schoolId}::uuid and c.year = ${year} and c.source_id = place.course
          join activity a on a.school_id = ${schoolId}::uuid and a.year = ${year} and a.source_id = place.event->>'eventId'
        order by c.id, coalesce(a.same_as, a.id), a.same_as nulls first, place.at),
      gone as (delete from placement p using course c, activity a where p.school_id = ${schoolId}::uuid and c.school_id = p.school_id and c.id = p.course_id
        and a.school_id = p.school_id and a.id = p.activity_id and c.year = ${year} and a.year = ${year} and ${isSaid}
        and not exists (select from wanted w where w.course_id = p.course_id and w.activity_id = p.activity_id))
    insert into placement as old (school_id, course_id, activity_id, is_required, starts_on, ends_on, position)
    select ${schoolId}::uuid, course_id, activity_id, is_required, starts_on, ends_on, position from wanted
    on conflict (school_id, course_id, activity_id) do update set is_required = excluded.is_required, starts_on = excluded.starts_on,
      ends_on = excluded.ends_on, position = excluded.position
    where (old.is_required, old.starts_on, old.ends_on, old.position) is distinct from (excluded.is_required, excluded.starts_on, excluded.ends_on, excluded.position)`.execute(
    tx,
  );
}

/** Objectives of what the file names are those of the file; an objective that nothing refers to and the file does not hold goes. */
async function linkObjectives(scope: Scope, staged: Staged) {
  const { tx } = scope;
  const { schoolId, year } = staged;
  for (const [owner, kind] of [
    ['activity', 'event'],
    ['course', 'block'],
  ] as const) {
    const [links, ownerId] = [sql.table(`${owner}_objective`), sql.ref(`${owner}_id`)];
    await sql`
      with reference as materialized (select part->>'sourceId' as owner, n.named from ${parts(staged, kind)} p, jsonb_array_elements_text(part->'objectiveIds') as n(named)),
        wanted as materialized (select distinct x.id as owner_id, o.id as objective_id from reference r
          join ${sql.table(owner)} x on x.school_id = ${schoolId}::uuid and x.year = ${year} and x.source_id = r.owner
          join objective o on o.school_id = ${schoolId}::uuid and o.year = ${year} and o.source_id = r.named),
        gone as (delete from ${links} l where l.school_id = ${schoolId}::uuid and l.${ownerId} in ${inFile(staged, owner, kind)}
          and not exists (select from wanted w where w.owner_id = l.${ownerId} and w.objective_id = l.objective_id))
      insert into ${links} (school_id, ${ownerId}, objective_id) select ${schoolId}::uuid, owner_id, objective_id from wanted on conflict do nothing`.execute(
      tx,
    );
  }
  if (staged.covers === 'year') await forgetObjectives(scope, staged);
  await sql`insert into objective_relation (school_id, year, from_source, relationship, to_source)
    select ${schoolId}::uuid, ${year}, part->>'from', part->>'relationship', part->>'to' from ${parts(staged, 'relation')} r
    where not exists (select from objective_relation o where o.school_id = ${schoolId}::uuid and o.year = ${year} and o.from_source = part->>'from'
      and o.relationship = part->>'relationship' and o.to_source = part->>'to')`.execute(tx);
}

async function forgetObjectives({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  await sql`delete from objective o where school_id = ${schoolId}::uuid and year = ${year}
    and source_id not in (select part->>'sourceId' from ${parts(staged, 'objective')} p)
    and not exists (select from activity_objective l where l.school_id = o.school_id and l.objective_id = o.id)
    and not exists (select from course_objective l where l.school_id = o.school_id and l.objective_id = o.id)`.execute(tx);
  await sql`delete from objective_relation where school_id = ${schoolId}::uuid and year = ${year}`.execute(tx);
}

/** The rows that the file names. */
function inFile(staged: Staged, table: 'activity' | 'course', kind: 'event' | 'block') {
  return sql`(select x.id from ${sql.table(table)} x join ${named(staged, kind)} n on n.source_id = x.source_id
    where x.school_id = ${staged.schoolId}::uuid and x.year = ${staged.year})`;
}

/** Methods, keywords and resources of what the file names are those of the file. */
async function mergeDetails({ tx }: Scope, staged: Staged) {
  const { schoolId, year } = staged;
  const standing = inFile(staged, 'activity', 'event');
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
  if (staged.covers === 'part') return;
  await sql`delete from integration_block where school_id = ${schoolId}::uuid and year = ${year}
    and source_id not in (select part->>'sourceId' from ${parts(staged, 'integration')} i)`.execute(tx);
}

/** `rows` are those of the file: the activities that stand, and what is folded into one of them. */
type Counts = Pick<Merged, 'activities' | 'removed' | 'courses' | 'placements' | 'objectives' | 'levels'> & { readonly rows: number };

async function counts({ tx }: Scope, staged: Staged): Promise<Counts> {
  const { schoolId, year } = staged;
  const here = sql`school_id = ${schoolId}::uuid and year = ${year}`;
  const { rows } = await sql<Counts>`select (select count(*) from activity where ${here} and removed_at is null) as activities,
    (select count(*) from activity where ${here} and (removed_at is null or same_as is not null)) as rows,
    (select count(*) from activity where ${here} and removed_at is not null and same_as is null) as removed,
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
  const { rows } = await sql<
    Pick<Merged, 'removed' | 'removedCourses'>
  >`select (select count(*) from activity where ${now} and same_as is null) as removed,
    (select count(*) from course where ${now}) as removed_courses`.execute(tx);
  return rows[0]!;
}
