import { sql } from 'kysely';
import { zone } from '#app/modules/members/time-zone.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import type { Extent, Level } from '../link.ts';
import { mayViewCurriculum, whoMay } from '../rules.ts';
import { type Confirmations, confirmationOf, type DirectorWord, pairKey } from './confirmation.ts';
import { coveredCourses } from './covered-queries.server.ts';

type DirectedLink = {
  activityId: string;
  competencyId: string;
  level: Level;
  extent: Extent;
  dueOn: string | null;
  answer: DirectorWord['answer'] | null;
  saidLevel: Level | null;
  saidExtent: Extent | null;
  seenLevel: string | null;
  seenExtent: string | null;
  settled: DirectorWord['settled'];
};

/**
 * What the course directors make of every link of a year: a map by `pairKey(activityId, competencyId)`, to be read with `confirmationFor`. Pairs without a
 * director are not in it. Links of every framework version are. Whatever stands in a course is its director's, unless it has one of its own.
 */
export async function confirmations(scope: Scope, year: string): Promise<Confirmations> {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum', whoMay.staff);
  const { rows } = await sql<DirectedLink>`
    with recursive ${coveredCourses(scope, year)}, directed as (
      select d.course_stable_id, max(q.due_on)::text as due_on from director d
      left join director_question q on q.school_id = ${ownSchool(actor).id} and q.course_stable_id = d.course_stable_id and q.mail = d.mail and q.year = ${year} group by 1)
    select l.activity_id, l.competency_id, l.level, l.extent, d.due_on, a.answer, a.level as said_level, a.extent as said_extent,
      a.seen_level, a.seen_extent, a.settled
    from directed d
    join covered v on v.course_stable_id = d.course_stable_id
    join placement p on p.school_id = ${ownSchool(actor).id} and p.course_id = v.course_id
    join activity t on t.school_id = p.school_id and t.id = p.activity_id and t.removed_at is null
    join competency_link l on l.school_id = p.school_id and l.activity_id = p.activity_id
    left join director_answer a on a.school_id = l.school_id and a.course_stable_id = d.course_stable_id
      and a.activity_id = l.activity_id and a.competency_id = l.competency_id`.execute(tx);
  const today = isoDayIn(new Date(), zone);
  const pairs = Map.groupBy(rows, ({ activityId, competencyId }) => pairKey(activityId, competencyId));
  return new Map([...pairs].map(([key, links]) => [key, confirmationOf(links[0]!, links.map(courseOf), today)]));
}

function courseOf({ dueOn, answer, saidLevel, saidExtent, ...rest }: DirectedLink) {
  const said = answer === null ? null : { ...rest, answer, level: saidLevel!, extent: saidExtent! };
  return { dueOn, said };
}
