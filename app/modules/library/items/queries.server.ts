import { type NotNull, type SelectQueryBuilder, sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Tables } from '#app/platform/tables.ts';
import { pageOf } from '#app/ui/page-within.ts';
import { competenciesOf, currentVersionId } from '../../competencies/queries.server.ts';
import { type LicenceId, licenceIds } from '../licences.ts';
import { mayKeepItem, maySeeShelf } from '../rules.ts';
import { type ItemKind, itemKinds, type Phase, phases } from '../schema.ts';
import { type Author, Authors, type ListSearch, type VersionSaid } from './schema.ts';
import { countsOf, durations, type Facet, listSize, narrowed, type Shelved } from './shelf.ts';

/** An item as far as the reader may see it. `owner` is who keeps it: a school, or null for the collaborative. `mayKeep` of whoever asks. */
export type Item = Awaited<ReturnType<typeof itemNamed>>;
/** A version with what it says of itself. */
export type Version = VersionSaid & {
  readonly itemId: string;
  readonly number: number;
  readonly changedAt: Date;
  readonly publishedAt: Date | null;
  readonly adaptsItemId: string | null;
  readonly adaptsNumber: number | null;
};

function itemRows({ tx }: Pick<Scope, 'tx'>) {
  return tx
    .selectFrom('libraryItem as i')
    .leftJoin('school as s', 's.id', 'i.forSchoolId')
    .select([
      'i.id',
      'i.slug',
      'i.title',
      'i.forSchoolId',
      'i.visibility',
      'i.publishedNumber',
      'i.reviewedAt',
      'i.withdrawnAt',
      'i.withdrawnReason',
    ])
    .select(['i.isSample', 's.name as owner', 's.slug as ownerSlug']);
}

/** The item that an address names; missing where the reader may not see it. */
export async function itemNamed(scope: Scope, slug: string) {
  const found = await itemRows(scope).where('i.slug', '=', slug).executeTakeFirst();
  if (!found) throw missing('This item');
  return { ...found, mayKeep: mayKeepItem(scope.actor, found) };
}

/** The item that an address names, for whoever keeps it. */
export async function itemToKeep(scope: Scope, slug: string): Promise<Item> {
  const item = await itemNamed(scope, slug);
  if (!item.mayKeep) throw forbidden('change this item', 'Whoever teaches or works at the school that it belongs to does.');
  return item;
}

const versionColumns = [
  ...([
    'itemId',
    'number',
    'visibility',
    'title',
    'kind',
    'summary',
    'description',
    'competencies',
    'phases',
    'minutes',
    'groupFrom',
    'groupTo',
  ] as const),
  ...([
    'facilitators',
    'format',
    'authors',
    'licence',
    'licenceHolder',
    'elsewhereUrl',
    'whatChanged',
    'adaptsItemId',
    'adaptsNumber',
  ] as const),
  ...(['adaptsCredit', 'adaptsLicence', 'adaptsUrl', 'adaptsChanged', 'changedAt', 'publishedAt'] as const),
] as const;

function versionRows({ tx }: Pick<Scope, 'tx'>) {
  return tx.selectFrom('libraryVersion').select(versionColumns);
}
type VersionRow = Awaited<ReturnType<ReturnType<typeof versionRows>['executeTakeFirstOrThrow']>>;

function asVersion(row: VersionRow): Version {
  return {
    ...row,
    phases: phases.filter((phase) => row.phases.includes(phase)),
    authors: authorsOf(row.authors),
    licence: licenceNamed(row.licence),
    adaptsLicence: licenceNamed(row.adaptsLicence),
  };
}

function authorsOf(rows: unknown): Author[] {
  return Authors.catch([]).parse(rows);
}

function licenceNamed(id: string | null): LicenceId | null {
  return licenceIds.find((each) => each === id) ?? null;
}

/** A version of an item by its number; missing where the reader may not see it. */
export async function versionOf(scope: Pick<Scope, 'tx'>, itemId: string, number: number): Promise<Version> {
  const found = await versionRows(scope).where('itemId', '=', itemId).where('number', '=', number).executeTakeFirst();
  if (!found) throw missing('This version');
  return asVersion(found);
}

/** The version that is being written; null where there is none. */
export async function draftOf({ tx }: Scope, itemId: string): Promise<Version | null> {
  const found = await versionRows({ tx }).where('itemId', '=', itemId).where('publishedAt', 'is', null).executeTakeFirst();
  return found ? asVersion(found) : null;
}

/** The draft of an item, for whoever keeps it; missing where there is none. */
export async function draftToKeep(scope: Scope, slug: string): Promise<{ item: Item; draft: Version }> {
  const item = await itemToKeep(scope, slug);
  const draft = await draftOf(scope, item.id);
  if (!draft) throw missing('A draft of this item');
  return { item, draft };
}

