import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import type { OwnPlaces } from '../own-queries.server.ts';

/** The next occasions where the reader has a place, and those whose evaluation they have not answered; nothing where there is neither. */
export function OwnPlacesWait({ own: { coming, past }, zone }: { own: Pick<OwnPlaces, 'coming' | 'past'>; zone: string }) {
  const asked = past.filter(({ isAsked }) => isAsked).slice(0, 3);
  const next = coming.filter(({ status }) => status === 'published').slice(0, 3);
  if (asked.length === 0 && next.length === 0) return null;
  return (
    <Section title="Where you have a place">
      {asked.map(({ id, title }) => (
        <Note key={id} kind="attention" title={`You were at ${title}: what did you think of it?`}>
          <form method="post" action="/w/places" className="bar">
            <input type="hidden" name="place" value={id} />
            <Button name="go" value="evaluation">
              Answer a few questions
            </Button>
          </form>
        </Note>
      ))}
      {next.length > 0 && (
        <ul>
          {next.map(({ id, title, page, startsAt, endsAt, state }) => (
            <li key={id}>
              <a href={page}>{title}</a>: {dayAndSpan(startsAt, endsAt, zone)}
              {state === 'waiting' && ', on the waiting list'}
            </li>
          ))}
        </ul>
      )}
      <p className="bar">
        <ButtonLink href="/w/places">Your places and certificates</ButtonLink>
      </p>
    </Section>
  );
}
