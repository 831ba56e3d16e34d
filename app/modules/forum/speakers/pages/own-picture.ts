import { publicly } from '#app/platform/web.server.ts';
import { speakerPictureAnswer } from '../picture-bytes.server.ts';
import { ownPicture } from '../queries.server.ts';
import type { Route } from './+types/own-picture';

export async function loader({ params, request }: Route.LoaderArgs) {
  return speakerPictureAnswer(request, await publicly((scope) => ownPicture(scope, params.token)));
}
