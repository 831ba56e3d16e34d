import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { everyCourse } from '../course-queries.server.ts';
import { CourseSearch } from '../schema.ts';
import { courseHead, courseLine } from '../written.ts';
import type { Route } from './+types/courses-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = CourseSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const list = await scoped({ context, request, slug: params.school }, (scope) => everyCourse(scope, search));
  return csvAnswer(
    csvText([courseHead, ...list.courses.map((course) => courseLine(course, list))]),
    `courses-${params.school}-${list.year ?? 'empty'}.csv`,
  );
}
