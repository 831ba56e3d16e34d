import { publicly } from '#app/platform/web.server.ts';
import { fileToTake } from '../../files/queries.server.ts';
import { idOf, itemSlug } from '../../schema.ts';
import { takenFile } from '../bytes.server.ts';
import type { Route } from './+types/file';

export async function loader({ params, request }: Route.LoaderArgs) {
  const [slug, fileId] = [itemSlug(params.item), idOf(params.file, 'This file')];
  return takenFile(request, await publicly((scope) => fileToTake(scope, slug, fileId)));
}
