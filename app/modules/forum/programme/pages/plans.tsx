import { ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { hostTime } from '../../events/event.ts';
import { inForum } from '../../events/in-forum.server.ts';
import { mayKeepForum, mayPlan } from '../../rules.ts';
import { type PlannedEvent, plannedEvents } from '../plan-queries.server.ts';
import type { Route } from './+types/plans';

export function loader({ context, request }: Route.LoaderArgs) {
  return inForum({ context, request }, async (scope) => ({
    ...(await plannedEvents(scope, new Date())),
    mayPlan: mayPlan(scope.actor),
    mayKeepForum: mayKeepForum(scope.actor),
  }));
}

export default function Plans({ loaderData }: Route.ComponentProps) {
  const { coming, past } = loaderData;
  const plan = loaderData.mayPlan && (
    <ButtonLink kind="primary" href="/w/forum/new">
      Plan an event
    </ButtonLink>
  );
  return (
    <Page title="Forum" lead="Events that faculty of all schools, and others, come to: from the plan to the recap.">
      <title>Forum · Concord</title>
      <p className="bar">
        {plan}
        {loaderData.mayPlan && <a href="/w/forum/series">Series</a>}
        {loaderData.mayPlan && <a href="/w/forum/speakers">Speakers</a>}
        <a href="/forum">The public page</a>
      </p>
      <Section title="Coming">
        {coming.length === 0 ? (
          <Empty title="No event is planned">
            {loaderData.mayPlan
              ? 'Plan one: copied from an earlier event, or as the next of a series, it takes minutes. It is a draft until you publish it.'
              : 'Whoever convenes plans events, and leads of schools do. Those that are published stand here and on the public page.'}
          </Empty>
        ) : (
          <EventTable events={coming} caption="Coming events, the next first" />
        )}
      </Section>
      <Section title="Past">
        {past.length === 0 ? <p>No event is over yet.</p> : <EventTable events={past} caption="Past events, the newest first" />}
      </Section>
      <Downloads of="All events" address="/w/forum" />
    </Page>
  );
}

function EventTable({ events, caption }: { events: PlannedEvent[]; caption: string }) {
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={events}
      rowKey={({ slug }) => slug}
      columns={[
        {
          key: 'title',
          label: 'Event',
          cell: ({ slug, title, mayKeep, isSample }) => (
            <>
              <a href={mayKeep ? `/w/forum/${slug}` : `/forum/${slug}`}>{title}</a>
              {isSample && <span className="muted"> (sample)</span>}
            </>
          ),
        },
        { key: 'when', label: 'When', cell: (event) => hostTime(event) },
        { key: 'organiser', label: 'Organised by', cell: ({ organiser }) => organiser ?? 'the collaborative' },
        { key: 'state', label: 'State', phone: 'bare', cell: (event) => <State event={event} /> },
        {
          key: 'places',
          label: 'Registered',
          isNumber: true,
          cell: ({ occasionId, confirmed, waiting, capacity }) =>
            occasionId === null
              ? ''
              : `${confirmed ?? 0}${capacity === null ? '' : ` of ${capacity}`}${waiting ? `, ${waiting} waiting` : ''}`,
        },
        {
          key: 'waits',
          label: 'Waits for you',
          cell: ({ slug, questions, mayKeep, hasRecap, occasionId, status }) =>
            mayKeep && (
              <>
                {questions > 0 && <a href={`/w/forum/${slug}/questions`}>{`${questions} to read`}</a>}
                {status === 'held' && occasionId !== null && !hasRecap && <a href={`/w/forum/${slug}/recap`}>the recap</a>}
              </>
            ),
        },
      ]}
    />
  );
}

/** Whether an event is a draft, public, cancelled, or a published fact. */
function State({ event: { occasionId, publishedAt, status, hasRecap } }: { event: PlannedEvent }) {
  if (occasionId === null) return <Tag>reported</Tag>;
  if (status === 'cancelled') return <Tag kind="danger">cancelled</Tag>;
  if (publishedAt === null) return <Tag kind="attention">draft</Tag>;
  return <Tag kind="success">{hasRecap ? 'with recap' : 'public'}</Tag>;
}
