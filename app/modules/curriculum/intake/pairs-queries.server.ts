import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { joinByHashing } from '#app/platform/joining.server.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Reason } from '../likeness/score.ts';
import { bulkFrom } from '../likeness/thresholds.ts';
import type { Likable } from '../likeness/words.ts';
import { plainText } from '../markup.ts';
import { mayViewCurriculum } from '../rules.ts';
import { named, parts } from './carrying.server.ts';
import { pairsOnPage } from './pair-words.ts';
import type { Compared, PairSearch } from './pairs.ts';

/** Characters of a text that are compared; what is longer says what it is in its beginning. */
const comparedText = 2000;

type Import = { readonly importId: string; readonly year: string };

/** The file's activities whose ids the school has never had, and the activities of this year and the one before that they may be. */
export async function comparedActivities(scope: Scope, { importId, year }: Import): Promise<Compared> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const staged = { schoolId: ownSchool(actor).id, importId };
  await joinByHashing(scope);
  const unnamed = sql`not exists (select from ${named(staged, 'event')} n where n.source_id = a.source_id)`;
  const { before } = await tx
    .selectFrom('curriculumYear')
    .select(({ fn }) => fn.max('year').as('before'))
    .where('schoolId', '=', staged.schoolId)
    .where('year', '<', year)
    .executeTakeFirstOrThrow();
  const sameYear = await standingActivities(scope, year, unnamed);
  const withoutCounterpart = sql`${unnamed} and not exists (select from activity x where x.school_id = a.school_id and x.year = ${year} and x.stable_id = a.stable_id)
    and not exists (select from activity o join ${named(staged, 'event')} n on n.source_id = o.source_id where o.school_id = a.school_id and o.stable_id = a.stable_id)`;
  const yearBefore = before === null ? [] : await standingActivities(scope, before, withoutCounterpart);
  const fresh = sameYear.length + yearBefore.length > 0 ? await freshActivities(scope, staged) : [];
  return { fresh, sameYear, yearBefore };
}

type Row = Omit<Likable, 'courses' | 'objectives' | 'phase'> & {
  courses: string[] | null;
  objectives: string[] | null;
  level: string | null;
};

async function freshActivities({ tx }: Scope, staged: { schoolId: string; importId: string }): Promise<Likable[]> {
  const { rows } = await sql<Row>`
    with fresh as materialized (select e.position, e.part from ${parts(staged, 'event')} e
        where not exists (select from activity a where a.school_id = ${staged.schoolId}::uuid and a.source_id = e.part->>'sourceId')),
      reference as materialized (select f.position, id.named from fresh f, jsonb_array_elements_text(f.part->'objectiveIds') as id(named)),
      aim as (select r.position, array_agg(o.part->>'text') as texts from reference r
        join ${parts(staged, 'objective')} o on o.part->>'sourceId' = r.named group by r.position),
      place as (select p.event->>'eventId' as source_id, array_agg(b.part->>'title' order by b.position) as titles, min(b.part->>'startLevel') as level
        from ${parts(staged, 'block')} b, jsonb_array_elements(b.part->'events') as p(event) group by 1)
    select f.part->>'sourceId' as key, f.part->>'title' as title, left(f.part->>'description', ${sql.lit(comparedText)}) as text, (f.part->>'minutes')::int as minutes,
      place.titles as courses, place.level, aim.texts as objectives
    from fresh f left join aim using (position) left join place on place.source_id = f.part->>'sourceId' order by f.position`.execute(tx);
  return rows.map(likable);
}

async function standingActivities({ actor, tx }: Scope, year: string, isMeant: ReturnType<typeof sql>): Promise<Likable[]> {
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<Row>`
    with meant as materialized (select a.* from activity a where a.school_id = ${schoolId}::uuid and a.year = ${year} and a.removed_at is null and ${isMeant}),
      aim as (select l.activity_id, array_agg(o.text) as texts from meant m join activity_objective l on l.school_id = m.school_id and l.activity_id = m.id
        join objective o on o.school_id = l.school_id and o.id = l.objective_id group by 1),
      place as (select p.activity_id, array_agg(c.title order by c.position) as titles, min(c.start_level)::text as level
        from meant m join placement p on p.school_id = m.school_id and p.activity_id = m.id join course c on c.school_id = p.school_id and c.id = p.course_id
        where c.removed_at is null group by 1)
    select m.id as key, m.title, left(m.description, ${sql.lit(comparedText)}) as text, m.learner_minutes as minutes, place.titles as courses, place.level,
      aim.texts as objectives
    from meant m left join aim on aim.activity_id = m.id left join place on place.activity_id = m.id order by m.position, m.id`.execute(tx);
  return rows.map(likable);
}

