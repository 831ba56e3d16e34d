import { ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { hostTime } from '../../events/event.ts';
import { inForum } from '../../events/in-forum.server.ts';
import { allSeries } from '../../events/queries.server.ts';
import { mayKeepForum, mayPlan } from '../../rules.ts';
import { ForumWaits } from '../parts/forum-waits.tsx';
import { forumWaits, type PlannedEvent, plannedEvents } from '../plan-queries.server.ts';
import type { Route } from './+types/plans';

export function loader({ context, request }: Route.LoaderArgs) {
  return inForum({ context, request }, async (scope) => {
    const now = new Date();
    const planned = await plannedEvents(scope, now);
    return {
      ...planned,
      waits: await forumWaits(scope, now, planned),
      done: new URL(request.url).searchParams.get('done'),
      mayPlan: mayPlan(scope.actor),
      series: mayKeepForum(scope.actor) ? await allSeries(scope) : [],
    };
  });
}

const said: Readonly<Record<string, string>> = {
  'plan-series': 'The sessions are kept as drafts. Publish each from its page, when you know its title and who speaks',
  'publish-series': 'The sessions are public, and people can register',
};

export default function Plans({ loaderData }: Route.ComponentProps) {
  const { coming, past, waits, series, done } = loaderData;
  const meeting = series.filter(({ nth }) => nth !== null);
  const plan = loaderData.mayPlan && (
    <ButtonLink kind="primary" href="/w/forum/new">
      Plan an event
    </ButtonLink>
  );
  return (
    <Page title="Forum" lead="Events that faculty of all schools, and others, come to: from the plan to the recap.">
      <title>Forum · Concord</title>
      {done && Object.hasOwn(said, done) && <Note kind="success" title={said[done]!} isAnswer />}
      <p className="bar">
        {plan}
        {loaderData.mayPlan && <a href="/w/forum/series">Series</a>}
        {loaderData.mayPlan && <a href="/w/forum/speakers">Speakers</a>}
        <a href="/forum">The public page</a>
      </p>
      {meeting.length > 0 && (
        <p className="bar">
          {meeting.map(({ slug, title }) => (
            <a key={slug} href={`/w/forum/series/${slug}/plan`}>{`Plan the next of “${title}”`}</a>
          ))}
        </p>
      )}
      <ForumWaits waits={waits} title="Waits for you" />
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
