import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { lessonsCsv } from '../document.ts';
import { assertMayReadShared, lessonList } from '../queries.server.ts';
import { lessonSearch } from '../schema.ts';
import { lessonSeatOf } from '../seat.ts';
import type { Route } from './+types/shared-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { lessons } = await scoped({ context, request, slug: lessonSeatOf(memberOf(context, request)) }, (scope) => {
    assertMayReadShared(scope);
    return lessonList(scope, lessonSearch(request));
  });
  return csvAnswer(lessonsCsv(lessons), 'lessons.csv');
}
