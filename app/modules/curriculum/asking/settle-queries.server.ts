import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Extent, Level } from '../link.ts';
import { maySeeDirectors, mayViewCurriculum, whoMay } from '../rules.ts';

/** A link that stands as a director saw it and withdrew, and that no lead has settled; `linkedBy` null: carried over, or the operator. */
export type Contradiction = {
  readonly courseStableId: string;
  readonly course: string;
  readonly activityId: string;
  readonly activity: string;
  readonly competencyId: string;
  readonly code: string;
  readonly competency: string;
  readonly level: Level;
  readonly extent: Extent;
  readonly linkedBy: string | null;
  readonly director: string | null;
  readonly words: string | null;
  readonly answeredAt: Date;
  readonly sentence: string | null;
};

function standing({ actor }: Scope, year: string) {
  return sql`from director_answer a
    join activity t on t.school_id = a.school_id and t.id = a.activity_id and t.year = ${year} and t.removed_at is null
    join competency_link l on l.school_id = a.school_id and l.activity_id = a.activity_id and l.competency_id = a.competency_id
      and l.level = a.seen_level and l.extent = a.seen_extent
    where a.school_id = ${ownSchool(actor).id} and a.answer = 'not' and a.settled is null`;
}

/** How many withdrawn links of a year wait for a lead's word. */
export async function openContradictions(scope: Scope, year: string): Promise<number> {
  if (!mayViewCurriculum(scope.actor)) throw forbidden('see this curriculum', whoMay.staff);
  const { rows } = await sql<{ open: number }>`select count(*)::int as open ${standing(scope, year)}`.execute(scope.tx);
  return rows[0]!.open;
}

/** The withdrawn links of a year that wait for a lead's word, the oldest first. */
export async function contradictions(scope: Scope, year: string): Promise<Contradiction[]> {
  if (!maySeeDirectors(scope.actor)) throw forbidden('see what directors withdrew', whoMay.mappers);
  const { rows } = await sql<Contradiction>`
    select s.*, coalesce(c.title, 'A course that left') as course, f.code, f.title as competency, m.name as linked_by, p.name as director
    from (select a.school_id, a.course_stable_id, a.activity_id, t.title as activity, a.competency_id, l.level, l.extent, l.linked_by as linker, a.answered_by,
      a.words, a.answered_at, a.seen_sentence as sentence ${standing(scope, year)}) s
    join framework_item f on f.id = s.competency_id
    left join course c on c.school_id = s.school_id and c.stable_id = s.course_stable_id and c.year = ${year}
    left join person m on m.id = s.linker left join person p on p.id = s.answered_by
    order by s.answered_at, s.activity_id`.execute(scope.tx);
  return rows;
}
