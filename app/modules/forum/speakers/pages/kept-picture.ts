import { inForum } from '../../events/in-forum.server.ts';
import { speakerPictureAnswer } from '../picture-bytes.server.ts';
import { speakerPicture } from '../queries.server.ts';
import type { Route } from './+types/kept-picture';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  return speakerPictureAnswer(request, await inForum({ context, request }, (scope) => speakerPicture(scope, params.speaker)));
}
