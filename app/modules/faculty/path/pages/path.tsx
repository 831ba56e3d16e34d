import { ButtonLink } from '#app/ui/button.tsx';
import { day, dayIn } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { dayHere } from '../../../members/time-zone.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { stepWords } from '../../step.ts';
import { pathDefinitions } from '../definitions.ts';
import { FacultyWaits } from '../parts/faculty-waits.tsx';
import { WayList } from '../parts/way-list.tsx';
import { observationsWaiting, ownObservations, ownWays } from '../queries.server.ts';
import type { Route } from './+types/path';

export function loader({ context, request }: Route.LoaderArgs) {
  return inFaculty({ context, request }, async (scope) => ({
    ways: await ownWays(scope, dayHere(new Date())),
    ...(await ownObservations(scope)),
    waiting: await observationsWaiting(scope),
    zone: await zoneOf(scope),
  }));
}

type Shown = Route.ComponentProps['loaderData'];

export default function PathPage({ loaderData: { ways, ofMe, byMe, waiting, zone } }: Route.ComponentProps) {
  return (
    <Page
      title="My path"
      lead="What you have reached, what is next and what it still asks for. You see it, the trainers of the programme, the convener, and the lead of your school; nobody else."
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'My path' }]}
    >
      <title>My path · Concord</title>
      <FacultyWaits waiting={waiting} />
      {ways.length === 0 && (
        <Empty title="No programme is open" act={<ButtonLink href="/w/faculty">Programmes and offerings</ButtonLink>}>
          Once one is, its path stands here: learner, observed co-facilitator, facilitator, trainer, and what each step asks for.
        </Empty>
      )}
      {ways.map(({ slug, title, school, way, earlier, isBegun }) => (
        <Section key={slug} title={title}>
          <p className="muted">
            {school ?? 'The collaborative'}. <a href={`/w/faculty/programmes/${slug}`}>The programme</a>
            {!isBegun && '. You have not begun: enrol in an offering of it.'}
          </p>
          <WayList way={way} caption={`Your way through ${title}`} />
          {way.map(({ step, standing }) =>
            standing ? (
              <p
                key={step}
                className="small"
              >{`${stepWords[step]}: confirmed by ${standing.confirmedByName}, on this ground: ${standing.ground}`}</p>
            ) : null,
          )}
          {earlier.length > 0 && (
            <details>
              <summary>Steps that ended</summary>
              <ul>
                {earlier.map(({ id, step, since, endedAt, endedBecause }) => (
                  <li
                    key={id}
                  >{`${stepWords[step]}, since ${day(since)}, ended ${endedAt === null ? '' : dayIn(endedAt, zone)}: ${endedBecause ?? ''}`}</li>
                ))}
              </ul>
            </details>
          )}
        </Section>
      ))}
      {ways.length > 0 && <Defined figures={pathDefinitions} />}
      <Observations title="Observations of my teaching" rows={ofMe.filter(({ givenAt }) => givenAt !== null)} who="observer" />
      <Observations title="What I observed" rows={byMe} who="observed" />
      <p>
        Certificates of facilitator and trainer stand on <a href="/w/places">your places and certificates</a>. What a student’s practice is
        like, or what a patient receives, no step says.
      </p>
    </Page>
  );
}

function Observations({ title, rows, who }: { title: string; rows: Shown['ofMe']; who: 'observer' | 'observed' }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title}>
      <Table
        caption={title}
        isCaptionHidden
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'what',
            label: 'Session',
            cell: ({ id, taught, programme }) => <a href={`/w/faculty/observations/${id}`}>{taught || programme}</a>,
          },
          {
            key: 'who',
            label: who === 'observer' ? 'Observed by' : 'Teaching of',
            cell: ({ observerName, name }) => (who === 'observer' ? observerName : name),
          },
          { key: 'day', label: 'On', cell: ({ onDay }) => (onDay === null ? 'not written yet' : day(onDay)) },
          { key: 'read', label: 'Read', cell: ({ readAt, givenAt }) => (readAt !== null ? 'yes' : givenAt === null ? '' : 'not yet') },
        ]}
      />
    </Section>
  );
}
