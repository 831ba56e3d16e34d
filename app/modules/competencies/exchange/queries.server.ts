import { sql } from 'kysely';
import type { Message } from '#app/platform/message.ts';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { inOutline } from '../outline.ts';
import { version } from '../queries.server.ts';
import { inAssociationOrder } from './association-order.ts';
import type { Released, ReleasedHead } from './case-export.ts';
import { uriOf } from './case-value.ts';
import type { FileAssociation, FileItem, Link, Properties } from './framework-file.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The id of the version that a name means: a version's id; or a framework's id, its CASE identifier or its short name, and then the adopted version, else the
 * newest that the reader may see.
 */
export async function versionIdOf({ tx }: Scope, name: string): Promise<string> {
  const versions = tx.selectFrom('frameworkVersion as v').innerJoin('framework as f', 'f.id', 'v.frameworkId').select('v.id');
  const named = uuid.test(name)
    ? versions.where((eb) => eb.or([eb('v.id', '=', name), eb('f.id', '=', name), eb('f.stableId', '=', name)]))
    : versions.where('f.slug', '=', name);
  const found = await named.orderBy(sql`v.status = 'adopted'`, 'desc').orderBy('v.id', 'desc').executeTakeFirst();
  if (!found) throw missing('This framework');
  return found.id;
}

/** A version with everything that goes out with it. */
export async function released(scope: Scope, versionId: string): Promise<Released> {
  const head = await releasedHead(scope, versionId);
  const items = await fileItems(scope, versionId);
  const associations = inAssociationOrder(items, await fileAssociations(scope, versionId));
  return { ...head, items, associations, outside: await namesOutside(scope, { items, associations }) };
}

/** A version without what it holds. */
export async function releasedHead(scope: Scope, versionId: string): Promise<ReleasedHead> {
  const { title, creator, number, status, adoptedOn, changedAt, frameworkStableId, sourceUrl } = await version(scope, versionId);
  const { document, definitions, rubrics, extensions } = await scope.tx
    .selectFrom('frameworkVersion')
    .select(['document', 'definitions', 'rubrics', 'extensions'])
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  return {
    stableId: frameworkStableId,
    title,
    creator,
    number,
    status: status as Released['status'],
    adoptedOn,
    changedAt: changedAt.toISOString(),
    document: {
      ...(sourceUrl !== null && uriOf(sourceUrl) === sourceUrl ? { officialSourceURL: sourceUrl } : {}),
      ...(document as Properties),
    },
    definitions: definitions as Properties,
    rubrics: rubrics as unknown as Properties[],
    extensions: extensions as Properties,
  };
}

async function fileItems({ tx }: Scope, versionId: string): Promise<FileItem[]> {
  const rows = await tx
    .selectFrom('frameworkItem')
    .select(['id', 'stableId', 'parentId', 'position', 'kind', 'phase', 'code', 'shortTitle', 'text', 'publishedText', 'itemType'])
    .select(['details', 'extensions', 'associationId', 'changedAt'])
    .where('frameworkVersionId', '=', versionId)
    .execute();
  const stableIdOf = new Map(rows.map(({ id, stableId }) => [id, stableId]));
  return inOutline(rows).map(({ id: _, depth: __, parentId, kind, phase, details, extensions, changedAt, ...item }) => ({
    ...item,
    hasOwnId: true,
    parentStableId: parentId === null ? null : stableIdOf.get(parentId)!,
    kind: kind as FileItem['kind'],
    phase: phase as FileItem['phase'],
    details: details as Properties,
    extensions: extensions as Properties,
    changedAt: changedAt.toISOString(),
  }));
}

async function fileAssociations({ tx }: Scope, versionId: string): Promise<FileAssociation[]> {
  const rows = await tx
    .selectFrom('frameworkAssociation')
    .select([
      'stableId',
      'type',
      'originStableId',
      'destinationStableId',
      'origin',
      'destination',
      'position',
      'groupingLink',
      'note',
      'extensions',
      'changedAt',
    ])
    .where('frameworkVersionId', '=', versionId)
    .execute();
  return rows.map(({ origin, destination, groupingLink, extensions, changedAt, ...row }) => ({
    ...row,
    origin: origin as Link | null,
    destination: destination as Link | null,
    groupingLink: groupingLink as Link | null,
    extensions: extensions as Properties,
    changedAt: changedAt.toISOString(),
  }));
}

async function namesOutside(
  { tx }: Scope,
  { items, associations }: Pick<Released, 'items' | 'associations'>,
): Promise<Map<string, string>> {
  const here = new Set(items.map(({ stableId }) => stableId));
  const ends = associations.flatMap(({ originStableId, destinationStableId, origin, destination }) => [
    ...(origin === null ? [originStableId] : []),
    ...(destination === null ? [destinationStableId] : []),
  ]);
  const away = [...new Set(ends)].filter((id) => !here.has(id));
  if (away.length === 0) return new Map();
  const found = await tx
    .selectFrom('frameworkItem')
    .select(['stableId', 'code', 'title'])
    .where('stableId', 'in', away)
    .orderBy('id')
    .execute();
  return new Map(found.map(({ stableId, code, title }) => [stableId, code ?? title]));
}

/** What an import brought: counts of the version and the messages that were kept with it. */
export async function importReport(scope: Scope, versionId: string) {
  const { title, slug, number } = await version(scope, versionId);
  const { messages } = await scope.tx
    .selectFrom('frameworkVersion')
    .select('messages')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ items: number; domains: number; competencies: number; milestones: number; associations: number }>`
    select count(*)::int as items, count(*) filter (where kind = 'domain')::int as domains, count(*) filter (where kind = 'competency')::int as competencies,
      count(*) filter (where kind = 'milestone')::int as milestones,
      (select count(*)::int from framework_association where framework_version_id = ${versionId}) as associations
    from framework_item where framework_version_id = ${versionId}`.execute(scope.tx);
  return { title, slug, number, ...rows[0]!, messages: messages as readonly Message[] };
}