function likable({ courses, objectives, level, text, ...row }: Row): Likable {
  return { ...row, text: text === null ? null : plainText(text), courses: courses ?? [], objectives: objectives ?? [], phase: level };
}

/** How many pairs of an import wait, are the same, and are different; `alike` of those that wait may be accepted in bulk. */
export type PairCounts = { readonly open: number; readonly same: number; readonly different: number; readonly alike: number };

/** The counts of an import's pairs; all zero when none was proposed. */
export async function pairCounts({ actor, tx }: Scope, importId: string): Promise<PairCounts> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const { rows } =
    await sql<PairCounts>`select count(*) filter (where answer is null) as open, count(*) filter (where answer = 'same') as same,
      count(*) filter (where answer = 'different') as different, count(*) filter (where answer is null and likeness >= ${bulkFrom}) as alike
    from import_pair where school_id = ${ownSchool(actor).id}::uuid and import_id = ${importId}::uuid`.execute(tx);
  return rows[0]!;
}

/** One side of a pair as a person sees it. Minutes null are unknown; `courses` in their order. */
export type PairSide = {
  readonly title: string;
  readonly text: string | null;
  readonly minutes: number | null;
  readonly courses: readonly string[];
};

/** A pair with what hangs on the activity that is here: links, and answers of other suggestions. `place` counts from 0 in the order of likeness. */
export type ShownPair = {
  readonly place: number;
  readonly sourceId: string;
  readonly activityId: string;
  readonly year: string;
  readonly likeness: number;
  readonly why: readonly Reason[];
  readonly answer: 'same' | 'different' | null;
  readonly answeredBy: string | null;
  readonly here: PairSide;
  readonly file: PairSide;
  readonly links: number;
  readonly answers: number;
};

/** What the page of an import's pairs shows: counts, one pair or a page of the list, and whether answers can still be given. */
export type Pairs = {
  readonly school: { readonly slug: string; readonly name: string };
  readonly import: { readonly id: string; readonly year: string; readonly file: string; readonly status: string };
  readonly counts: PairCounts;
  readonly total: number;
  readonly shown: readonly ShownPair[];
  readonly isOpen: boolean;
};

/** The pairs of an import that the address asks for; missing when the school has no such import. One by one: from `at` on the first open one, else the first. */
export async function importPairs(scope: Scope, importId: string, search: PairSearch): Promise<Pairs> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const school = ownSchool(actor);
  const found = await tx
    .selectFrom('curriculumImport as i')
    .innerJoin('schoolFile as f', (join) => join.onRef('f.schoolId', '=', 'i.schoolId').onRef('f.id', '=', 'i.fileId'))
    .select(['i.id', 'i.year', 'i.status', 'f.name as file'])
    .where('i.schoolId', '=', school.id)
    .where('i.id', '=', importId)
    .executeTakeFirst();
  if (!found) throw missing('This import');
  const counts = await pairCounts(scope, importId);
  const places = await placesShown(scope, importId, search);
  return {
    school,
    import: found,
    counts,
    total: totalOf(counts, search),
    shown: await shownPairs(scope, importId, places),
    isOpen: found.status === 'checked' || found.status === 'failed',
  };
}

function totalOf({ open, same, different }: PairCounts, { view, show }: PairSearch): number {
  if (view === 'one' || show === 'all') return open + same + different;
  return { open, same, different }[show];
}

/** Every pair of the import with its place in the order of likeness. */
function placed(schoolId: string, importId: string) {
  return sql`(select p.*, (row_number() over (order by p.position, p.source_id, p.activity_id) - 1)::int as place from import_pair p
    where p.school_id = ${schoolId}::uuid and p.import_id = ${importId}::uuid)`;
}

