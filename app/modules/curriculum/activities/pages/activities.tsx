import type { ReactNode } from 'react';
import { scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { EditNote } from '../../editing/parts/edit-note.tsx';
import { editSaid } from '../../editing/queries.server.ts';
import { terms } from '../../method-vocabulary.ts';
import { Defined } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn, mayCorrect } from '../../rules.ts';
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
    return {
      ...list,
      search,
      chosen,
      courses: choices.map(({ id, title }) => ({ id, title })),
      mayBringIn: mayBringIn(scope.actor),
      mayCorrect: mayCorrect(scope.actor),
      edit: await editSaid(scope, new URLSearchParams(search).get('edit')),
    };
  });
}

type Data = Route.ComponentProps['loaderData'];

export default function Activities({ loaderData }: Route.ComponentProps) {
  const { school, year, years } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Activities"
      lead="Everything that your school teaches: where it stands, how long it takes, and what it is linked to."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Activities' }]}
    >
      <title>{`Activities · ${school.name} · Concord`}</title>
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          The activities of an academic year are listed here once your school has brought in its file. Nothing is here yet.
        </NoCurriculum>
      ) : (
        <>
          <EditNote edit={loaderData.edit} base={base} mayCorrect={loaderData.mayCorrect} />
          <Years years={years} year={year} />
          {loaderData.mayCorrect && (
            <p className="bar">
              <ButtonLink href={`${base}/activities/new?year=${year}`}>Enter activities by hand</ButtonLink>
              <a href={`${base}/to-settle?year=${year}`}>To settle</a>
              <a href={`${base}/changes?year=${year}`}>Changes</a>
            </p>
          )}
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
  const { course, minutes, method, linked, came, same, sort } = chosen;
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
            { value: 'long', label: 'Longer than a day' },
          ],
        },
        { name: 'method', label: 'Method', value: method, options: methodOptions(method) },
        {
          name: 'linked',
          label: 'Competencies',
          value: linked,
          options: [
            { value: 'yes', label: 'Linked' },
            { value: 'no', label: 'Not linked' },
          ],
        },
        {
          name: 'came',
          label: 'Came by',
          value: came,
          options: [
            { value: 'file', label: 'A file' },
            { value: 'hand', label: 'Hand' },
          ],
        },
        { name: 'same', label: 'Duplicates', value: same, options: [{ value: 'yes', label: 'Same title in the same course' }] },
      ]}
    />
  );
}

/** The vocabulary's methods, and one that it does not know when the address asks for it. */
function methodOptions(method: string | undefined) {
  const known = terms
    .filter(({ kind, isRetired }) => kind !== 'resource' && !isRetired)
    .map(({ code, name }) => ({ value: code, label: name }));
  const others = [
    { value: 'none', label: 'Not said' },
    { value: 'other', label: 'Not in the vocabulary' },
  ];
  const all = [...others, ...known];
  return method === undefined || all.some(({ value }) => value === method) ? all : [{ value: method, label: method }, ...all];
}

function List({
  data: { activities, phases, total, page, search, chosen, isTooCommon, mayCorrect: may },
  base,
  year,
}: {
  data: Data;
  base: string;
  year: string;
}) {
  if (total === 0)
    return (
      <Note title="No activity meets all of this" isAnswer>
        <p>
          Leave something out to see more, or <a href={`?year=${year}`}>show all activities of {year}</a>.
        </p>
      </Note>
    );
  const clean = withParam(search, 'edit', null);
  const shown = withParam(clean, 'page', String(page));
  const files = withParam(withParam(clean, 'page', null), 'year', chosen.year ?? year);
  const table = (
    <ActivityTable
      activities={activities}
      phases={phases}
      caption={`Activities of ${year}`}
      count={count(total, 'activity', 'activities')}
      base={base}
      search={shown}
      isChoosable={may}
    />
  );
  return (
    <>
      {isTooCommon && (
        <Note title="Only titles were searched">
          These words stand in so many texts or objectives that they narrow nothing there. Add a word to search all of it.
        </Note>
      )}
      {may ? (
        <Choosing chosen={chosen} year={year} total={total} base={base}>
          {table}
        </Choosing>
      ) : (
        table
      )}
      <Pagination page={page} size={pageSize} total={total} noun="activities" search={clean} />
      <Downloads of={`All ${total.toLocaleString('en')}`} address={`${base}/activities`} search={files} />
    </>
  );
}

type ChoosingProps = { chosen: Data['chosen']; year: string; total: number; base: string; children: ReactNode };

/** The list as a form: the rows chosen, or all that the filter finds, are changed together or compared. The filter goes along under names of its own. */
function Choosing({ chosen: { page: _page, sort: _sort, ...filters }, year, total, base, children }: ChoosingProps) {
  return (
    <form method="get" action={`${base}/activities/change`} className="flow">
      {Object.entries({ ...filters, year }).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={`of.${name}`} value={value} />,
      )}
      {children}
      <p className="bar">
        <Button>Change the chosen</Button>
        <Button name="all" value="yes">
          Change all {total.toLocaleString('en')} found
        </Button>
        <Button formAction={`${base}/duplicates`}>Compare the chosen side by side</Button>
      </p>
    </form>
  );
}
