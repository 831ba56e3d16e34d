import { publicly } from '#app/platform/web.server.ts';
import { lessonsDocument } from '../document.ts';
import { lessonList } from '../queries.server.ts';
import { lessonSearch } from '../schema.ts';
import type { Route } from './+types/lessons-json';

export async function loader({ request }: Route.LoaderArgs) {
  const { lessons } = await publicly((scope) => lessonList(scope, lessonSearch(request)));
  return Response.json(lessonsDocument(lessons));
}
