import { ButtonLink } from '#app/ui/button.tsx';
import { type ForumEvent, hostTime } from '../../events/event.ts';

/** The next event, for the first screen of the home page. */
export function NextEvent({ event }: { event: ForumEvent }) {
  const { slug, title, place, audience, occasionId, status, isSample } = event;
  return (
    <>
      <p className="eyebrow">Next forum{isSample && ' (a sample, invented)'}</p>
      <h2>
        <a href={`/forum/${slug}`}>{title}</a>
      </h2>
      <p className="num">
        {hostTime(event)}
        {place && `, ${place}`}
      </p>
      {audience && <p className="muted">{audience === 'everyone' ? 'Open to everyone.' : 'Open to the faculty of all schools.'}</p>}
      {occasionId !== null && status === 'published' && (
        <p className="bar">
          <ButtonLink href={`/occasions/${occasionId}/register`}>Register</ButtonLink>
          <a href="/forum">All events</a>
        </p>
      )}
    </>
  );
}
