import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCorrect } from '../rules.ts';
import type { Standing } from './correction.ts';

/** These activities as they stand, with their places in courses that stand and their methods; ids that are not the school's are left out. `isLocked` until the scope ends. */
export async function standingOf(scope: Scope, ids: readonly string[], isLocked = false): Promise<Standing[]> {
  const { actor, tx } = scope;
  if (!mayCorrect(actor)) throw forbidden('correct this curriculum');
  const schoolId = ownSchool(actor).id;
  const activities = await tx
    .selectFrom('activity')
    .select(['id', 'title', 'description', 'learnerMinutes', 'learnerMinutesMost', 'deliveredMinutes', 'deliveredMinutesMost'])
    .select(['isInterprofessional', 'removedAt', 'sameAs'])
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val([...ids]))))
    .orderBy('titleFolded')
    .orderBy('id')
    .$if(isLocked, (query) => query.forUpdate())
    .execute();
  const own = activities.map(({ id }) => id);
  const places = await tx
    .selectFrom('placement')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val(own))))
    .orderBy('position')
    .orderBy('courseId')
    .$if(isLocked, (query) => query.forUpdate())
    .execute();
  const methods = await tx
    .selectFrom('activityMethod')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val(own))))
    .orderBy('position')
    .$if(isLocked, (query) => query.forUpdate())
    .execute();
  const placesOf = Map.groupBy(places, ({ activityId }) => activityId);
  const methodsOf = Map.groupBy(methods, ({ activityId }) => activityId);
  return activities.map((activity) => ({ activity, places: placesOf.get(activity.id) ?? [], methods: methodsOf.get(activity.id) ?? [] }));
}

/** The course of the year with this title; null when none is named. Invalid when there is none, or several. */
export async function courseNamed({ actor, tx }: Scope, year: string, title: string): Promise<string | null> {
  if (!mayCorrect(actor)) throw forbidden('correct this curriculum');
  if (title === '') return null;
  const found = await tx
    .selectFrom('course')
    .select('id')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', year)
    .where('removedAt', 'is', null)
    .where(sql<boolean>`lower(title) = lower(${title})`)
    .limit(2)
    .execute();
  if (found.length === 1) return found[0]!.id;
  throw invalid(
    found.length === 0
      ? `${year} has no course called “${title}”. Choose one of the list.`
      : `${year} has several courses called “${title}”. Rename one first.`,
  );
}
