import { type ForumEvent, hostTime } from '../../events/event.ts';

/** The next event, for the first screen of the home page. */
export function NextEvent({ event }: { event: ForumEvent }) {
  return (
    <>
      <h2>Next forum</h2>
      <p>
        <a href={`/forum/${event.slug}`}>{event.title}</a>
        <br />
        <span className="num">{hostTime(event)}</span>
        {event.isSample && <span className="muted"> (a sample, invented)</span>}
      </p>
    </>
  );
}
