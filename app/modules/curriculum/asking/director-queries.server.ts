import { sql } from 'kysely';
import { zone } from '#app/modules/members/time-zone.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { type YearGround, yearGround } from '../queries.server.ts';
import { maySeeDirectors, mayViewCurriculum, whoMay } from '../rules.ts';
import { coveredCourses } from './covered-queries.server.ts';
import type { MailedDirector } from './director-mail.ts';
import { stateOfDirector } from './words.ts';

/** One director of one course of a year: when asked, until when, when done. `links`: links in the course; `answered`: how many of them have a word. */
export type DirectedCourse = {
  readonly courseStableId: string;
  readonly courseId: string;
  readonly course: string;
  readonly name: string;
  readonly mail: string;
  readonly askedAt: Date | null;
  readonly dueOn: string | null;
  readonly mailedAt: Date | null;
  readonly remindedAt: Date | null;
  readonly doneAt: Date | null;
  readonly words: string | null;
  readonly links: number;
  readonly answered: number;
};

/** The directors of a year's courses, in the order of the courses. Whoever may view the curriculum counts; names are shown to leads and mappers. */
export async function directedCourses(scope: Scope, year: string): Promise<DirectedCourse[]> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum', whoMay.staff);
  const { rows } = await sql<DirectedCourse>`
    with recursive ${coveredCourses(scope, year)}
    select d.course_stable_id, c.id as course_id, c.title as course, d.name, d.mail, q.asked_at, q.due_on::text as due_on, q.mailed_at, q.reminded_at,
      q.done_at, q.words, n.links::int, n.answered::int
    from director d
    join course c on c.school_id = ${ownSchool(actor).id} and c.stable_id = d.course_stable_id and c.year = ${year} and c.removed_at is null
    left join director_question q on q.school_id = c.school_id and q.course_stable_id = d.course_stable_id and q.mail = d.mail and q.year = ${year}
    cross join lateral (
      select count(distinct (l.activity_id, l.competency_id)) as links,
        count(distinct (a.activity_id, a.competency_id)) filter (where a.activity_id is not null) as answered
      from covered v join placement p on p.school_id = c.school_id and p.course_id = v.course_id
      join activity t on t.school_id = p.school_id and t.id = p.activity_id and t.removed_at is null
      join competency_link l on l.school_id = p.school_id and l.activity_id = p.activity_id
      left join director_answer a on a.school_id = l.school_id and a.course_stable_id = d.course_stable_id
        and a.activity_id = l.activity_id and a.competency_id = l.competency_id
      where v.course_stable_id = d.course_stable_id) n
    order by c.position, c.title, d.name`.execute(tx);
  return rows;
}

/** A course of a year that nobody is named for, with how many links stand in it. `through`: the course that it stands in whose director is asked about it too. */
export type UndirectedCourse = {
  readonly stableId: string;
  readonly title: string;
  readonly links: number;
  readonly through: string | null;
};

/** What the page of course directors shows of a year. `undirected`: courses nobody is named for, those that nobody is asked about first. */
export type DirectorsPage = YearGround & {
  readonly directed: ReadonlyArray<DirectedCourse & { readonly state: ReturnType<typeof stateOfDirector> }>;
  readonly undirected: readonly UndirectedCourse[];
};

/** Who directs which course of a year and what became of asking them. */
export async function directorsPage(scope: Scope, asked?: string): Promise<DirectorsPage> {
  if (!maySeeDirectors(scope.actor)) throw forbidden('see who directs which course', whoMay.mappers);
  const ground = await yearGround(scope, asked);
  if (ground.year === null) return { ...ground, directed: [], undirected: [] };
  const today = isoDayIn(new Date(), zone);
  const directed = (await directedCourses(scope, ground.year)).map((each) => ({ ...each, state: stateOfDirector(each, today) }));
  const named = new Set(directed.map(({ courseStableId }) => courseStableId));
  const courses = await coursesToName(scope, ground.year);
  return { ...ground, directed, undirected: courses.filter(({ stableId }) => !named.has(stableId)) };
}

