import { listed } from '#app/ui/count.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { hostTime, monthWords, readerTime } from '../../events/event.ts';
import type { ListedEvent } from '../queries.server.ts';
import { withZone } from '../schema.ts';

/** Events for reading: when, what, who, and in the visitor's zone too. */
export function EventList({ events, zone }: { events: readonly ListedEvent[]; zone: string | null }) {
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

type Past = { rows: readonly ListedEvent[]; page: number; total: number };

/** One page of past events, and the way to the others. `search`: the address's. */
export function PastEvents({ past, zone, size, search }: { past: Past; zone: string | null; size: number; search: string }) {
  return (
    <>
      <EventList events={past.rows} zone={zone} />
      <Pagination page={past.page} size={size} total={past.total} noun="past events" search={search} />
    </>
  );
}

/** When an event is, for its host and for the reader; of one known to the month alone that its day is not published. */
export function EventTime({
  event,
  zone,
}: {
  event: Pick<ListedEvent, 'startsAt' | 'endsAt' | 'timeZone' | 'heldMonth'>;
  zone: string | null;
}) {
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