async function placesShown({ actor, tx }: Scope, importId: string, { view, show, at, page }: PairSearch): Promise<number[]> {
  const all = placed(ownSchool(actor).id, importId);
  if (view === 'one') {
    const { rows } = await sql<{ place: number }>`select place from ${all} p
      order by place is not distinct from ${at ?? null}::int desc, answer is null desc, place limit 1`.execute(tx);
    return rows.map(({ place }) => place);
  }
  const isMeant = show === 'all' ? sql`true` : show === 'open' ? sql`answer is null` : sql`answer = ${show}`;
  const { rows } = await sql<{ place: number }>`select place from ${all} p where ${isMeant} order by place
    limit ${pairsOnPage} offset ${(page - 1) * pairsOnPage}`.execute(tx);
  return rows.map(({ place }) => place);
}

async function shownPairs({ actor, tx }: Scope, importId: string, places: readonly number[]): Promise<ShownPair[]> {
  const schoolId = ownSchool(actor).id;
  type Shown = Omit<ShownPair, 'here' | 'file'> &
    Record<'hereTitle' | 'fileTitle', string> &
    Record<'hereText' | 'fileText', string | null> &
    Record<'hereMinutes' | 'fileMinutes', number | null> &
    Record<'hereCourses' | 'fileCourses', string[]>;
  const { rows } = await sql<Shown>`
    with meant as materialized (select * from ${placed(schoolId, importId)} p where p.place = any(${[...places]}::int[])),
      event as materialized (select r.part, row_number() over (partition by r.part->>'sourceId' order by r.position) as nth from curriculum_import_row r
        where r.school_id = ${schoolId}::uuid and r.import_id = ${importId}::uuid and r.kind = 'event' and r.part->>'sourceId' in (select source_id from meant)),
      block as materialized (select p.event->>'eventId' as source_id, array_agg(r.part->>'title' order by r.position) as titles
        from curriculum_import_row r, jsonb_array_elements(r.part->'events') as p(event)
        where r.school_id = ${schoolId}::uuid and r.import_id = ${importId}::uuid and r.kind = 'block' and p.event->>'eventId' in (select source_id from meant) group by 1)
    select m.place, m.source_id, m.activity_id, a.year, m.likeness, m.why, m.answer, person.name as answered_by,
      a.title as here_title, a.description as here_text, a.learner_minutes as here_minutes,
      array(select c.title from placement p join course c on c.school_id = p.school_id and c.id = p.course_id
        where p.school_id = a.school_id and p.activity_id = a.id and c.removed_at is null order by c.position) as here_courses,
      coalesce(e.part->>'title', '') as file_title, e.part->>'description' as file_text, (e.part->>'minutes')::int as file_minutes, coalesce(b.titles, '{}') as file_courses,
      (select count(*) from competency_link l where l.school_id = a.school_id and l.activity_id = a.id) as links,
      (select count(*) from hit h where h.school_id = a.school_id and h.activity_id = a.id and h.answer is not null) as answers
    from meant m join activity a on a.school_id = m.school_id and a.id = m.activity_id left join event e on e.part->>'sourceId' = m.source_id and e.nth = 1
      left join block b on b.source_id = m.source_id left join person on person.id = m.answered_by
    order by m.place`.execute(tx);
  return rows.map(({ hereTitle, hereText, hereMinutes, hereCourses, fileTitle, fileText, fileMinutes, fileCourses, ...pair }) => ({
    ...pair,
    here: { title: hereTitle, text: hereText === null ? null : plainText(hereText), minutes: hereMinutes, courses: hereCourses },
    file: { title: fileTitle, text: fileText === null ? null : plainText(fileText), minutes: fileMinutes, courses: fileCourses },
  }));
}

/** The place of the first open pair behind `after`, else of the first open one at all; null when all are answered. */
export async function nextOpenPair({ actor, tx }: Scope, importId: string, after: number): Promise<number | null> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const { rows } = await sql<{ place: number }>`select place from ${placed(ownSchool(actor).id, importId)} p where answer is null
    order by place <= ${after}, place limit 1`.execute(tx);
  return rows[0]?.place ?? null;
}

/** The pair that the asking person answered last; null when there is none. */
export async function lastAnsweredPair(
  { actor, tx }: Scope,
  importId: string,
): Promise<{ sourceId: string; activityId: string; place: number } | null> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const { rows } = await sql<{ sourceId: string; activityId: string; place: number }>`
    select source_id, activity_id, place from ${placed(ownSchool(actor).id, importId)} p
    where answer is not null and answered_by is not distinct from ${actor.personId}::uuid order by answered_at desc, place desc limit 1`.execute(
    tx,
  );
  return rows[0] ?? null;
}
