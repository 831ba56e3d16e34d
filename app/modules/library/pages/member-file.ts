import { scoped } from '#app/platform/web.server.ts';
import { fileToTake } from '../files/queries.server.ts';
import { takenFile } from '../reading/bytes.server.ts';
import { idOf, itemSlug } from '../schema.ts';
import { schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/member-file';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const [slug, fileId] = [itemSlug(params.item), idOf(params.file, 'This file')];
  return takenFile(
    request,
    await scoped({ context, request, slug: schoolOfShelf(params.school) }, (scope) => fileToTake(scope, slug, fileId)),
  );
}
