import { type Competency, itemsOf } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { PlaceInCourse } from '../queries.server.ts';
import type { CourseSize, Method, Milestone } from './full-input.ts';

/** The methods of these activities, in the order in which the file names them. */
export async function methodsOf({ actor, tx }: Scope, activityIds: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>> {
  const rows = await tx
    .selectFrom('activityMethod')
    .select(['activityId', 'kind', 'code', 'name', 'purpose'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val([...activityIds]))))
    .orderBy('position')
    .execute();
  const methods = rows.map(({ activityId, kind, code, name, purpose }) => [
    activityId,
    { kind: kind as Method['kind'], code, name, purpose: purpose as Method['purpose'] },
  ]) satisfies [string, Method][];
  return new Map([...Map.groupBy(methods, ([id]) => id)].map(([id, group]) => [id, group.map(([, method]) => method)]));
}

/** The sizes of the courses in which these places are. */
export async function courseSizes({ actor, tx }: Scope, places: readonly Pick<PlaceInCourse, 'courseId'>[]): Promise<CourseSize[]> {
  const ids = [...new Set(places.map(({ courseId }) => courseId))];
  return tx
    .selectFrom('course')
    .select(['id', 'title', 'seats', 'enrolled'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val(ids))))
    .orderBy('position')
    .orderBy('title')
    .execute();
}

/** How many students a class of the school has; null while it has not said. */
export async function classSizeOf({ actor, tx }: Scope): Promise<number | null> {
  const { classSize } = await tx.selectFrom('school').select('classSize').where('id', '=', ownSchool(actor).id).executeTakeFirstOrThrow();
  return classSize;
}

/** The milestones of a version's competencies, in the order of its outline. A milestone below another one counts under the same competency. */
export async function milestonesOf(scope: Scope, versionId: string, competencies: readonly Competency[]): Promise<Milestone[]> {
  const items = await itemsOf(scope, versionId);
  const codeOf = new Map(competencies.map(({ id, code }) => [id, code]));
  for (const { id, parentId, kind } of items) {
    const above = parentId === null ? undefined : codeOf.get(parentId);
    if (kind === 'milestone' && above !== undefined) codeOf.set(id, above);
  }
  return items.flatMap(({ id, kind, phase, text }) => {
    const competency = codeOf.get(id);
    return kind === 'milestone' && competency !== undefined ? [{ id, competency, phase, text }] : [];
  });
}
