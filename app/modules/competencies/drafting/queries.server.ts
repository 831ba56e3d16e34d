import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { inOutline, type Outlined } from '../outline.ts';
import { frameworks, itemsOf, type Version, versionNamed } from '../queries.server.ts';
import { mayAdopt, mayKeepFrameworks, mayReadDrafts } from '../rules.ts';
import { type Change, type Comparison, changesBetween, comparison, type Succession } from './comparison.ts';
import type { DraftItem } from './outline-tree.ts';

/** An item as the editor shows it; `changedAt` in milliseconds since 1970 is what an act names as seen. */
export type EditorItem = Omit<DraftItem, 'stableId' | 'publishedText'> & { readonly changedAt: number };

/** An act as its draft remembers it. `by` is null when nobody signed in did it. */
export type PastAct = { readonly id: string; readonly title: string; readonly by: string | null; readonly at: Date };

/** A version as its editor shows it. `revision` changes with every act. `last` is what undo takes back, `next` what redo does again. */
export type OpenVersion = {
  readonly version: Version;
  readonly items: readonly Outlined<EditorItem>[];
  readonly mayEdit: boolean;
  readonly mayAdopt: boolean;
  readonly revision: number;
  readonly last: PastAct | null;
  readonly next: PastAct | null;
};

/** A version by its framework's short name and number, with its outline; drafts for those who may read them. */
export async function openVersion(scope: Scope, { slug, number }: { slug: string; number: string }): Promise<OpenVersion> {
  const version = await versionNamed(scope, { slug, number });
  if (version.status === 'draft' && !mayReadDrafts(scope.actor)) throw forbidden('read drafts');
  const isDraft = version.status === 'draft';
  return {
    version,
    items: inOutline(await editorItems(scope, version.id)),
    mayEdit: isDraft && mayKeepFrameworks(scope.actor),
    mayAdopt: isDraft && mayAdopt(scope.actor),
    revision: version.changedAt.getTime(),
    ...(isDraft ? await pastActs(scope, version.id) : { last: null, next: null }),
  };
}

/** The items of a version for its editor: all, or those named. */
export async function editorItems({ tx }: Scope, versionId: string, ids?: readonly string[]): Promise<EditorItem[]> {
  const rows = await tx
    .selectFrom('frameworkItem')
    .select(['id', 'parentId', 'position', 'kind', 'phase', 'code', 'shortTitle', 'text', 'itemType', 'changedAt'])
    .where('frameworkVersionId', '=', versionId)
    .$if(ids !== undefined, (query) => query.where(({ eb, val }) => eb('id', '=', eb.fn.any(val([...ids!])))))
    .execute();
  return rows.map(({ changedAt, ...row }) => ({ ...row, changedAt: changedAt.getTime() }));
}

/** The last act of a draft that stands, and the first that was taken back since. */
export async function pastActs({ tx }: Scope, versionId: string): Promise<{ last: PastAct | null; next: PastAct | null }> {
  const acts = tx
    .selectFrom('frameworkChange as c')
    .leftJoin('person as p', 'p.id', 'c.madeBy')
    .select(['c.id', 'c.title', 'p.name as by', 'c.madeAt as at'])
    .where('c.frameworkVersionId', '=', versionId);
  const last = await acts.where('c.undoneAt', 'is', null).orderBy('c.id', 'desc').limit(1).executeTakeFirst();
  const next = await acts
    .where('c.undoneAt', 'is not', null)
    .$if(last !== undefined, (query) => query.where('c.id', '>', last!.id))
    .orderBy('c.id')
    .limit(1)
    .executeTakeFirst();
  return { last: last ?? null, next: next ?? null };
}

/** Whether a draft has changed, cheaply: its revision, and the last act that stands. */
export async function draftState(
  scope: Scope,
  { slug, number }: { slug: string; number: string },
): Promise<{ revision: number; last: PastAct | null }> {
  const version = await versionNamed(scope, { slug, number });
  const { last } = await pastActs(scope, version.id);
  return { revision: version.changedAt.getTime(), last };
}

/** Every framework with its versions as the workspace lists them, the newest first; `draft` is the copy being edited, if there is one. */
export async function frameworkList(scope: Scope) {
  const all = await frameworks(scope);
  const isCurrent = (versions: readonly Version[]) => versions.some((each) => each.isCurrent);
  return all
    .toSorted((a, b) => Number(isCurrent(b)) - Number(isCurrent(a)))
    .map((versions) => ({
      slug: versions[0]!.slug,
      title: versions[0]!.title,
      creator: versions[0]!.creator,
      versions,
      draft: versions.find(({ status, cameBy }) => status === 'draft' && cameBy === 'copy') ?? null,
    }));
}

/** Two versions of a framework beside each other, with all its versions that the reader may see, the newest first. */
export type ComparedVersions = {
  readonly versions: readonly Version[];
  readonly from: Version;
  readonly to: Version;
  readonly comparison: Comparison;
};

