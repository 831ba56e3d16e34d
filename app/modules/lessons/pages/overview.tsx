import { actingFor } from '#app/platform/actor.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { LessonFilters } from '../parts/lesson-filters.tsx';
import { LessonList } from '../parts/lesson-list.tsx';
import { LessonsToReview } from '../parts/lessons-to-review.tsx';
import { NoteOfLessons } from '../parts/note-of-lessons.tsx';
import { assertMayReadShared, lessonList, lessonsToReview } from '../queries.server.ts';
import { quotesToRelease } from '../quote-queries.server.ts';
import { mayWriteLessons } from '../rules.ts';
import { lessonSearch, perPage } from '../schema.ts';
import { lessonSeatOf } from '../seat.ts';
import type { Route } from './+types/overview';

export async function loader({ context, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  const schools = [];
  for (const { slug, name } of member.schools)
    if (mayWriteLessons(actingFor(member, slug)))
      schools.push({ slug, name, toReview: await scoped({ context, request, slug }, lessonsToReview) });
  const read = await scoped({ context, request, slug: lessonSeatOf(member) }, async (scope) => {
    assertMayReadShared(scope);
    const { schools: named, ...list } = await lessonList(scope, lessonSearch(request), perPage);
    return { ...list, named, competencies: (await currentFramework(scope)).competencies };
  });
  const studies = await scoped({ context, request }, quotesToRelease);
  return { ...read, schools, leadsStudy: studies.length > 0, search: new URL(request.url).search };
}

export default function Overview({ loaderData }: Route.ComponentProps) {
  const { schools, named, lessons, total, counts, competencies, material, search, page, found, leadsStudy } = loaderData;
  return (
    <Page
      title="Lessons"
      lead="Write down what your school tried and what came of it, and read what others did. What disappointed is as welcome as what worked."
    >
      <title>Lessons · Concord</title>
      {schools.map(({ slug, name, toReview }) => (
        <Section key={slug} title={name}>
          <LessonsToReview school={slug} lessons={toReview} />
          <p className="bar">
            <ButtonLink kind="primary" href={`/w/lessons/${slug}/new`}>
              Write a lesson
            </ButtonLink>
            <a href={`/w/lessons/${slug}`}>The lessons of this school</a>
          </p>
        </Section>
      ))}
      {leadsStudy && (
        <p>
          <a href="/w/lessons/quotes">Quotes of your study: which may stand in lessons</a>
        </p>
      )}
      <Section title="To read">
        {total === 0 ? (
          <Empty title="No school has shared a lesson yet">
            Lessons of all schools stand here once they are shared with the collaborative, or public. Yours can be the first.
          </Empty>
        ) : (
          <>
            <LessonFilters {...{ counts, total, competencies, material, search }} schools={named} />
            <NoteOfLessons found={found} material={material} all="/w/lessons" />
            <LessonList lessons={lessons} isInside />
            <Pagination page={page} size={perPage} total={found} noun="lessons" search={search} />
            <Downloads of="These lessons" address="/w/lessons" search={search} />
          </>
        )}
      </Section>
    </Page>
  );
}
