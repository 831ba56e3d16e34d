import { scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Defined } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn } from '../../rules.ts';
import { ActivityTable } from '../parts/activity-table.tsx';
import { ListFilter } from '../parts/list-filter.tsx';
import { activityList } from '../queries.server.ts';
import { ActivitySearch, pageSize } from '../schema.ts';
import type { Route } from './+types/activities';

/** With more courses than this a list of them all is no help; a course's own page leads to its activities. */
const coursesToChoose = 200;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search } = new URL(request.url);
  const chosen = ActivitySearch.parse(Object.fromEntries(new URLSearchParams(search)));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const { courses, ...list } = await activityList(scope, chosen);
    const choices = courses.length <= coursesToChoose ? courses : courses.filter(({ id }) => id === chosen.course);
    return { ...list, search, chosen, courses: choices.map(({ id, title }) => ({ id, title })), mayBringIn: mayBringIn(scope.actor) };
  });
}

type Data = Route.ComponentProps['loaderData'];

export default function Activities({ loaderData }: Route.ComponentProps) {
  const { school, year, years } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Activities"
      lead="Everything that your school teaches, as its file says: where it stands, how long it takes, and what it is linked to."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Activities' }]}
    >
      <title>{`Activities · ${school.name} · Concord`}</title>
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          The activities of an academic year are listed here once your school has brought in its file. Nothing is here yet.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          <Filter data={loaderData} />
          <List data={loaderData} base={base} year={year} />
          <Defined
            figures={[
              'activities-listed',
              'learner-hours',
              'required',
              'required-in-track',
              'elective',
              'unknown-requirement',
              'spans-phases',
              'link',
            ]}
          />
        </>
      )}
    </Page>
  );
}

function Filter({ data: { chosen, phases, courses } }: { data: Data }) {
  const { course, minutes, sort } = chosen;
  return (
    <ListFilter
      noun="activities"
      chosen={{ ...chosen, sort: sort === 'title' ? undefined : sort }}
      phases={phases}
      others={[
        ...(courses.length > 0
          ? [{ name: 'course', label: 'Course', value: course, options: courses.map(({ id, title }) => ({ value: id, label: title })) }]
          : []),
        {
          name: 'minutes',
          label: 'Learner hours',
          value: minutes,
          options: [
            { value: 'unknown', label: 'Unknown' },
            { value: 'zero', label: 'Stated as zero' },
          ],
        },
      ]}
    />
  );
}

function List({ data: { activities, phases, total, page, search, chosen }, base, year }: { data: Data; base: string; year: string }) {
  if (total === 0)
    return (
      <Note title="No activity meets all of this" isAnswer>
        <p>
          Leave something out to see more, or <a href={`?year=${year}`}>show all activities of {year}</a>.
        </p>
      </Note>
    );
  const shown = withParam(search, 'page', String(page));
  const files = withParam(withParam(search, 'page', null), 'year', chosen.year ?? year);
  return (
    <>
      <ActivityTable
        activities={activities}
        phases={phases}
        caption={`Activities of ${year}`}
        count={count(total, 'activity', 'activities')}
        base={base}
        search={shown}
      />
      <Pagination page={page} size={pageSize} total={total} noun="activities" search={search} />
      <Downloads of={`All ${total.toLocaleString('en')}`} address={`${base}/activities`} search={files} />
    </>
  );
}