/**
 * Compares two versions of a framework by their numbers. Without `to` the newest that the reader may see, without `from` the one it was based on, else the one before it.
 * Missing when there is no framework or no such version; the comparison of an only version is with itself.
 */
export async function comparedVersions(
  scope: Scope,
  { slug, from, to }: { slug: string; from?: string; to?: string },
): Promise<ComparedVersions> {
  const versions = (await frameworks(scope)).find(([first]) => first!.slug === slug);
  if (!versions) throw missing('This framework');
  const named = (number: string) => {
    const found = versions.find((each) => each.number === number);
    if (!found) throw missing(`Version ${number}`);
    return found;
  };
  const later = to === undefined ? versions[0]! : named(to);
  const before = versions.find(({ id }) => id === later.basedOn) ?? versions[versions.indexOf(later) + 1] ?? later;
  const earlier = from === undefined ? before : named(from);
  return { versions, from: earlier, to: later, comparison: await compared(scope, earlier, later) };
}

/** What becomes of each item between two versions, with what replaced what. */
export async function compared(scope: Scope, from: Version, to: Version): Promise<Comparison> {
  return comparison(await itemsOf(scope, from.id), await itemsOf(scope, to.id), await successionsOf(scope, to));
}

/** What replaced what, as a version and the published versions of its framework say it; other drafts have no say. */
export async function successionsOf({ tx }: Scope, { id, frameworkId }: Pick<Version, 'id' | 'frameworkId'>): Promise<Succession[]> {
  return tx
    .selectFrom('frameworkAssociation as a')
    .innerJoin('frameworkVersion as v', 'v.id', 'a.frameworkVersionId')
    .select(['a.type', 'a.originStableId', 'a.destinationStableId'])
    .where('v.frameworkId', '=', frameworkId)
    .where(({ eb, or }) => or([eb('v.id', '=', id), eb('v.status', '<>', 'draft')]))
    .where('a.type', '=', 'replacedBy')
    .execute();
}

/** Who last touched an item of a draft, and how, in words for a person whose act came too late. */
export async function lastTouch({ tx }: Scope, versionId: string, itemId: string): Promise<{ by: string; title: string } | null> {
  const named = JSON.stringify([{ id: itemId }]);
  const found = await tx
    .selectFrom('frameworkChange as c')
    .leftJoin('person as p', 'p.id', 'c.madeBy')
    .select(['p.name', 'c.title', 'c.undoneAt'])
    .where('c.frameworkVersionId', '=', versionId)
    .where(sql<boolean>`(c.before -> 'items' @> ${named}::jsonb or c.after -> 'items' @> ${named}::jsonb)`)
    .orderBy(sql`coalesce(c.undone_at, c.made_at)`, 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!found) return null;
  return { by: found.name ?? 'Somebody', title: found.undoneAt === null ? found.title : `Undone: ${found.title}` };
}

/** What a draft says of itself. `isNameOpen`: title and creator of the framework may still be changed, since no version of it is published. */
export async function aboutVersion(scope: Scope, { slug, number }: { slug: string; number: string }) {
  const version = await versionNamed(scope, { slug, number });
  if (version.status !== 'draft') throw missing('This draft');
  if (!mayReadDrafts(scope.actor)) throw forbidden('read drafts');
  const published = await scope.tx
    .selectFrom('frameworkVersion')
    .select('id')
    .where('frameworkId', '=', version.frameworkId)
    .where('status', '<>', 'draft')
    .executeTakeFirst();
  return { version, mayKeep: mayKeepFrameworks(scope.actor), isNameOpen: published === undefined };
}

/**
 * What adopting a draft stands on: the framework's adopted version and what became of each of its items (null when this is the first), what becomes of each item of every
 * published version, by the version's id, and the version that schools map against today, of whichever framework. Missing when the version is no draft.
 */
export async function adoptionGround(scope: Scope, { slug, number }: { slug: string; number: string }) {
  if (!mayAdopt(scope.actor)) throw forbidden('adopt versions');
  const { version } = await aboutVersion(scope, { slug, number });
  const all = (await frameworks(scope)).flat();
  const published = all.filter(({ frameworkId, status }) => frameworkId === version.frameworkId && status !== 'draft');
  const earlier = published.find(({ status }) => status === 'adopted') ?? null;
  const items = await itemsOf(scope, version.id);
  const successions = await successionsOf(scope, version);
  const changesFrom = new Map<string, ReadonlyMap<string, Change>>();
  for (const { id } of published) changesFrom.set(id, changesBetween(await itemsOf(scope, id), items, successions));
  return {
    version,
    earlier,
    items,
    changesFrom,
    comparison: earlier ? comparison(await itemsOf(scope, earlier.id), items, successions) : null,
    current: all.find(({ isCurrent }) => isCurrent) ?? null,
  };
}
