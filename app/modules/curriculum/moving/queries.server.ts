import { sql } from 'kysely';
import { type Change, carriesOver } from '#app/modules/competencies/drafting/comparison.ts';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mappedVersion } from '../queries.server.ts';

/**
 * How many links of the school acted for would need a person if it moved from a version (`from`, its id) as `changes` say, and whether it maps against that version at all.
 * For the editor of a framework, who asks school by school and is told two totals over all of them.
 */
export async function linksToDecide(
  scope: Scope,
  { from, changes }: { from: string; changes: ReadonlyMap<string, Change> },
): Promise<{ isMapping: boolean; links: number }> {
  const schoolId = ownSchool(scope.actor).id;
  if ((await mappedVersion(scope)).id !== from) return { isMapping: false, links: 0 };
  const { rows } = await sql<{ stableId: string; links: number }>`
    select i.stable_id, count(*)::int as links from competency_link l join framework_item i on i.id = l.competency_id
    where l.school_id = ${schoolId}::uuid and i.framework_version_id = ${from}::uuid group by i.stable_id`.execute(scope.tx);
  const asked = rows.filter(({ stableId }) => {
    const change = changes.get(stableId);
    return !change || !carriesOver(change);
  });
  return { isMapping: rows.length > 0, links: asked.reduce((sum, { links }) => sum + links, 0) };
}