/** Every course of a year with its stable id and how many links stand in it: first those that nobody is asked about, and of these those with links. */
export async function coursesToName(scope: Scope, year: string): Promise<UndirectedCourse[]> {
  const { actor, tx } = scope;
  if (!maySeeDirectors(actor)) throw forbidden('see who directs which course', whoMay.mappers);
  const schoolId = ownSchool(actor).id;
  const { rows } = await sql<UndirectedCourse>`
    with recursive ${coveredCourses(scope, year)},
    below as materialized (
      select v.course_id, min(c.title) as through from covered v
      join course c on c.school_id = ${schoolId} and c.year = ${year} and c.stable_id = v.course_stable_id and c.removed_at is null
      where v.is_below group by v.course_id),
    linked as materialized (
      select p.course_id, count(*)::int as links from activity t
      join placement p on p.school_id = t.school_id and p.activity_id = t.id
      join competency_link l on l.school_id = t.school_id and l.activity_id = t.id
      where t.school_id = ${schoolId} and t.year = ${year} and t.removed_at is null group by p.course_id)
    select c.stable_id, c.title, coalesce(n.links, 0) as links, b.through from course c
    left join below b on b.course_id = c.id left join linked n on n.course_id = c.id
    where c.school_id = ${schoolId} and c.year = ${year} and c.removed_at is null
    order by (b.through is not null), (n.links is null), c.position, c.title`.execute(tx);
  return rows;
}

/**
 * The directors of a year to whom a mail is due: asked and not written to yet (`quietDays` null), or to be reminded: silent while they may still answer, not written to
 * for so many days, and not somebody who wants no reminders. Nobody once the year is submitted.
 */
export async function directorsToWrite(
  scope: Scope,
  { year, quietDays }: { year: string; quietDays: number | null },
): Promise<MailedDirector[]> {
  const { actor, tx } = scope;
  if (!maySeeDirectors(actor)) throw forbidden('write to course directors', whoMay.mappers);
  const school = ownSchool(actor);
  const isDue =
    quietDays === null
      ? sql<boolean>`q.mailed_at is null`
      : sql<boolean>`greatest(q.mailed_at, q.reminded_at) < now() - make_interval(days => ${quietDays}::int) and q.due_on >= ${isoDayIn(new Date(), zone)}::date
        and not exists (select from person r where r.mail = q.mail and not r.wants_reminders)`;
  const { rows } = await sql<{ name: string; mail: string; dueOn: string; askedBy: string | null; stableId: string; title: string }>`
    select d.name, d.mail, q.due_on::text as due_on, p.name as asked_by, c.stable_id, c.title
    from director_question q
    join course_director d on d.school_id = q.school_id and d.course_stable_id = q.course_stable_id and d.mail = q.mail and d.ended_at is null
    join course c on c.school_id = q.school_id and c.stable_id = q.course_stable_id and c.year = q.year and c.removed_at is null
    left join person p on p.id = q.asked_by
    where q.school_id = ${school.id} and q.year = ${year} and q.done_at is null and ${isDue}
      and not exists (select from submission s where s.school_id = q.school_id and s.year = q.year and s.taken_back_at is null)
    order by d.mail, c.position, c.title`.execute(tx);
  return [...Map.groupBy(rows, ({ mail }) => mail).values()].map((courses) => {
    const { name, mail, askedBy } = courses[0]!;
    const dueOn = courses.map((each) => each.dueOn).sort()[0]!;
    return { name, mail, askedBy, dueOn, year, school, courses: courses.map(({ stableId, title }) => ({ stableId, title })) };
  });
}

/** The years of the school about which directors are asked and may still answer. */
export async function yearsAskedAbout({ actor, tx }: Scope): Promise<string[]> {
  if (!maySeeDirectors(actor)) throw forbidden('write to course directors', whoMay.mappers);
  const rows = await tx
    .selectFrom('directorQuestion')
    .select('year')
    .distinct()
    .where('schoolId', '=', ownSchool(actor).id)
    .where('doneAt', 'is', null)
    .where('dueOn', '>=', isoDayIn(new Date(), zone))
    .execute();
  return rows.map(({ year }) => year);
}

/** The schools that an open round still waits for to be confirmed by course directors, each with the round's year. For whoever tells that a last day is over. */
export function schoolsUnconfirmed({ tx }: Scope) {
  return tx
    .selectFrom('roundProgress')
    .innerJoin('mappingRound', 'mappingRound.id', 'roundProgress.roundId')
    .innerJoin('school', 'school.id', 'roundProgress.forSchoolId')
    .select(['school.id', 'school.slug', 'school.name', 'mappingRound.year'])
    .where('roundProgress.step', '=', 'confirm')
    .where('roundProgress.state', '=', 'open')
    .where('mappingRound.status', '=', 'open')
    .execute();
}
