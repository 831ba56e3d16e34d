import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod';
import { ownSchool } from '#app/platform/actor.ts';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import { plainText } from '../markup.ts';
import { type YearGround, yearGround } from '../queries.server.ts';
import { mayCorrect, mayViewCurriculum } from '../rules.ts';
import { Id } from '../schema.ts';
import { proposedToKeep } from './merge.ts';
import { type DuplicateSearch, groupsAtOnce, twinsAtOnce } from './schema.ts';

/** An activity beside those that look like it. `said` is how much of itself it says: text, hours, methods, objectives. */
export type Twin = {
  readonly id: string;
  readonly title: string;
  readonly text: string | null;
  readonly learnerMinutes: number | null;
  readonly learnerMinutesMost: number | null;
  readonly courses: string;
  readonly methods: number;
  readonly objectives: number;
  readonly links: number;
  readonly answers: number;
  readonly said: number;
};
/** Activities that may be one: the first of `total`. `course` is where all of them stand (null: they were chosen by hand), `keep` the one proposed to stay. */
export type Twins = {
  readonly course: { readonly id: string; readonly title: string } | null;
  readonly keep: string;
  readonly total: number;
  readonly twins: readonly Twin[];
};

/** A text that more activities share than this is a text of the course, not of an activity. */
const mostOfOneText = 10;
/** A text shorter than this many characters tells nothing. */
const leastText = 40;

/**
 * Groups of activities of a year in one course that have the same title (capitals aside), or the same text under other titles. A course that was
 * said to give each of its activities to everybody has no duplicates of its own.
 */
function groups(schoolId: string, year: string, by: DuplicateSearch['by']): RawBuilder<unknown> {
  const same = by === 'title' ? sql`a.title_folded` : sql`md5(a.description)`;
  const isIt = by === 'title' ? sql`true` : sql`length(a.description) >= ${sql.lit(leastText)}`;
  const isGroup =
    by === 'title' ? sql`count(*) > 1` : sql`count(*) between 2 and ${sql.lit(mostOfOneText)} and count(distinct a.title_folded) > 1`;
  return sql`(select c.id as course_id, c.title as course, c.position, ${same} as same, (array_agg(a.id order by p.position, a.id))[1:${sql.lit(twinsAtOnce)}] as ids, count(*)::int as size
    from placement p join activity a on a.school_id = p.school_id and a.id = p.activity_id and a.removed_at is null
      join course c on c.school_id = p.school_id and c.id = p.course_id and c.removed_at is null and c.teaching is distinct from 'each'
    where p.school_id = ${schoolId} and a.year = ${year} and ${isIt}
    group by 1, 2, 3, 4 having ${isGroup})`;
}

/** How many groups of duplicates of one kind a year has. */
export async function duplicateCount({ actor, tx }: Scope, year: string, by: DuplicateSearch['by']): Promise<number> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from ${groups(ownSchool(actor).id, year, by)} g`.execute(tx);
  return rows[0]!.total;
}

/** A page of the groups of duplicates of a year, with how many groups there are. */
export type Duplicates = YearGround & { readonly total: number; readonly page: number; readonly groups: readonly Twins[] };

/** The duplicates that the search names. */
export async function duplicates(scope: Scope, search: DuplicateSearch): Promise<Duplicates> {
  const ground = await yearGround(scope, search.year);
  if (ground.year === null) return { ...ground, total: 0, page: 1, groups: [] };
  const total = await duplicateCount(scope, ground.year, search.by);
  const page = pageWithin(search.page, total, groupsAtOnce);
  const { rows } = await sql<{ courseId: string; course: string; ids: string[]; size: number }>`select course_id, course, ids, size
    from ${groups(ground.school.id, ground.year, search.by)} g order by position, course, same limit ${groupsAtOnce} offset ${(page - 1) * groupsAtOnce}`.execute(
    scope.tx,
  );
  const twins = await twinsOf(
    scope,
    rows.flatMap(({ ids }) => ids),
  );
  const found = rows.map(({ courseId, course, ids, size }) => ({ ...grouped(twins, ids, { id: courseId, title: course }), total: size }));
  return { ...ground, total, page, groups: found };
}

/** Activities that a person chose, side by side; missing when one is not the school's or has left the map. */
export async function chosenTwins(scope: Scope, ids: readonly string[]): Promise<Twins> {
  if (!mayCorrect(scope.actor)) throw forbidden('merge activities');
  const own = addressed(z.array(Id), [...new Set(ids)], 'One of these activities');
  const twins = await twinsOf(scope, own);
  if (twins.size < own.length) throw missing('One of these activities');
  return grouped(twins, own, null);
}

function grouped(twins: ReadonlyMap<string, Twin>, ids: readonly string[], course: Twins['course']): Twins {
  const group = ids.flatMap((id) => twins.get(id) ?? []);
  return { course, keep: proposedToKeep(group), total: group.length, twins: group };
}

async function twinsOf({ actor, tx }: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Twin>> {
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<
    Omit<Twin, 'said'>
  >`select a.id, a.title, left(a.description, 2000) as text, a.learner_minutes, a.learner_minutes_most,
      coalesce((select string_agg(c.title, ', ' order by c.position) from placement p join course c on c.school_id = p.school_id and c.id = p.course_id and c.removed_at is null
        where p.school_id = a.school_id and p.activity_id = a.id), '') as courses,
      (select count(*)::int from activity_method m where m.school_id = a.school_id and m.activity_id = a.id) as methods,
      (select count(*)::int from activity_objective o where o.school_id = a.school_id and o.activity_id = a.id) as objectives,
      (select count(*)::int from competency_link l where l.school_id = a.school_id and l.activity_id = a.id) as links,
      (select count(*)::int from hit h where h.school_id = a.school_id and h.activity_id = a.id and h.answer is not null) as answers
    from activity a where a.school_id = ${schoolId} and a.removed_at is null and a.id = any(${[...ids]})`.execute(tx);
  return new Map(
    rows.map((row) => {
      const said = Number(row.text !== null) + Number(row.learnerMinutes !== null) + Math.sign(row.methods) + Math.sign(row.objectives);
      return [row.id, { ...row, text: row.text === null ? null : plainText(row.text), said }];
    }),
  );
}
