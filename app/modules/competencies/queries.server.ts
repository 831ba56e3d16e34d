import { type NotNull, sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { type Item, inOutline, type Outlined } from './outline.ts';

/** Every framework that the reader may see a version of, with its versions, the newest first. Drafts are seen by whoever works on them. */
export async function frameworks({ tx }: Scope) {
  const versions = await versionRows(tx).orderBy('f.title').orderBy('v.id', 'desc').execute();
  return [...Map.groupBy(versions, ({ frameworkId }) => frameworkId).values()];
}

function versionRows(tx: Scope['tx']) {
  return tx
    .selectFrom('frameworkVersion as v')
    .innerJoin('framework as f', 'f.id', 'v.frameworkId')
    .select(['v.id', 'v.frameworkId', 'f.slug', 'f.stableId as frameworkStableId', 'f.title', 'f.creator', 'v.number', 'v.status'])
    .select([
      'v.isCurrent',
      'v.adoptedOn',
      'v.basedOn',
      'v.cameBy',
      'v.note',
      'v.sourceTitle',
      'v.sourceUrl',
      'v.sourceNote',
      'v.createdAt',
      'v.changedAt',
    ])
    .select(({ selectFrom }) =>
      selectFrom('frameworkItem as i').select(sql<number>`count(*)::int`.as('n')).whereRef('i.frameworkVersionId', '=', 'v.id').as('items'),
    )
    .$narrowType<{ items: NotNull }>();
}
/** A version of a framework, with how many items it has. `isCurrent`: schools map against it today. */
export type Version = Awaited<ReturnType<typeof version>>;

/** A version by its id; missing when the reader may not see one. */
export async function version({ tx }: Scope, id: string) {
  const found = await versionRows(tx).where('v.id', '=', id).executeTakeFirst();
  if (!found) throw missing('This version of the framework');
  return found;
}

/** A version by its framework's short name and its number; without a number the adopted one, else the newest that the reader may see. */
export async function versionNamed({ tx }: Scope, { slug, number }: { slug: string; number?: string }): Promise<Version> {
  const named = versionRows(tx).where('f.slug', '=', slug);
  const found = await (number === undefined
    ? named.orderBy(sql`v.status = 'adopted'`, 'desc').orderBy('v.id', 'desc')
    : named.where('v.number', '=', number)
  ).executeTakeFirst();
  if (!found) throw missing('This framework');
  return found;
}

/** The items of a version as its outline is read. */
export async function itemsOf({ tx }: Scope, versionId: string): Promise<Outlined[]> {
  const items: Item[] = await tx
    .selectFrom('frameworkItem')
    .select(['id', 'stableId', 'parentId', 'position', 'kind', 'phase', 'code', 'shortTitle', 'title', 'text', 'publishedText', 'itemType'])
    .where('frameworkVersionId', '=', versionId)
    .execute();
  return inOutline(items);
}

/** The id of the framework version that the collaborative maps against today. */
export async function currentVersionId({ tx }: Scope): Promise<string> {
  const found = await tx.selectFrom('frameworkVersion').select('id').where('isCurrent', '=', true).executeTakeFirst();
  if (!found) throw missing('A current framework');
  return found.id;
}

/** The framework version that schools map against today, with its competencies in order, each with its milestones. */
export async function currentFramework(scope: Scope) {
  const current = await version(scope, await currentVersionId(scope));
  const items = await itemsOf(scope, current.id);
  const competencies = await competenciesOf(scope, current.id);
  return {
    version: current,
    competencies: competencies.map((competency) => ({
      ...competency,
      publishedText: items.find(({ id }) => id === competency.id)!.publishedText,
      milestones: items.filter(({ parentId, kind }) => kind === 'milestone' && parentId === competency.id),
    })),
  };
}

/** A competency as what is mapped to it names it. */
export type Competency = {
  readonly id: string;
  readonly stableId: string;
  /** Its code; where its makers gave none, its number in the outline. */
  readonly code: string;
  readonly shortTitle: string;
  readonly text: string;
};

/** The competencies of a version (no domains, no milestones), in the order of its outline. Codes are unique: a repeated or absent one gets its number. */
export async function competenciesOf(scope: Scope, versionId: string): Promise<Competency[]> {
  const items = await itemsOf(scope, versionId);
  const taken = new Set<string>();
  return items
    .filter(({ kind }) => kind === 'competency')
    .map(({ id, stableId, code, title, text }, at) => {
      const own = code !== null && !taken.has(code) ? code : `#${at + 1}`;
      taken.add(own);
      return { id, stableId, code: own, shortTitle: title, text };
    });
}
