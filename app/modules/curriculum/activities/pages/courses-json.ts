import { scoped } from '#app/platform/web.server.ts';
import { everyCourse } from '../course-queries.server.ts';
import { CourseSearch } from '../schema.ts';
import { writtenCourse } from '../written.ts';
import type { Route } from './+types/courses-json';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = CourseSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { school, year, levels, phases, courses } = await scoped({ context, request, slug: params.school }, (scope) =>
    everyCourse(scope, search),
  );
  return Response.json({
    school: school.name,
    year,
    total: courses.length,
    levels: levels.map(({ number, label }) => ({ number, label })),
    courses: courses.map((course) => writtenCourse(course, phases)),
  });
}
