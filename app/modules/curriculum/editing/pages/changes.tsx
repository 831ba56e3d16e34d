import { zone } from '#app/modules/members/time-zone.ts';
import { scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { yearGround } from '../../queries.server.ts';
import { mayBringIn, mayCorrect } from '../../rules.ts';
import { ChosenYear } from '../../schema.ts';
import { UndoForm } from '../parts/edit-note.tsx';
import { latestEdits } from '../queries.server.ts';
import type { Route } from './+types/changes';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { year } = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const ground = await yearGround(scope, year);
    return {
      ...ground,
      edits: ground.year === null ? [] : await latestEdits(scope, ground.year),
      mayCorrect: mayCorrect(scope.actor),
      mayBringIn: mayBringIn(scope.actor),
    };
  });
}

export default function Changes({ loaderData }: Route.ComponentProps) {
  const { school, year, years, edits, mayCorrect: may } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Changes"
      lead="What people changed in the map, newest first. Each change can be undone as a whole while nobody has built on it."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Changes' }]}
    >
      <title>{`Changes · ${school.name} · Concord`}</title>
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          What people change in the map is kept here, with the way back.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          {edits.length === 0 ? (
            <p>Nobody has changed the map of {year} by hand yet.</p>
          ) : (
            <Table
              caption={`Changes of ${year}`}
              count={edits.length === 100 ? 'the latest 100' : count(edits.length, 'change', 'changes')}
              rows={[...edits]}
              rowKey={({ id }) => id}
              columns={[
                { key: 'what', label: 'Change', cell: ({ id, title }) => <a href={`${base}/changes/${id}`}>{title}</a> },
                { key: 'by', label: 'By', cell: ({ by }) => by ?? 'not kept' },
                { key: 'at', label: 'On', cell: ({ at }) => dayAndTime(at, zone) },
                {
                  key: 'undo',
                  label: 'Undo',
                  phone: 'line',
                  cell: ({ id, title, undoneAt, undoneBy }) =>
                    undoneAt ? `undone${undoneBy ? ` by ${undoneBy}` : ''}` : may ? <UndoForm id={id} base={base} of={title} /> : 'stands',
                },
              ]}
            />
          )}
        </>
      )}
    </Page>
  );
}
