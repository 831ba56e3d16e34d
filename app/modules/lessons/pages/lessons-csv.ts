import { csvAnswer, publicly } from '#app/platform/web.server.ts';
import { lessonsCsv } from '../document.ts';
import { lessonList } from '../queries.server.ts';
import { lessonSearch } from '../schema.ts';
import type { Route } from './+types/lessons-csv';

export async function loader({ request }: Route.LoaderArgs) {
  const { lessons } = await publicly((scope) => lessonList(scope, lessonSearch(request)));
  return csvAnswer(lessonsCsv(lessons), 'lessons.csv');
}