/** The version that stands; missing where none is published, or the item was withdrawn. */
export async function standingVersion(scope: Scope, item: Pick<Item, 'id' | 'publishedNumber'>): Promise<Version> {
  if (item.publishedNumber === null) throw missing('A published version of this item');
  return versionOf(scope, item.id, item.publishedNumber);
}

/** The published versions of an item that the reader may see, the newest first, with what changed in each. */
export function publishedVersions({ tx }: Scope, itemId: string) {
  return tx
    .selectFrom('libraryVersion')
    .select(['number', 'publishedAt', 'whatChanged', 'visibility'])
    .where('itemId', '=', itemId)
    .where('publishedAt', 'is not', null)
    .$narrowType<{ publishedAt: NotNull }>()
    .orderBy('number', 'desc')
    .execute();
}

/** What a version adapts, as far as the reader may see it: the item with the version, or only its credit. Null where it adapts nothing. */
export async function sourceOf(
  { tx }: Scope,
  version: Pick<Version, 'adaptsItemId' | 'adaptsNumber' | 'adaptsCredit' | 'adaptsLicence' | 'adaptsUrl'>,
) {
  const { adaptsItemId, adaptsNumber, adaptsCredit, adaptsLicence, adaptsUrl } = version;
  if (adaptsItemId === null && adaptsCredit === null) return null;
  const item =
    adaptsItemId === null
      ? undefined
      : await itemRows({ tx }).where('i.id', '=', adaptsItemId).where('i.withdrawnAt', 'is', null).executeTakeFirst();
  return { credit: adaptsCredit, licence: adaptsLicence, url: adaptsUrl, item: item ?? null, number: adaptsNumber };
}
/** What a version adapts. */
export type Source = NonNullable<Awaited<ReturnType<typeof sourceOf>>>;

/** The items that adapt a version of this one, as far as the reader may see them. */
export function adaptationsOf({ tx }: Scope, itemId: string) {
  return itemRows({ tx })
    .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'i.id').onRef('v.number', '=', 'i.publishedNumber'))
    .select('v.adaptsNumber')
    .where('v.adaptsItemId', '=', itemId)
    .where('i.withdrawnAt', 'is', null)
    .orderBy('i.title')
    .execute();
}

/** The competencies that schools map against today, for choosing and naming: a stable id stands in items. */
export async function competencyChoices(scope: Scope) {
  const all = await competenciesOf(scope, await currentVersionId(scope));
  return all.map(({ stableId, code, shortTitle }) => ({ stableId, code, shortTitle }));
}
export type CompetencyChoice = Awaited<ReturnType<typeof competencyChoices>>[number];

type Query = SelectQueryBuilder<Tables & { i: Tables['libraryItem']; v: Tables['libraryVersion'] }, 'i' | 'v', object>;

function standing({ tx }: Scope): Query {
  return tx
    .selectFrom('libraryItem as i')
    .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'i.id').onRef('v.number', '=', 'i.publishedNumber'))
    .where('i.withdrawnAt', 'is', null) as unknown as Query;
}

/** What stands and the reader may see, narrowed and sorted by an address: one page of it, how many in all, and how many each value of a facet would leave. */
export async function libraryList(scope: Scope, search: ListSearch) {
  const { items, chosen, competencies, codes } = await foundItems(scope, search);
  const values: Readonly<Record<Facet, readonly string[]>> = {
    kind: itemKinds,
    competency: competencies.map(({ code }) => code),
    phase: phases,
    duration: durations.map(({ id }) => id),
    licence: licenceIds,
  };
  const counts = Object.fromEntries(
    Object.entries(values).map(([facet, all]) => [facet, countsOf(items, search, { codes, facet: facet as Facet, values: all })]),
  ) as Record<Facet, { value: string; count: number }[]>;
  const { rows, ...place } = pageOf(chosen, search.page, listSize);
  return { rows: await listedRows(scope, rows), ...place, counts, competencies };
}

/** Everything that an address leaves, for a file. */
export async function libraryFile(scope: Scope, search: ListSearch) {
  const { chosen, competencies } = await foundItems(scope, search);
  return { rows: await listedRows(scope, chosen), competencies };
}

async function foundItems(scope: Scope, search: ListSearch) {
  const competencies = await competencyChoices(scope);
  const codes = new Map(competencies.map(({ code, stableId }) => [code, stableId]));
  const items = await shelvedItems(scope, search.q);
  return { items, chosen: narrowed(items, search, codes), competencies, codes };
}

