import { scoped } from '#app/platform/web.server.ts';
import { day } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { ownCourses } from '../own-course-queries.server.ts';
import { ownStates } from '../words.ts';
import type { Route } from './+types/asked';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    school: scope.actor.school!,
    courses: await ownCourses(scope),
  }));
}

export default function Asked({ loaderData: { school, courses } }: Route.ComponentProps) {
  return (
    <Page title="Your courses" lead="The courses that you direct, as your school named you. Each takes about two minutes.">
      <title>{`Your courses · ${school.name} · Concord`}</title>
      {courses.length === 0 ? (
        <Empty title="No course names you">
          A lead of your school names course directors. If you were written to, sign in with the email address that the letter came to.
        </Empty>
      ) : (
        <Table
          caption="Courses that you direct"
          isCaptionHidden
          rows={courses}
          rowKey={({ courseStableId }) => courseStableId}
          columns={[
            {
              key: 'title',
              label: 'Course',
              cell: ({ title, courseStableId }) => <a href={`/w/curriculum/${school.slug}/asked/${courseStableId}`}>{title}</a>,
            },
            { key: 'year', label: 'Year', phone: 'bare', cell: ({ year }) => year },
            { key: 'state', label: 'Your answers', cell: ({ state }) => ownStates[state] },
            { key: 'due', label: 'Until', cell: ({ dueOn }) => (dueOn === null ? 'no day yet' : day(dueOn)) },
          ]}
        />
      )}
    </Page>
  );
}
