import { csvAnswer, publicly } from '#app/platform/web.server.ts';
import { figuresCsv } from '../document.ts';
import { lessonNamed } from '../queries.server.ts';
import type { Route } from './+types/lesson-csv';

export async function loader({ params }: Route.LoaderArgs) {
  const lesson = await publicly((scope) => lessonNamed(scope, params.lesson));
  return csvAnswer(figuresCsv(lesson), `${params.lesson}.csv`);
}
