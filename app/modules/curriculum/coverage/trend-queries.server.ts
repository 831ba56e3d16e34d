import { sql } from 'kysely';
import { changesBetween } from '#app/modules/competencies/drafting/comparison.ts';
import { successionsOf } from '#app/modules/competencies/drafting/queries.server.ts';
import { itemsOf, type Version, version } from '#app/modules/competencies/queries.server.ts';
import { ownSchool } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mappedVersion, yearGround } from '../queries.server.ts';
import { coverageOf } from './queries.server.ts';
import type { TrendGround } from './trend.ts';

/** A point of a trend before it is read: a year, a version, and the rounds on both. */
type Point = { readonly year: string; readonly versionId: string; readonly rounds: { title: string; definitions: string }[] };

/** The school, and the grounds of its trend, the oldest first; `until` leaves later years out, `newest` all but so many. Years of which nothing is linked are there, with nothing. */
export async function trendGrounds(
  scope: Scope,
  { until, newest }: { until?: string; newest?: number } = {},
): Promise<{ school: { slug: string; name: string }; grounds: TrendGround[] }> {
  const { school, years } = await yearGround(scope, until);
  const asked = years.filter((year) => until === undefined || year <= until).toSorted();
  const all = await pointsOf(scope, asked);
  const points = newest === undefined ? all : all.slice(-newest);
  const versions = new Map<string, Version>();
  for (const { versionId } of points) if (!versions.has(versionId)) versions.set(versionId, await version(scope, versionId));
  const last = points.at(-1);
  const grounds: TrendGround[] = [];
  for (const { year, versionId, rounds } of points) {
    const { competencies, input } = await coverageOf(scope, { year, versionId });
    grounds.push({
      ...{ year, versionId, rounds, input },
      version: `${versions.get(versionId)!.title}, ${versions.get(versionId)!.number}`,
      competencies: competencies.map(({ stableId, code, shortTitle }) => ({ stableId, code, title: shortTitle })),
      changes: versionId === last!.versionId ? null : await changesTo(scope, versions.get(versionId)!, versions.get(last!.versionId)!),
    });
  }
  return { school, grounds };
}

/** What became of each item; nothing goes from one framework to another, since a crosswalk replaces nothing. */
async function changesTo(scope: Scope, from: Version, to: Version): Promise<NonNullable<TrendGround['changes']>> {
  if (from.frameworkId !== to.frameworkId) return new Map();
  return changesBetween(await itemsOf(scope, from.id), await itemsOf(scope, to.id), await successionsOf(scope, to));
}

/** Each year in the versions of its rounds; without a round in the newest version that people linked its activities to, else in the one that is mapped against. */
async function pointsOf(scope: Scope, years: readonly string[]): Promise<Point[]> {
  const { actor, tx } = scope;
  const schoolId = ownSchool(actor).id;
  const rounds = await tx
    .selectFrom('mappingRound')
    .innerJoin('roundSchool', 'roundSchool.roundId', 'mappingRound.id')
    .select(['mappingRound.year', 'mappingRound.title', 'mappingRound.definitions', 'mappingRound.frameworkVersionId'])
    .where('roundSchool.forSchoolId', '=', schoolId)
    .where('roundSchool.leftAt', 'is', null)
    .where('mappingRound.status', '!=', 'draft')
    .orderBy('mappingRound.openedAt')
    .execute();
  const { rows: linked } = await sql<{ year: string; versionId: string }>`
    select distinct on (a.year) a.year, i.framework_version_id as version_id
    from competency_link l join activity a on a.school_id = l.school_id and a.id = l.activity_id join framework_item i on i.id = l.competency_id
    where l.school_id = ${schoolId}::uuid and l.carried_from is null and a.removed_at is null
    order by a.year, i.framework_version_id desc`.execute(tx);
  const mapped = await mappedVersion(scope);
  return years.flatMap((year): Point[] => {
    const own = Map.groupBy(
      rounds.filter((round) => round.year === year),
      ({ frameworkVersionId }) => frameworkVersionId,
    );
    if (own.size > 0)
      return [...own].map(([versionId, rounds]) => ({
        ...{ year, versionId },
        rounds: rounds.map(({ title, definitions }) => ({ title, definitions })),
      }));
    return [{ year, versionId: linked.find((each) => each.year === year)?.versionId ?? mapped.id, rounds: [] }];
  });
}
