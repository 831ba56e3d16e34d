import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import type { TaughtYear } from './teaching-plan.ts';
import type { Marks } from './teaching-rows.ts';

/** Which year of a school, and the courses that are asked about beside those that have an answer. */
type Asked = { readonly schoolId: string; readonly year: string; readonly courseIds?: readonly string[] };

/** The rows of a year that its answers decide, locked until this transaction ends: answered and asked courses, what stands in them, and what is folded. */
export async function taughtYear({ tx }: Scope, { schoolId, year, courseIds = [] }: Asked): Promise<TaughtYear> {
  const courses = await tx
    .selectFrom('course')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .where('removedAt', 'is', null)
    .where((eb) => eb.or([eb('teaching', 'is not', null), eb('id', '=', eb.fn.any(eb.val([...courseIds])))]))
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute();
  const inGroups = courses.filter(({ id, teaching }) => teaching === 'groups' || courseIds.includes(id)).map(({ id }) => id);
  const activities = await tx
    .selectFrom('activity')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .where((eb) =>
      eb.or([
        eb('groups', 'is not', null),
        eb('sameAs', 'is not', null),
        eb(
          'id',
          'in',
          eb
            .selectFrom('placement')
            .select('activityId')
            .where('placement.schoolId', '=', schoolId)
            .where('courseId', '=', eb.fn.any(eb.val(inGroups))),
        ),
        eb(
          'id',
          'in',
          eb
            .selectFrom('activity as one')
            .select('one.sameAs')
            .where('one.schoolId', '=', schoolId)
            .where('one.year', '=', year)
            .where('one.sameAs', 'is not', null)
            .$castTo<{ sameAs: string }>(),
        ),
      ]),
    )
    .orderBy('position')
    .orderBy('id')
    .forUpdate()
    .execute();
  const placements = await tx
    .selectFrom('placement')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val(activities.map(({ id }) => id)))))
    .orderBy('position')
    .orderBy('activityId')
    .execute();
  return { courses, activities, placements };
}

/** The links and hits of these activities. */
export async function marksOf({ tx }: Scope, schoolId: string, activityIds: readonly string[]): Promise<Marks> {
  const these = sql<boolean>`school_id = ${schoolId}::uuid and activity_id = any(${[...activityIds]}::uuid[])`;
  return {
    links: await tx.selectFrom('competencyLink').selectAll().where(these).orderBy('competencyId').orderBy('activityId').execute(),
    hits: await tx.selectFrom('hit').selectAll().where(these).orderBy('position').orderBy('id').execute(),
  };
}
