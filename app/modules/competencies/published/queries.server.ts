import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Outlined } from '../outline.ts';
import { frameworks, itemsOf, type Version, version as versionById, versionNamed } from '../queries.server.ts';
import { crosswalkRelation } from './relation.ts';

/** A published version with its outline and the other published versions of its framework, the newest first. */
export type Reading = { readonly version: Version; readonly items: readonly Outlined[]; readonly versions: readonly Version[] };

/** Every framework of which a version is adopted, by title: that version. */
export async function publishedFrameworks(scope: Scope): Promise<Version[]> {
  return (await frameworks(scope)).flatMap((versions) => versions.filter(({ status }) => status === 'adopted').slice(0, 1));
}

/** A framework as it is read: its adopted version, else the newest superseded; or the version with this number. A draft is missing, whoever asks. */
export async function reading(scope: Scope, named: { slug: string; number?: string }): Promise<Reading> {
  const version = await publishedNamed(scope, named);
  const all = (await frameworks(scope)).find(([first]) => first?.frameworkId === version.frameworkId) ?? [];
  return { version, items: await itemsOf(scope, version.id), versions: all.filter(({ status }) => status !== 'draft') };
}

async function publishedNamed(scope: Scope, { slug, number }: { slug: string; number?: string }): Promise<Version> {
  if (number !== undefined) {
    const version = await versionNamed(scope, { slug, number });
    if (version.status === 'draft') throw missing('This version of the framework');
    return version;
  }
  const newest = await scope.tx
    .selectFrom('frameworkVersion as v')
    .innerJoin('framework as f', 'f.id', 'v.frameworkId')
    .select('v.id')
    .where('f.slug', '=', slug)
    .where('v.status', '<>', 'draft')
    .orderBy(sql`v.status = 'adopted'`, 'desc')
    .orderBy('v.id', 'desc')
    .executeTakeFirst();
  if (!newest) throw missing('This framework');
  return versionById(scope, newest.id);
}

/** An item of another place as a link to it. */
export type Elsewhere = {
  readonly stableId: string;
  readonly slug: string;
  readonly framework: string;
  readonly code: string | null;
  readonly title: string;
};

/** One item as it is read: where it stands, what stands below it, what it was in other versions, and what it relates to. */
export type ItemReading = Reading & {
  readonly item: Outlined;
  readonly above: readonly Outlined[];
  readonly below: readonly Outlined[];
  readonly before: Outlined | null;
  readonly after: Outlined | null;
  readonly wordings: readonly { readonly number: string; readonly status: string; readonly code: string | null; readonly text: string }[];
  readonly replacedBy: readonly Elsewhere[];
  readonly relations: readonly { readonly relation: string; readonly to: Elsewhere; readonly note: string | null }[];
};

/** An item by its stable id, as the newest published version that holds it says it. */
export async function itemReading(scope: Scope, { slug, stableId }: { slug: string; stableId: string }): Promise<ItemReading> {
  const { tx } = scope;
  const rows = await tx
    .selectFrom('frameworkItem as i')
    .innerJoin('frameworkVersion as v', 'v.id', 'i.frameworkVersionId')
    .innerJoin('framework as f', 'f.id', 'v.frameworkId')
    .select(['v.number', 'v.status', 'i.code', 'i.text'])
    .where('f.slug', '=', slug)
    .where('i.stableId', '=', stableId)
    .where('v.status', '<>', 'draft')
    .orderBy(sql`v.status = 'adopted'`, 'desc')
    .orderBy('v.id', 'desc')
    .execute();
  const newest = rows[0];
  if (!newest) throw missing('This competency');
  const read = await reading(scope, { slug, number: newest.number });
  const at = read.items.findIndex((each) => each.stableId === stableId);
  const item = read.items[at]!;
  const itemOf = new Map(read.items.map((each) => [each.id, each]));
  const above: Outlined[] = [];
  for (let parent = itemOf.get(item.parentId ?? ''); parent; parent = itemOf.get(parent.parentId ?? '')) above.unshift(parent);
  const readable = read.items.filter(({ kind }) => kind !== 'milestone');
  const place = readable.findIndex(({ id }) => id === item.id);
  const related = await relationsOf(scope, stableId);
  return {
    ...read,
    item,
    above,
    below: read.items.slice(at + 1, endOf(read.items, at)),
    before: readable[place - 1] ?? null,
    after: place === -1 ? null : (readable[place + 1] ?? null),
    wordings: rows,
    replacedBy: related.filter(({ type, isOrigin }) => type === 'replacedBy' && isOrigin).map(({ to }) => to),
    relations: related.flatMap(({ type, isOrigin, to, note }) => {
      const relation = crosswalkRelation(type, isOrigin);
      return relation === null ? [] : [{ relation, to, note }];
    }),
  };
}

/** Where what stands below an item ends in an outline. */
function endOf(items: readonly Outlined[], at: number): number {
  const next = items.findIndex(({ depth }, place) => place > at && depth <= items[at]!.depth);
  return next === -1 ? items.length : next;
}

async function relationsOf({ tx }: Scope, stableId: string) {
  const found = await tx
    .selectFrom('frameworkAssociation as a')
    .innerJoin('frameworkVersion as v', 'v.id', 'a.frameworkVersionId')
    .select(['a.type', 'a.note', 'a.originStableId', 'a.destinationStableId'])
    .where(({ eb, or }) => or([eb('a.originStableId', '=', stableId), eb('a.destinationStableId', '=', stableId)]))
    .where('v.status', '=', 'adopted')
    .orderBy('a.type')
    .orderBy('a.id')
    .execute();
  if (found.length === 0) return [];
  const ends = found.map((each) => (each.originStableId === stableId ? each.destinationStableId : each.originStableId));
  const items = await tx
    .selectFrom('frameworkItem as i')
    .innerJoin('frameworkVersion as v', 'v.id', 'i.frameworkVersionId')
    .innerJoin('framework as f', 'f.id', 'v.frameworkId')
    .select(['i.stableId', 'f.slug', 'f.title as framework', 'i.code', 'i.title'])
    .where('i.stableId', 'in', ends)
    .where('v.status', '<>', 'draft')
    .orderBy(sql`v.status = 'adopted'`)
    .execute();
  const itemOf = new Map(items.map((each) => [each.stableId, each]));
  return found.flatMap(({ type, note, originStableId }, at) => {
    const to = itemOf.get(ends[at]!);
    return to ? [{ type, note, isOrigin: originStableId === stableId, to }] : [];
  });
}
