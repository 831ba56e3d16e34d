import { publicly } from '#app/platform/web.server.ts';
import { lessonDocument } from '../document.ts';
import { lessonNamed } from '../queries.server.ts';
import type { Route } from './+types/lesson-json';

export async function loader({ params }: Route.LoaderArgs) {
  return Response.json(lessonDocument(await publicly((scope) => lessonNamed(scope, params.lesson))));
}
