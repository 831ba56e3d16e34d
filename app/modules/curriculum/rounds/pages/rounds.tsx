import { zoneOf } from '#app/modules/members/queries.server.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayKeepRounds, roundSeatOf } from '../../rules.ts';
import { rounds } from '../board-queries.server.ts';
import type { Route } from './+types/rounds';

export function loader({ context, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  return scoped({ context, request, slug }, async (scope) => ({
    rounds: await rounds(scope),
    mayKeep: mayKeepRounds(scope.actor),
    zone: await zoneOf(scope),
    isDiscarded: new URL(request.url).searchParams.get('done') === 'discard',
  }));
}

const states = { draft: 'Draft', open: 'Open', closed: 'Closed' };

export default function Rounds({ loaderData: { rounds: all, mayKeep, zone, isDiscarded } }: Route.ComponentProps) {
  const begin = mayKeep && (
    <ButtonLink kind="primary" href="/w/curriculum/rounds/new">
      Prepare a round
    </ButtonLink>
  );
  return (
    <Page
      title="Mapping rounds"
      lead="In a round every school maps the same year against the same competencies, in the same way, on terms that all accepted."
      crumbs={[{ label: 'Curriculum', to: '/w/curriculum' }, { label: 'Rounds' }]}
    >
      <title>Mapping rounds · Concord</title>
      {isDiscarded && <Note kind="success" title="The draft is discarded" isAnswer />}
      {all.length === 0 ? (
        <Empty title="No round yet" act={begin}>
          {mayKeep
            ? 'A round names its year, framework, keyword list, schools and dates, and the terms on which figures are shared. Nobody sees it until you open it.'
            : 'Once the convener has opened one, you will see here how far each school is and what waits for yours.'}
        </Empty>
      ) : (
        <>
          {begin && <p className="bar">{begin}</p>}
          <Table
            caption="Rounds, the newest first"
            isCaptionHidden
            rows={all}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'title',
                label: 'Round',
                cell: ({ slug, title, isSample }) => (
                  <>
                    <a href={`/w/curriculum/rounds/${slug}`}>{title}</a>
                    {isSample && <span className="muted"> (sample)</span>}
                  </>
                ),
              },
              { key: 'year', label: 'Year', cell: ({ year }) => year },
              { key: 'state', label: 'State', cell: ({ status }) => states[status] },
              { key: 'schools', label: 'Schools', isNumber: true, cell: ({ schools }) => schools },
              { key: 'opened', label: 'Opened', cell: ({ openedAt }) => (openedAt ? dayIn(openedAt, zone) : '') },
            ]}
          />
          <Downloads of="All rounds" address="/w/curriculum/rounds" />
        </>
      )}
    </Page>
  );
}
