import { ownSchool } from '#app/platform/actor.ts';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { plainText } from '../markup.ts';
import { placesInCourses, schoolPhases } from '../queries.server.ts';
import { mayViewCurriculum } from '../rules.ts';
import { Id } from '../schema.ts';

/** One activity of the school with all that the school's file and its people say of it; also one that is no longer in the file. */
export async function activityFacts(scope: Scope, activityId: string) {
  const { actor, tx } = scope;
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const school = ownSchool(actor);
  const activity = await tx
    .selectFrom('activity')
    .selectAll()
    .where('schoolId', '=', school.id)
    .where('id', '=', addressed(Id, activityId, 'This activity'))
    .executeTakeFirst();
  if (!activity) throw missing('This activity');
  return {
    school,
    phases: await schoolPhases(scope),
    activity: { ...activity, description: activity.description === null ? null : plainText(activity.description) },
    places: await placesInCourses(scope, activity.year, [activityId]),
    methods: await methodsOf(scope, activityId),
    words: await wordsOf(scope, activityId),
    objectives: await objectivesOf(scope, activityId),
    links: await linksOf(scope, activityId),
    hits: await hitsOf(scope, activityId),
  };
}
export type ActivityFacts = Awaited<ReturnType<typeof activityFacts>>;

function methodsOf({ actor, tx }: Scope, activityId: string) {
  return tx
    .selectFrom('activityMethod')
    .select(['position', 'kind', 'code', 'name', 'isPrimary', 'minutes', 'purpose'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('activityId', '=', activityId)
    .orderBy('position')
    .execute();
}

function wordsOf({ actor, tx }: Scope, activityId: string) {
  return tx
    .selectFrom('activityKeyword')
    .select(['position', 'kind', 'term', 'source'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('activityId', '=', activityId)
    .orderBy('position')
    .execute();
}

function objectivesOf({ actor, tx }: Scope, activityId: string) {
  return tx
    .selectFrom('activityObjective')
    .innerJoin('objective', (join) =>
      join.onRef('objective.schoolId', '=', 'activityObjective.schoolId').onRef('objective.id', '=', 'activityObjective.objectiveId'),
    )
    .select(['objective.id', 'objective.text', 'objective.category'])
    .where('activityObjective.schoolId', '=', ownSchool(actor).id)
    .where('activityObjective.activityId', '=', activityId)
    .orderBy('objective.text')
    .execute();
}

/** Links under the wording that a person linked to. */
function linksOf({ actor, tx }: Scope, activityId: string) {
  return tx
    .selectFrom('competencyLink')
    .innerJoin('frameworkItem as competency', 'competency.id', 'competencyLink.competencyId')
    .leftJoin('person', 'person.id', 'competencyLink.linkedBy')
    .select(['competency.id', 'competency.code', 'competency.title as shortTitle', 'competencyLink.level', 'competencyLink.extent'])
    .select(['person.name as linkedBy', 'competencyLink.linkedAt', 'competencyLink.carriedYear'])
    .where('competencyLink.schoolId', '=', ownSchool(actor).id)
    .where('competencyLink.activityId', '=', activityId)
    .orderBy('competency.position')
    .execute();
}

function hitsOf({ actor, tx }: Scope, activityId: string) {
  return tx
    .selectFrom('hit')
    .innerJoin('keyword', 'keyword.id', 'hit.keywordId')
    .innerJoin('frameworkItem as competency', 'competency.id', 'hit.competencyId')
    .leftJoin('person', 'person.id', 'hit.answeredBy')
    .select(['hit.id', 'keyword.phrase', 'competency.code', 'hit.field', 'hit.sentence', 'hit.matchStart', 'hit.matchLength'])
    .select(['hit.answer', 'hit.reason', 'hit.answeredAt', 'person.name as answeredBy'])
    .where('hit.schoolId', '=', ownSchool(actor).id)
    .where('hit.activityId', '=', activityId)
    .orderBy('hit.position')
    .orderBy('hit.id')
    .execute();
}
