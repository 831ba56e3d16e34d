import { sql } from 'kysely';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { caseAddress, caseAssociations, caseDocument, caseItem, casePackage, type ReleasedHead } from '../exchange/case-export.ts';
import type { Properties } from '../exchange/framework-file.ts';
import { isIdentifier } from '../exchange/identifier.ts';
import { released, releasedHead } from '../exchange/queries.server.ts';
import { publishedFrameworks } from './queries.server.ts';

/** The documents of all adopted frameworks, `limit` of them from `offset`, and how many there are. */
export async function caseDocuments(scope: Scope, base: string, { offset, limit }: { offset: number; limit: number }) {
  const versions = await publishedFrameworks(scope);
  const documents: Properties[] = [];
  for (const { id } of versions.slice(offset, offset + limit)) documents.push(linkedDocument(await releasedHead(scope, id), base));
  return { documents, total: versions.length };
}

/** A document by its identifier, as its adopted version says it, else its newest superseded one; or by the id of one of these versions. */
export async function caseDocumentOf(scope: Scope, base: string, id: string): Promise<Properties> {
  return linkedDocument(await releasedHead(scope, await versionIdFor(scope, id)), base);
}

/** The whole package of a document, found like the document. */
export async function casePackageOf(scope: Scope, base: string, id: string): Promise<Properties> {
  return casePackage(await released(scope, await versionIdFor(scope, id)), base);
}

/** An item by its identifier, as the adopted version that holds it says it, else the newest superseded one. */
export async function caseItemOf(scope: Scope, base: string, id: string): Promise<Properties> {
  return (await itemAndVersion(scope, base, id)).item;
}

/** An item with every association of its version that begins or ends with it. */
export async function caseItemAssociations(scope: Scope, base: string, id: string): Promise<Properties> {
  const { item, version } = await itemAndVersion(scope, base, id);
  const isOf = ({ originNodeURI, destinationNodeURI }: Properties) =>
    [originNodeURI, destinationNodeURI].some((end) => (end as Properties).identifier === id);
  const associations = caseAssociations(version, base).filter(isOf);
  return { CFItem: item, CFAssociations: associations.map((each) => linked(each, version, base)) };
}

/** An association by its identifier. */
export async function caseAssociationOf(scope: Scope, base: string, id: string): Promise<Properties> {
  const { tx } = scope;
  if (!isIdentifier(id)) throw missing('This association');
  const places = tx.selectFrom('frameworkItem').select('frameworkVersionId').where('associationId', '=', id);
  const others = tx.selectFrom('frameworkAssociation').select('frameworkVersionId').where('stableId', '=', id);
  const holders = await places.unionAll(others).execute();
  const version = await released(scope, await newestOf(scope, holders, 'This association'));
  return linked(caseAssociations(version, base).find(({ identifier }) => identifier === id)!, version, base);
}

async function itemAndVersion(scope: Scope, base: string, id: string) {
  if (!isIdentifier(id)) throw missing('This item');
  const holders = await scope.tx.selectFrom('frameworkItem').select('frameworkVersionId').where('stableId', '=', id).execute();
  const version = await released(scope, await newestOf(scope, holders, 'This item'));
  return { version, item: linked(caseItem(version.items.find(({ stableId }) => stableId === id)!, base), version, base) };
}

/** Of these versions the adopted one, else the newest superseded. A draft is missing, whoever asks. */
async function newestOf({ tx }: Scope, holders: readonly { frameworkVersionId: string }[], what: string): Promise<string> {
  if (holders.length === 0) throw missing(what);
  const found = await tx
    .selectFrom('frameworkVersion')
    .select('id')
    .where(
      'id',
      'in',
      holders.map(({ frameworkVersionId }) => frameworkVersionId),
    )
    .where('status', '<>', 'draft')
    .orderBy(sql`status = 'adopted'`, 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!found) throw missing(what);
  return found.id;
}

async function versionIdFor(scope: Scope, id: string): Promise<string> {
  if (!isIdentifier(id)) throw missing('This framework');
  const holders = await scope.tx
    .selectFrom('frameworkVersion as v')
    .innerJoin('framework as f', 'f.id', 'v.frameworkId')
    .select('v.id as frameworkVersionId')
    .where((eb) => eb.or([eb('f.stableId', '=', id), eb('v.id', '=', id)]))
    .execute();
  return newestOf(scope, holders, 'This framework');
}

/** Alone, a document names its package, and what belongs to a document names it. */
function linkedDocument(version: ReleasedHead, base: string): Properties {
  const { stableId, title } = version;
  return { ...caseDocument(version, base), CFPackageURI: { title, identifier: stableId, uri: caseAddress(base, 'CFPackages', stableId) } };
}
function linked(object: Properties, { stableId, title }: ReleasedHead, base: string): Properties {
  return { ...object, CFDocumentURI: { title, identifier: stableId, uri: caseAddress(base, 'CFDocuments', stableId) } };
}
