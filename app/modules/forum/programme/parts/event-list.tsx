import { listed } from '#app/ui/count.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { hostTime, monthWords, readerTime } from '../../events/event.ts';
import type { ListedEvent } from '../queries.server.ts';
import { pageSize, withZone } from '../schema.ts';

/** Events for reading: when, what, who, and in the visitor's zone too. */
function EventList({ events, zone }: { events: readonly ListedEvent[]; zone: string | null }) {
  return (
    <ul className="news">
      {events.map((event) => (
        <li key={event.slug}>
          <h3>
            <a href={withZone(`/forum/${event.slug}`, zone)}>{event.title}</a>
          </h3>
          <EventTime event={event} zone={zone} />
          <p className="muted">{whoAndWhere(event)}</p>
          <EventTags event={event} />
        </li>
      ))}
    </ul>
  );
}

type Shown = { rows: readonly ListedEvent[]; page: number; total: number };
type EventPageProps = { events: Shown; of: 'coming' | 'past'; zone: string | null; search: string };

/** One page of coming or of past events, and the way to the others. `search`: the address's. */
export function EventPage({ events: { rows, page, total }, of, zone, search }: EventPageProps) {
  return (
    <>
      <EventList events={rows} zone={zone} />
      <Pagination {...{ page, total, search }} size={pageSize} noun={`${of} events`} name={of === 'past' ? 'page' : of} />
    </>
  );
}

/** When an event is, for its host and for the reader; of one known to the month alone that its day is not published. */
function EventTime({ event, zone }: { event: Pick<ListedEvent, 'startsAt' | 'endsAt' | 'timeZone' | 'heldMonth'>; zone: string | null }) {
  const yours = readerTime(event, zone);
  if (event.startsAt === null) return <p className="num">{monthWords(event.heldMonth ?? '')}. The day is not published.</p>;
  return (
    <p className="num">
      {hostTime(event)}
      {yours && (
        <>
          <br />
          {yours}
        </>
      )}
    </p>
  );
}

function whoAndWhere({ speakers, organiser, place }: ListedEvent): string {
  const names = speakers.map(({ name }) => name);
  return [names.length > 0 && `With ${listed(names)}`, organiser, place].filter(Boolean).join(' · ');
}

/** What one should know before one opens an event. */
export function EventTags({
  event,
}: {
  event: Pick<ListedEvent, 'status' | 'movedFrom' | 'audience' | 'isSample' | 'endsAt'> & { hasRecap?: boolean };
}) {
  const tags = [
    event.status === 'cancelled' && (
      <Tag key="cancelled" kind="danger">
        Cancelled
      </Tag>
    ),
    event.status !== 'cancelled' && event.movedFrom !== null && (
      <Tag key="moved" kind="attention">
        Moved
      </Tag>
    ),
    event.audience === 'faculty' && <Tag key="faculty">For faculty of the schools</Tag>,
    event.hasRecap && (
      <Tag key="recap" kind="success">
        With recap
      </Tag>
    ),
    event.isSample && <Tag key="sample">Sample: invented</Tag>,
  ].filter(Boolean);
  return tags.length > 0 ? <p className="bar">{tags}</p> : null;
}
