import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { plainText } from '../markup.ts';
import { placesInCourses, schoolPhases } from '../queries.server.ts';
import { proposedLevel } from './proposal.ts';

/** An activity as whoever links it sees it: where it stands, what its file says of it, and its links. `seen`: when this was read, in milliseconds since 1970. */
export async function activityToLink(scope: Scope, activityId: string) {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const activity = await tx
    .selectFrom('activity')
    .select(['id as activityId', 'year', 'title', 'description', 'learnerMinutes', 'learnerMinutesMost', 'removedAt'])
    .select(sql<Date>`clock_timestamp()`.as('readAt'))
    .where('schoolId', '=', schoolId)
    .where('id', '=', activityId)
    .executeTakeFirst();
  if (!activity) throw missing('This activity');
  const objectives = await tx
    .selectFrom('activityObjective')
    .innerJoin('objective', (join) =>
      join.onRef('objective.schoolId', '=', 'activityObjective.schoolId').onRef('objective.id', '=', 'activityObjective.objectiveId'),
    )
    .select('objective.text')
    .where('activityObjective.schoolId', '=', schoolId)
    .where('activityObjective.activityId', '=', activityId)
    .orderBy('objective.sourceId')
    .execute();
  const methods = await tx
    .selectFrom('activityMethod')
    .select(['kind', 'code', 'name'])
    .where('schoolId', '=', schoolId)
    .where('activityId', '=', activityId)
    .orderBy('position')
    .execute();
  const links = await tx
    .selectFrom('competencyLink')
    .innerJoin('frameworkItem as competency', 'competency.id', 'competencyLink.competencyId')
    .select(['competencyLink.competencyId', 'competencyLink.level', 'competencyLink.extent', 'competencyLink.hitId'])
    .select(['competencyLink.evidence', 'competencyLink.milestoneIds'])
    .select(['competency.stableId', 'competency.code', 'competency.title as shortTitle'])
    .where('competencyLink.schoolId', '=', schoolId)
    .where('competencyLink.activityId', '=', activityId)
    .orderBy('competency.position')
    .execute();
  const phases = new Map((await schoolPhases(scope)).map(({ id, name }) => [id, name]));
  const places = await placesInCourses(scope, activity.year, [activityId]);
  const { readAt, ...rest } = activity;
  return {
    ...rest,
    seen: readAt.getTime(),
    title: plainText(activity.title).trim(),
    description: activity.description === null ? null : plainText(activity.description).trim(),
    objectives: objectives.map(({ text }) => plainText(text).trim()),
    methods: [...new Set(methods.map(({ name, code }) => name ?? code))],
    links,
    courses: places.map(({ course, requirement, phaseId }) => ({
      course,
      requirement,
      phase: phaseId === null ? null : phaseId === 'spans' ? 'several phases' : (phases.get(phaseId) ?? null),
    })),
    levelProposed: proposedLevel(methods),
  };
}
/** An activity as `activityToLink` answers it, for what shows it. */
export type ActivityToLink = Omit<Awaited<ReturnType<typeof activityToLink>>, 'levelProposed'>;