/** Every item that stands as a list narrows it; with words, those that say them. They come as one JSON text, since thousands of rows one by one take most of the time of a list. */
async function shelvedItems(scope: Scope, words: string): Promise<Shelved[]> {
  type Row = [string, string, ItemKind, Phase[], string[], number | null, string | null, number];
  const { rows } = await standing(scope)
    .select(
      sql<
        Row[]
      >`coalesce(json_agg(json_build_array(i.id, v.title, v.kind, v.phases, v.competencies, v.minutes, v.licence, extract(epoch from v.published_at))), '[]')`.as(
        'rows',
      ),
    )
    .executeTakeFirstOrThrow();
  const ranks = words === '' ? null : await ranksOf(scope, words);
  return rows.flatMap(([itemId, title, kind, inPhases, competencies, minutes, licence, seconds]): Shelved[] => {
    const rank = ranks === null ? 0 : ranks.get(itemId);
    if (rank === undefined) return [];
    return [
      { itemId, title, kind, phases: inPhases, competencies, minutes, licence: licenceNamed(licence), publishedAt: seconds * 1000, rank },
    ];
  });
}

/** How well what stands fits the words, by item; what does not say them is left out. */
async function ranksOf({ tx }: Scope, words: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ itemId: string; rank: number }>`select item_id, rank from library_saying(${words})`.execute(tx);
  return new Map(rows.map(({ itemId, rank }) => [itemId, rank]));
}

/** Items of a list with what a reader sees of each, in the order given. */
async function listedRows(scope: Scope, chosen: readonly Shelved[]) {
  if (chosen.length === 0) return [];
  const ids = chosen.map(({ itemId }) => itemId);
  const rows = await standing(scope)
    .leftJoin('school as s', 's.id', 'i.forSchoolId')
    .select([
      'i.id',
      'i.slug',
      'i.visibility',
      'i.reviewedAt',
      'i.isSample',
      's.name as owner',
      'v.number',
      'v.title',
      'v.kind',
      'v.summary',
    ])
    .select(['v.competencies', 'v.phases', 'v.minutes', 'v.groupFrom', 'v.groupTo', 'v.facilitators', 'v.format', 'v.authors', 'v.licence'])
    .select(['v.elsewhereUrl', 'v.publishedAt'])
    .$narrowType<{ publishedAt: NotNull; visibility: NotNull }>()
    .where('v.itemId', '=', sql<string>`any(${sql.val(ids)}::uuid[])`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, { ...row, authors: authorsOf(row.authors), licence: licenceNamed(row.licence) }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
export type ListedItem = Awaited<ReturnType<typeof listedRows>>[number];

/** The items of the shelf acted for, a school's or the collaborative's: what stands, what is being written, and what was withdrawn. */
export async function ownShelf({ actor, tx }: Scope) {
  if (!maySeeShelf(actor)) throw forbidden('see this shelf');
  const schoolId = actor.school?.id ?? null;
  return tx
    .selectFrom('libraryItem as i')
    .leftJoin('libraryVersion as d', (join) => join.onRef('d.itemId', '=', 'i.id').on('d.publishedAt', 'is', null))
    .select(['i.id', 'i.slug', 'i.visibility', 'i.publishedNumber', 'i.reviewedAt', 'i.withdrawnAt'])
    .select(['d.number as draft', 'd.changedAt as draftChangedAt', sql<string>`coalesce(d.title, i.title)`.as('title')])
    .where('i.forSchoolId', 'is not distinct from', schoolId)
    .orderBy(sql`lower(coalesce(d.title, i.title))`)
    .execute();
}
/** An item as its own shelf lists it. */
export type ShelfItem = Awaited<ReturnType<typeof ownShelf>>[number];

/** What stands about a competency (by stable id) and the reader may see, by title. */
export function itemsAbout(scope: Scope, stableId: string) {
  return standing(scope)
    .select(['i.slug', 'v.title', 'v.kind', 'v.minutes'])
    .where(({ eb, val, fn }) => eb(val(stableId), '=', fn.any('v.competencies')))
    .orderBy('v.title')
    .execute();
}

/** What stands of these items and the reader may see, by title. */
export function itemsOf(scope: Scope, ids: readonly string[]) {
  return standing(scope)
    .select(['i.id', 'i.slug', 'v.title', 'v.kind', 'v.minutes'])
    .where('i.id', '=', sql<string>`any(${sql.val(ids)}::uuid[])`)
    .orderBy('v.title')
    .execute();
}

/** The address of everything that stands and the reader may see, with the day of its version. */
export function itemAddresses(scope: Scope) {
  return standing(scope).select(['i.slug', 'v.publishedAt']).$narrowType<{ publishedAt: NotNull }>().orderBy('i.id').execute();
}
