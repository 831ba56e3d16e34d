import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { count } from '#app/ui/count.ts';
import { mayCorrect } from '../rules.ts';
import { makeEdit } from './commands.server.ts';
import { type Mergeable, mergedRows } from './merge.ts';
import type { MergeForm } from './schema.ts';

/**
 * Makes several activities of a year one: what people said of the others goes over to the kept one, and the others leave the map. Returns the edit's id, by
 * which all of it comes back. Invalid with fewer than two; missing when one is not the school's or is of another year; conflict when
 * one has left the map.
 */
export async function mergeActivities(scope: Scope, { keep, merge }: MergeForm): Promise<string> {
  const { actor, tx } = scope;
  if (!mayCorrect(actor)) throw forbidden('merge activities');
  const others = [...new Set(merge)].filter((id) => id !== keep);
  if (others.length === 0) throw invalid('Choose at least two activities: the one that stays, and what is to become one with it.');
  const schoolId = ownSchool(actor).id;
  const ids = [keep, ...others];
  const activities = await tx
    .selectFrom('activity')
    .selectAll()
    .where('schoolId', '=', schoolId)
    .where(({ eb, val }) => eb('id', '=', eb.fn.any(val(ids))))
    .orderBy('id')
    .forUpdate()
    .execute();
  const year = activities[0]?.year;
  if (activities.length < ids.length || activities.some((each) => each.year !== year)) throw missing('One of these activities');
  const gone = activities.find(({ removedAt }) => removedAt !== null);
  if (gone) throw conflict(`“${gone.title}” left the map meanwhile: it was merged into another or removed. Look at what stands now.`);
  const of = <Table extends 'placement' | 'activityMethod' | 'competencyLink' | 'hit'>(table: Table) =>
    tx
      .selectFrom(table as 'placement')
      .selectAll()
      .where('schoolId', '=', schoolId)
      .where(({ eb, val }) => eb('activityId', '=', eb.fn.any(val(ids))))
      .forUpdate()
      .execute();
  const [places, methods, links, hits] = [
    await of('placement'),
    (await of('activityMethod')) as unknown as Mergeable['methods'],
    (await of('competencyLink')) as unknown as Mergeable['links'],
    (await of('hit')) as unknown as Mergeable['hits'],
  ];
  const all = ids.map((id): Mergeable => {
    const isOf = (row: { readonly activityId: string }) => row.activityId === id;
    return {
      activity: activities.find((each) => each.id === id)!,
      places: places.filter(isOf),
      methods: methods.filter(isOf).sort((a, b) => a.position - b.position),
      links: links.filter(isOf),
      hits: hits.filter(isOf),
    };
  });
  const { now } = (await sql<{ now: Date }>`select now() as now`.execute(tx)).rows[0]!;
  const [kept, ...rest] = all as [Mergeable, ...Mergeable[]];
  const title = `Merged ${count(all.length, 'activity', 'activities')} into “${kept.activity.title}”`;
  return (await makeEdit(scope, { year: year!, act: 'merge', title, rows: mergedRows(kept, rest, now) }))!;
}
