import { publicly } from '#app/platform/web.server.ts';
import { speakerPictureAnswer } from '../picture-bytes.server.ts';
import { speakerPicture } from '../queries.server.ts';
import type { Route } from './+types/picture';

export async function loader({ params, request }: Route.LoaderArgs) {
  return speakerPictureAnswer(request, await publicly((scope) => speakerPicture(scope, params.speaker)), { isPublic: true });
}
