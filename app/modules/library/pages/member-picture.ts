import { scoped } from '#app/platform/web.server.ts';
import { pictureToShow } from '../files/queries.server.ts';
import { shownPicture } from '../reading/bytes.server.ts';
import { idOf, itemSlug } from '../schema.ts';
import { schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/member-picture';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const [slug, picture] = [itemSlug(params.item), idOf(params.picture, 'This picture')];
  const found = await scoped({ context, request, slug: schoolOfShelf(params.school) }, (scope) => pictureToShow(scope, slug, picture));
  return shownPicture(request, found, { isPublic: false });
}
