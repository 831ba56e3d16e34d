import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../members/queries.server.ts';
import { standingWords } from '../edition-words.ts';
import { againName, kindName } from '../lesson.ts';
import { ownLessons } from '../own-queries.server.ts';
import type { Route } from './+types/school';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    school: scope.actor.school!.name,
    zone: await zoneOf(scope),
    done: new URL(request.url).searchParams.get('done'),
    lessons: (await ownLessons(scope)).map(({ id, said, changedAt, by, editions }) => ({
      ...{ id, title: said.title, kind: kindName(said.kind), again: againName(said.again), changedAt, by },
      state: standingWords(editions),
    })),
  }));
}

export default function SchoolLessons({ loaderData: { school, lessons, zone, done }, params }: Route.ComponentProps) {
  const base = `/w/lessons/${params.school}`;
  const write = (
    <ButtonLink kind="primary" href={`${base}/new`}>
      Write a lesson
    </ButtonLink>
  );
  return (
    <Page title={`Lessons of ${school}`} crumbs={[{ label: 'Lessons', to: '/w/lessons' }, { label: school }]}>
      <title>{`Lessons of ${school} · Concord`}</title>
      {done === 'discard' && <Note kind="success" title="The draft is discarded" isAnswer />}
      {lessons.length === 0 ? (
        <Empty title="No lesson yet" act={write}>
          A lesson says what your school tried, what happened and whether you would do it again. It is your school’s alone until a lead or
          somebody of the faculty gives it out.
        </Empty>
      ) : (
        <>
          <p className="bar">{write}</p>
          <Table
            caption="Lessons"
            isCaptionHidden
            count={count(lessons.length, 'lesson', 'lessons')}
            rows={lessons}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: 'Title', cell: ({ id, title }) => <a href={`${base}/${id}`}>{title}</a> },
              { key: 'state', label: 'Where it stands', phone: 'bare', cell: ({ state }) => state },
              { key: 'kind', label: 'Kind', cell: ({ kind }) => kind },
              { key: 'again', label: 'Again?', cell: ({ again }) => again },
              { key: 'changed', label: 'Changed', cell: ({ changedAt, by }) => `${dayIn(changedAt, zone)}${by ? `, ${by}` : ''}` },
            ]}
          />
          <Downloads of="These lessons" address={base} />
        </>
      )}
    </Page>
  );
}
