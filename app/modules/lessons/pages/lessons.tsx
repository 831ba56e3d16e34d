import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { LessonFilters } from '../parts/lesson-filters.tsx';
import { LessonList } from '../parts/lesson-list.tsx';
import { NoteOfLessons } from '../parts/note-of-lessons.tsx';
import { lessonList } from '../queries.server.ts';
import { lessonSearch, perPage } from '../schema.ts';
import type { Route } from './+types/lessons';

export const headers = publicHeaders;

export function loader({ request }: Route.LoaderArgs) {
  return publicly(async (scope) => ({
    ...(await lessonList(scope, lessonSearch(request), perPage)),
    competencies: (await currentFramework(scope)).competencies,
    search: new URL(request.url).search,
  }));
}

const lead = 'What schools tried, what came of it, and whether they would do it again. What disappointed is here as well as what worked.';
export default function Lessons({
  loaderData: { lessons, total, counts, competencies, schools, material, search, page, found },
}: Route.ComponentProps) {
  return (
    <Page title="Lessons" lead={lead}>
      <PublicHead title="Lessons" description={lead} path="/lessons" />
      {total === 0 ? (
        <Empty title="No lesson is public yet">
          A lesson says what a school tried, what happened, and whether it would do it again. Another school reads each one before it stands
          here.
        </Empty>
      ) : (
        <>
          <LessonFilters {...{ counts, total, competencies, schools, material, search }} />
          <NoteOfLessons found={found} material={material} all="/lessons" />
          <LessonList lessons={lessons} />
          <Pagination page={page} size={perPage} total={found} noun="lessons" search={search} />
          <Downloads of="These lessons" address="/lessons" search={search} />
        </>
      )}
    </Page>
  );
}
