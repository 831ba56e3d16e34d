import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Outlined } from '../outline.ts';
import { frameworks, itemsOf, type Version, versionNamed } from '../queries.server.ts';
import { associationTypes, crosswalkBetween, type Pair } from './crosswalk.ts';

const crosswalkTypes = Object.values(associationTypes);

/** A line of a crosswalk with both of its items. */
export type Line = Omit<Pair, 'from' | 'to'> & { readonly from: Outlined; readonly to: Outlined };
/** A crosswalk with everything of both ends, for a page. */
export type Crosswalk = {
  readonly from: Version;
  readonly to: Version;
  readonly fromItems: readonly Outlined[];
  readonly toItems: readonly Outlined[];
  readonly lines: readonly Line[];
};

/** The crosswalk between two frameworks (their short names), each in its adopted version, in the order of the first. */
export async function crosswalk(scope: Scope, { from: fromSlug, to: toSlug }: { from: string; to: string }): Promise<Crosswalk> {
  if (fromSlug === toSlug) throw missing('A crosswalk of a framework with itself');
  const from = await versionNamed(scope, { slug: fromSlug });
  const to = await versionNamed(scope, { slug: toSlug });
  const fromItems = await itemsOf(scope, from.id);
  const toItems = await itemsOf(scope, to.id);
  const [fromOf, toOf] = [byStableId(fromItems), byStableId(toItems)];
  const pairs = await pairsBetween(scope, { from: fromItems, to: toItems, versionIds: [from.id, to.id] });
  const placeOf = new Map(fromItems.map(({ stableId }, at) => [stableId, at]));
  const lines = pairs
    .map((pair) => ({ ...pair, from: fromOf.get(pair.from)!, to: toOf.get(pair.to)! }))
    .sort((a, b) => placeOf.get(a.from.stableId)! - placeOf.get(b.from.stableId)!);
  return { from, to, fromItems, toItems, lines };
}

/** What either version says of the other's items, read from the first to the second. */
export async function pairsBetween(
  { tx }: Scope,
  { from, to, versionIds }: { from: readonly { stableId: string }[]; to: readonly { stableId: string }[]; versionIds: readonly string[] },
): Promise<Pair[]> {
  const kept = await tx
    .selectFrom('frameworkAssociation')
    .select(['id', 'type', 'originStableId', 'destinationStableId', 'note'])
    .where('frameworkVersionId', 'in', [...versionIds])
    .where('type', 'in', crosswalkTypes)
    .orderBy('id')
    .execute();
  return crosswalkBetween(kept, { from: idsOf(from), to: idsOf(to) });
}

function idsOf(items: readonly { stableId: string }[]): Set<string> {
  return new Set(items.map(({ stableId }) => stableId));
}

function byStableId(items: readonly Outlined[]): Map<string, Outlined> {
  return new Map(items.map((item) => [item.stableId, item]));
}

/** Every adopted framework, and how many lines stand between each two of them that have any. */
export async function crosswalkOverview(scope: Scope) {
  const adopted = (await frameworks(scope)).flatMap((versions) => versions.filter(({ status }) => status === 'adopted').slice(0, 1));
  const rows = await scope.tx
    .selectFrom('frameworkAssociation as a')
    .innerJoin('frameworkItem as i', 'i.stableId', 'a.destinationStableId')
    .innerJoin('frameworkVersion as t', 't.id', 'i.frameworkVersionId')
    .innerJoin('frameworkVersion as o', 'o.id', 'a.frameworkVersionId')
    .select(['o.frameworkId as origin', 't.frameworkId as destination'])
    .select(({ fn }) => fn.count<number>('a.id').distinct().as('lines'))
    .where('a.type', 'in', crosswalkTypes)
    .where('o.status', '=', 'adopted')
    .where('t.status', '=', 'adopted')
    .whereRef('o.frameworkId', '<>', 't.frameworkId')
    .groupBy(['o.frameworkId', 't.frameworkId'])
    .execute();
  const of = new Map(adopted.map((version) => [version.frameworkId, version]));
  const crosswalks = rows.flatMap(({ origin, destination, lines }) => {
    const [from, to] = [of.get(origin), of.get(destination)];
    return from && to ? [{ from, to, lines }] : [];
  });
  return { adopted, crosswalks };
}
