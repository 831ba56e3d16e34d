import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { itemNamed, type Version } from '../items/queries.server.ts';
import { licenceIds } from '../licences.ts';
import { lookOf } from './look.ts';

const columns = [
  'id',
  'position',
  'name',
  'type',
  'extension',
  'bytes',
  'sha256',
  'thirdParty',
  'thirdPartyWords',
  'thirdPartyLicence',
  'alternative',
  'look',
  'previews',
  'missingSince',
] as const;

/** The files of a version that the reader may see, in their order. `look` is null until a job has looked into it. */
export async function filesOf({ tx }: Scope, { itemId, number }: Pick<Version, 'itemId' | 'number'>) {
  const rows = await tx
    .selectFrom('libraryFile')
    .select(columns)
    .where('itemId', '=', itemId)
    .where('number', '=', number)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    ...row,
    look: lookOf(row.look),
    thirdPartyLicence: licenceIds.find((id) => id === row.thirdPartyLicence) ?? null,
  }));
}
export type LibraryFile = Awaited<ReturnType<typeof filesOf>>[number];

/** The words that were found in the files of a version, by file. */
export function fileWords({ tx }: Scope, { itemId, number }: Pick<Version, 'itemId' | 'number'>) {
  return tx
    .selectFrom('libraryFile')
    .select(['id', 'name', 'words'])
    .where('itemId', '=', itemId)
    .where('number', '=', number)
    .orderBy('position')
    .execute();
}

/** A file of an item that the reader may take, as the newest version that they may see has it; missing otherwise. */
export async function fileToTake(scope: Scope, slug: string, fileId: string) {
  const item = await itemNamed(scope, slug);
  const file = await scope.tx
    .selectFrom('libraryFile')
    .select(columns)
    .where('itemId', '=', item.id)
    .where('id', '=', fileId)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  if (!file) throw missing('This file');
  return { itemId: item.id, ...file };
}

/** A picture that we drew of a file of an item, that the reader may see; missing otherwise. */
export async function pictureToShow(scope: Scope, slug: string, pictureId: string): Promise<{ itemId: string; id: string }> {
  const item = await itemNamed(scope, slug);
  const file = await scope.tx
    .selectFrom('libraryFile')
    .select('id')
    .where('itemId', '=', item.id)
    .where(({ eb, val, fn }) => eb(val(pictureId), '=', fn.any('previews')))
    .executeTakeFirst();
  if (!file) throw missing('This picture');
  return { itemId: item.id, id: pictureId };
}
