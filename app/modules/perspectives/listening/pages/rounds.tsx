import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { perspectiveDefinitions } from '../../definitions.ts';
import { mayKeepListening } from '../../rules.ts';
import { ListeningWaits } from '../parts/listening-waits.tsx';
import { listeningRounds, listeningWaits } from '../queries.server.ts';
import type { Route } from './+types/rounds';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => ({
    rounds: await listeningRounds(scope),
    waiting: await listeningWaits(scope),
    mayKeep: mayKeepListening(scope.actor),
  }));
}

const states = { draft: 'draft', open: 'open', closed: 'closed' } as const;

export default function Rounds({ loaderData: { rounds, waiting, mayKeep } }: Route.ComponentProps) {
  const begin = mayKeep && (
    <ButtonLink kind="primary" href="/w/perspectives/new">
      Begin a listening round
    </ButtonLink>
  );
  return (
    <Page
      title="Perspectives"
      lead="What members and guests hope for, what stands in the way, what they would commit to; and the shared goal that comes of it."
      crumbs={[{ label: 'Members', to: '/w/members' }, { label: 'Perspectives' }]}
    >
      <title>Perspectives · Concord</title>
      <ListeningWaits waiting={waiting} />
      {rounds.length === 0 ? (
        <Empty title="Nobody has been asked yet" act={begin}>
          A listening round asks a few prompts of everybody, in writing or in conversation. Each chooses what others see of an answer, and
          the shared goal is drafted from what was said, with its sources.
        </Empty>
      ) : (
        <Section title="Listening rounds">
          {begin && <p className="bar">{begin}</p>}
          <Table
            caption="Listening rounds"
            isCaptionHidden
            count={count(rounds.length, 'round', 'rounds')}
            rows={rounds}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: 'About', cell: ({ slug, title }) => <a href={`/w/perspectives/${slug}`}>{title}</a> },
              {
                key: 'state',
                label: 'State',
                phone: 'bare',
                cell: ({ status }) => <Tag kind={status === 'open' ? 'success' : 'plain'}>{states[status]}</Tag>,
              },
              { key: 'closesOn', label: 'Last day', cell: ({ closesOn }) => (closesOn ? day(closesOn) : '') },
              { key: 'answered', label: 'Answered', isNumber: true, cell: ({ answered }) => answered ?? '–' },
              { key: 'asked', label: 'Asked', isNumber: true, cell: ({ asked }) => asked },
            ]}
          />
          <Defined figures={perspectiveDefinitions.slice(0, 2)} />
          <Downloads of="The rounds" address="/w/perspectives" />
        </Section>
      )}
      <Section title="The shared goal">
        <p>Drafted sentence by sentence from what was said, endorsed by each school, and adopted with its date.</p>
        <p className="bar">
          <ButtonLink href="/w/perspectives/goal">The shared goal and its versions</ButtonLink>
        </p>
      </Section>
    </Page>
  );
}
