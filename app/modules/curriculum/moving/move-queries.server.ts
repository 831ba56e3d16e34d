import { sql } from 'kysely';
import { pairsBetween } from '#app/modules/competencies/crosswalks/queries.server.ts';
import { type Change, changesBetween } from '#app/modules/competencies/drafting/comparison.ts';
import { successionsOf } from '#app/modules/competencies/drafting/queries.server.ts';
import { competenciesOf, currentVersionId, itemsOf, type Version, version } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mappedVersion } from '../queries.server.ts';
import { mayViewCurriculum } from '../rules.ts';
import { type LinkCount, type MovePlan, movePlan } from './move-plan.ts';

/** A move that waits for the school: from the version it maps against to the one that the collaborative does, and what becomes of its links. */
export type WaitingMove = { readonly from: Version; readonly to: Version; readonly plan: MovePlan };

/** The move that waits for the school; null when it maps against the collaborative's current version. */
export async function waitingMove(scope: Scope): Promise<WaitingMove | null> {
  if (!mayViewCurriculum(scope.actor)) throw forbidden('see this curriculum');
  const ends = await endsOfMove(scope);
  if (!ends) return null;
  const { from, to } = ends;
  const plan = movePlan(await linkCounts(scope, ends), {
    from: await competenciesOf(scope, from.id),
    to: await competenciesOf(scope, to.id),
    changes: await changesOf(scope, ends),
  });
  return { from, to, plan };
}

async function endsOfMove(scope: Scope): Promise<{ from: Version; to: Version } | null> {
  const from = await mappedVersion(scope);
  const to = await currentVersionId(scope);
  return from.id === to ? null : { from, to: await version(scope, to) };
}

/** What became of each item; between two frameworks their crosswalk says it: the same is a replacement, anything less is a person's to decide. */
async function changesOf(
  scope: Scope,
  { from, to }: { from: Version; to: Version },
): Promise<ReadonlyMap<string, Pick<Change, 'kind' | 'to'>>> {
  const [before, after] = [await itemsOf(scope, from.id), await itemsOf(scope, to.id)];
  if (from.frameworkId === to.frameworkId) return changesBetween(before, after, await successionsOf(scope, to));
  const pairs = await pairsBetween(scope, { from: before, to: after, versionIds: [from.id, to.id] });
  const exact = Map.groupBy(
    pairs.filter(({ relation }) => relation === 'exact'),
    (pair) => pair.from,
  );
  return new Map(
    before.map(({ stableId }) => {
      const ends = (exact.get(stableId) ?? []).map((pair) => pair.to);
      return [stableId, { kind: ends.length === 0 ? 'removed' : ends.length === 1 ? 'replaced' : 'split', to: ends }];
    }),
  );
}

/** The school's links to each competency of the version it maps against, and how many of them are decided for the other version. */
async function linkCounts({ actor, tx }: Scope, { from, to }: { from: Version; to: Version }): Promise<LinkCount[]> {
  const { rows } = await sql<LinkCount>`
    select l.competency_id, count(*)::int as links, count(d.activity_id)::int as decided
    from competency_link l join framework_item i on i.id = l.competency_id
      left join link_decision d on d.school_id = l.school_id and d.activity_id = l.activity_id and d.from_competency_id = l.competency_id
        and d.framework_version_id = ${to.id}::uuid
    where l.school_id = ${ownSchool(actor).id}::uuid and i.framework_version_id = ${from.id}::uuid
    group by l.competency_id`.execute(tx);
  return rows;
}

/** A linked activity with what was decided of its link: the titles that it was carried to, `[]` when it was left behind, null when it is open. */
export type MovingLink = {
  readonly activityId: string;
  readonly title: string;
  readonly year: string;
  readonly level: string;
  readonly extent: string;
  readonly to: readonly string[] | null;
};

/** The links to one competency, the open ones first; at most so many as a page holds, with how many there are. */
export async function linksOfMove(
  { actor, tx }: Scope,
  { competencyId, versionId }: { competencyId: string; versionId: string },
): Promise<{ links: MovingLink[]; total: number }> {
  if (!mayViewCurriculum(actor)) throw forbidden('see this curriculum');
  const { rows } = await sql<MovingLink & { total: number }>`
    select l.activity_id, a.title, a.year, l.level, l.extent, count(*) over ()::int as total,
      case when d.activity_id is not null then array(select coalesce(i.code || ' ', '') || i.title from framework_item i where i.id = any (d.to_competency_ids) order by i.position) end as to
    from competency_link l join activity a on a.school_id = l.school_id and a.id = l.activity_id
      left join link_decision d on d.school_id = l.school_id and d.activity_id = l.activity_id and d.from_competency_id = l.competency_id
        and d.framework_version_id = ${versionId}::uuid
    where l.school_id = ${ownSchool(actor).id}::uuid and l.competency_id = ${competencyId}::uuid
    order by (d.activity_id is not null), a.title_folded, a.id limit ${linksShown}`.execute(tx);
  return { links: rows.map(({ total, ...link }) => link), total: rows[0]?.total ?? 0 };
}

/** Links that one page lists for a decision of their own. */
const linksShown = 300;
