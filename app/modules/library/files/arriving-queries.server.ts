import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { itemToKeep } from '../items/queries.server.ts';

/** The asking person's file on its way to this item; missing when it is somebody else's, arrived, or forgotten. */
export async function arrivingFile(scope: Scope, slug: string, id: string) {
  const item = await itemToKeep(scope, slug);
  const found = await scope.tx
    .selectFrom('libraryArriving')
    .select(['id', 'itemId', 'name', 'bytes', 'fingerprint'])
    .where('itemId', '=', item.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw missing('This file');
  return found;
}
