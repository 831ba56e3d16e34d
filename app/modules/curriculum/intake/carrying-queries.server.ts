import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { joinByHashing } from '#app/platform/joining.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayViewCurriculum } from '../rules.ts';
import { named, parts, type Staged, samePairs } from './carrying.server.ts';
import { type Overruled, overruledOf } from './overruled.server.ts';
import { type PairCounts, pairCounts } from './pairs-queries.server.ts';

/** An activity that the file does not name, with its courses and what people said of it. */
export type Unnamed = {
  readonly id: string;
  readonly title: string;
  readonly courses: readonly string[];
  readonly links: number;
  readonly answers: number;
};

/** What the year before has to do with the file: only for activities that are new in this year. */
export type YearBefore = {
  readonly year: string;
  /** New activities that continue one of it, by id or by a person's word, and the links that come along with them. */
  readonly continued: number;
  readonly links: number;
  /** What of it the file does not continue; the list holds the first hundred, those with links first. */
  readonly vanished: number;
  readonly vanishedLinks: number;
  readonly vanishing: readonly Unnamed[];
};

/** What bringing a checked file in would do beyond what is new, different or gone in its year: what comes along, what stays, what gives way. */
export type Carrying = {
  /** Activities of the year that take a new id by a person's word. */
  readonly paired: number;
  /** Had left, and return; or are folded into another, and stay so. */
  readonly back: number;
  readonly folded: number;
  /** Not in the file and entered by hand: stay whatever the file covers. */
  readonly byHand: number;
  /** What people corrected and the file has changed since: the file's value comes. */
  readonly overruled: readonly Overruled[];
  /** Pairs that are not answered do nothing. */
  readonly pairs: PairCounts;
  readonly before: YearBefore | null;
};

/** So many activities are listed. */
const mostListed = 100;

/** What a merge of the staged file would carry, keep and overrule, by the merge's own rules. */
export async function carryingOf(scope: Scope, { id, year }: { id: string; year: string }): Promise<Carrying> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const staged: Staged = { schoolId: ownSchool(actor).id, importId: id, year, covers: 'year' };
  await joinByHashing(scope);
  const { rows } = await sql<Pick<Carrying, 'paired' | 'back' | 'folded' | 'byHand'>>`
    with ${beside(staged)}
    select count(*) filter (where h.is_paired and n.source_id is not null) as paired,
      count(*) filter (where n.source_id is not null and h.removed_at is not null and h.same_as is null) as back,
      count(*) filter (where n.source_id is not null and h.same_as is not null) as folded,
      count(*) filter (where n.source_id is null and h.removed_at is null and h.came_by = 'hand' and not h.is_paired) as by_hand
    from here h left join coming n on n.source_id = h.named`.execute(tx);
  return {
    ...rows[0]!,
    overruled: await overruledOf(scope, staged),
    pairs: await pairCounts(scope, id),
    before: await yearBefore(scope, staged),
  };
}

/** `coming`: the file's activities; `here`: those of the year, each under the id by which the file names it (`named`), a person's word included. */
function beside(staged: Staged) {
  const { schoolId, year } = staged;
  return sql`coming as materialized (select part->>'sourceId' as source_id, part->>'title' as title
      from ${parts(staged, 'event')} e),
    same as materialized (select * from ${samePairs(staged)} p),
    here as materialized (select a.id, a.removed_at, a.same_as, a.came_by,
        exists (select from same s where s.activity_id = a.id) as is_paired,
        coalesce((select s.source_id from same s where s.activity_id = a.id and s.is_first), a.source_id) as named
      from activity a where a.school_id = ${schoolId}::uuid and a.year = ${year})`;
}

/** These activities in figures, and the first hundred of them: those with links first, then by title. */
async function unnamed({ actor, tx }: Scope, { activities }: { activities: ReturnType<typeof sql> }) {
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<{ count: number; links: number; answers: number; listed: Unnamed[] | null }>`
    with meant as materialized (select a.id, a.title, coalesce(l.n, 0) as links, coalesce(h.n, 0) as answers from activity a
        join (${activities}) m on m.id = a.id
        left join (select activity_id, count(*) as n from competency_link where school_id = ${schoolId}::uuid group by 1) l on l.activity_id = a.id
        left join (select activity_id, count(*) as n from hit where school_id = ${schoolId}::uuid and answer is not null group by 1) h on h.activity_id = a.id
        where a.school_id = ${schoolId}::uuid),
      first as (select * from meant order by links desc, answers desc, lower(title), id limit ${sql.lit(mostListed)}),
      told as (select f.*, array(select c.title from placement p join course c on c.school_id = p.school_id and c.id = p.course_id
        where p.school_id = ${schoolId}::uuid and p.activity_id = f.id order by c.position) as courses from first f)
    select count(*) as count, coalesce(sum(links), 0)::int as links, coalesce(sum(answers), 0)::int as answers,
      (select jsonb_agg(jsonb_build_object('id', id, 'title', title, 'courses', courses, 'links', links, 'answers', answers)
        order by links desc, answers desc, lower(title), id) from told) as listed
    from meant`.execute(tx);
  const { count, links, answers, listed } = rows[0]!;
  return { count, links, answers, listed: listed ?? [] };
}

async function yearBefore(scope: Scope, staged: Staged): Promise<YearBefore | null> {
  const { tx } = scope;
  const { schoolId, year } = staged;
  const last = await tx
    .selectFrom('curriculumYear')
    .select(({ fn }) => fn.max('year').as('year'))
    .where('schoolId', '=', schoolId)
    .where('year', '<', year)
    .executeTakeFirstOrThrow();
  if (last.year === null) return null;
  // A stable id is in the file when it names an id that some year knows under it, when a person said so, or when the row of this year already has it.
  const continuing = sql`${beside(staged)},
    new as materialized (select n.source_id from coming n where not exists (select from here h where h.named = n.source_id)),
    stable as materialized (select distinct on (a.source_id) a.source_id, a.stable_id from activity a join new on new.source_id = a.source_id
        where a.school_id = ${schoolId}::uuid and a.year <> ${year}
        order by a.source_id, (a.year < ${year}) desc, abs(left(a.year, 4)::int - left(${year}, 4)::int)),
    goes_on as materialized (select stable_id from stable union select stable_id from same where year <> ${year})`;
  const { rows } = await sql<{ continued: number; links: number }>`with ${continuing}
    select count(distinct a.id) as continued, count(l.competency_id) as links
    from goes_on g join activity a on a.school_id = ${schoolId}::uuid and a.year = ${last.year} and a.stable_id = g.stable_id
      left join competency_link l on l.school_id = a.school_id and l.activity_id = a.id`.execute(tx);
  const vanished = await unnamed(scope, {
    activities: sql`with ${continuing}
      select a.id from activity a where a.school_id = ${schoolId}::uuid and a.year = ${last.year} and a.removed_at is null
        and not exists (select from goes_on g where g.stable_id = a.stable_id)
        and not exists (select from activity x where x.school_id = a.school_id and x.year = ${year} and x.stable_id = a.stable_id)
        and not exists (select from ${named(staged, 'event')} n where n.source_id = a.source_id)`,
  });
  return {
    year: last.year,
    ...rows[0]!,
    vanished: vanished.count,
    vanishedLinks: vanished.links,
    vanishing: vanished.listed,
  };
}
