import { scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { Defined } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { requirementWords } from '../../placement.ts';
import { mayBringIn } from '../../rules.ts';
import { courseList } from '../course-queries.server.ts';
import { ListFilter } from '../parts/list-filter.tsx';
import { CourseSearch, pageSize } from '../schema.ts';
import { hoursOfCourse, levelWords, phaseWord } from '../words.ts';
import type { Route } from './+types/courses';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = new URL(request.url);
  const chosen = CourseSearch.parse(Object.fromEntries(new URLSearchParams(search)));
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await courseList(scope, chosen)),
    search,
    chosen,
    mayBringIn: mayBringIn(scope.actor),
  }));
}

type Data = Route.ComponentProps['loaderData'];

export default function Courses({ loaderData }: Route.ComponentProps) {
  const { school, year, years, chosen, phases } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Courses"
      lead="Courses, clerkships and their parts, as your school’s file says, with the phase that their levels give them."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Courses' }]}
    >
      <title>{`Courses · ${school.name} · Concord`}</title>
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          The courses of an academic year are listed here once your school has brought in its file. Nothing is here yet.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          <ListFilter noun="courses" chosen={{ ...chosen, sort: chosen.sort === 'order' ? undefined : chosen.sort }} phases={phases} />
          <List data={loaderData} base={base} year={year} />
          <Defined figures={['activities-of-a-course', 'learner-hours-of-a-course', 'seats', 'spans-phases', 'no-phase-yet']} />
        </>
      )}
    </Page>
  );
}

function List({ data: { courses, levels, phases, total, page, search, chosen }, base, year }: { data: Data; base: string; year: string }) {
  if (total === 0)
    return (
      <Note title="No course meets all of this" isAnswer>
        <p>
          Leave something out to see more, or <a href={`?year=${year}`}>show all courses of {year}</a>.
        </p>
      </Note>
    );
  const files = withParam(withParam(search, 'page', null), 'year', chosen.year ?? year);
  return (
    <>
      <Table
        caption={`Courses of ${year}`}
        count={count(total, 'course', 'courses')}
        rows={courses}
        rowKey={({ id }) => id}
        search={search}
        sort="order"
        columns={[
          { key: 'title', label: 'Course', isSortable: true, cell: ({ id, title }) => <a href={`${base}/courses/${id}`}>{title}</a> },
          { key: 'requirement', label: 'Requirement', cell: ({ requirement }) => requirementWords[requirement] },
          { key: 'levels', label: 'Levels', cell: (course) => levelWords(course, levels) },
          { key: 'phase', label: 'Phase', phone: 'bare', cell: ({ phase }) => phaseWord(phase, phases) },
          {
            key: 'activities',
            label: 'Activities',
            isNumber: true,
            isSortable: true,
            cell: ({ activities }) => activities.toLocaleString('en'),
          },
          { key: 'minutes', label: 'Learner hours', isNumber: true, isSortable: true, cell: hoursOfCourse },
          { key: 'seats', label: 'Seats', isNumber: true, cell: ({ seats }) => seats ?? 'not said' },
        ]}
      />
      <Pagination page={page} size={pageSize} total={total} noun="courses" search={search} />
      <Downloads of={`All ${total.toLocaleString('en')}`} address={`${base}/courses`} search={files} />
    </>
  );
}
