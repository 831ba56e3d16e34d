import { type ForumEvent, hostTime } from '../../events/event.ts';

/** Events as a short list of links, where another page names them. */
export function ShortEvents({ events }: { events: readonly ForumEvent[] }) {
  return (
    <ul className="names">
      {events.map((event) => (
        <li key={event.slug}>
          <a href={`/forum/${event.slug}`}>{event.title}</a>{' '}
          <span className="muted small">
            {hostTime(event)}
            {event.status === 'cancelled' && ' (cancelled)'}
            {event.isSample && ' (sample)'}
          </span>
        </li>
      ))}
    </ul>
  );
}
