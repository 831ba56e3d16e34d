import { type RawBuilder, sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';

/**
 * The courses of a year about which the directors of each directed course are asked, as `covered (course_stable_id, course_id, is_below)` for `with recursive`: the
 * course itself, and whatever stands in it, down to what has a director of its own.
 */
export function coveredCourses({ actor }: Scope, year: string): RawBuilder<unknown> {
  const { id } = ownSchool(actor);
  return sql`covered (course_stable_id, course_id, is_below) as (
    select d.course_stable_id, c.id, false from (select distinct course_stable_id from course_director where school_id = ${id}) d
    join course c on c.school_id = ${id} and c.year = ${year} and c.stable_id = d.course_stable_id and c.removed_at is null
    union
    select v.course_stable_id, k.id, true from covered v
    join course k on k.school_id = ${id} and k.year = ${year} and k.parent_id = v.course_id and k.removed_at is null
    where not exists (select from course_director o where o.school_id = ${id} and o.course_stable_id = k.stable_id))`;
}
