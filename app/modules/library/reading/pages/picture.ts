import { publicly } from '#app/platform/web.server.ts';
import { pictureToShow } from '../../files/queries.server.ts';
import { idOf, itemSlug } from '../../schema.ts';
import { shownPicture } from '../bytes.server.ts';
import type { Route } from './+types/picture';

export async function loader({ params, request }: Route.LoaderArgs) {
  const [slug, picture] = [itemSlug(params.item), idOf(params.picture, 'This picture')];
  return shownPicture(request, await publicly((scope) => pictureToShow(scope, slug, picture)), { isPublic: true });
}
