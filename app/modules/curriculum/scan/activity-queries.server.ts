import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';

/** Activities read at once; the whole curriculum never lies in memory. */
const batchSize = 500;

/** The next activities of a year with the texts that a scan reads, by id; none after the last. */
export function activitiesAfter({ tx }: Scope, { schoolId, year, after }: { schoolId: string; year: string; after: string | null }) {
  return tx
    .selectFrom('activity')
    .select(['id', 'title', 'description'])
    .select(
      sql<string[]>`array(select o.text from activity_objective l join objective o on o.school_id = l.school_id and o.id = l.objective_id
        where l.school_id = activity.school_id and l.activity_id = activity.id order by o.source_id)`.as('objectives'),
    )
    .select(
      sql<string[]>`array(select k.term from activity_keyword k
        where k.school_id = activity.school_id and k.activity_id = activity.id and k.kind = 'keyword' order by k.position)`.as('keywords'),
    )
    .where('schoolId', '=', schoolId)
    .where('year', '=', year)
    .where('removedAt', 'is', null)
    .$if(after !== null, (query) => query.where('id', '>', after!))
    .orderBy('id')
    .limit(batchSize)
    .execute();
}
