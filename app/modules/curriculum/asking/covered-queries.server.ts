import { type RawBuilder, sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';

/**
 * Two tables of a year for `with recursive`. `director (course_stable_id, mail, name)`: who directs its courses; of a submitted year whoever did then or was asked about it,
 * so that no later word changes its figures. `covered (course_stable_id, course_id, is_below)`: the courses about which the directors of each directed course are asked,
 * the course itself and whatever stands in it, down to what has a director of its own.
 */
export function coveredCourses({ actor }: Scope, year: string): RawBuilder<unknown> {
  const { id } = ownSchool(actor);
  return sql`director as (
    select d.course_stable_id, d.mail, d.name from course_director d
    left join submission s on s.school_id = d.school_id and s.year = ${year} and s.taken_back_at is null
    where d.school_id = ${id} and case when s.id is null then d.ended_at is null
      else coalesce(d.ended_at > s.submitted_at, true) and (d.named_at <= s.submitted_at or exists (select from director_question q
        where q.school_id = d.school_id and q.year = s.year and q.course_stable_id = d.course_stable_id and q.mail = d.mail)) end),
  covered (course_stable_id, course_id, is_below) as (
    select d.course_stable_id, c.id, false from (select distinct course_stable_id from director) d
    join course c on c.school_id = ${id} and c.year = ${year} and c.stable_id = d.course_stable_id and c.removed_at is null
    union
    select v.course_stable_id, k.id, true from covered v
    join course k on k.school_id = ${id} and k.year = ${year} and k.parent_id = v.course_id and k.removed_at is null
    where not exists (select from director o where o.course_stable_id = k.stable_id))`;
}
