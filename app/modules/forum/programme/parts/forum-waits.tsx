import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import type { PlannedEvent } from '../plan-queries.server.ts';

/** What of the forum waits for the member; nothing where nothing does. */
export function ForumWaits({ waiting: { questions, recaps } }: { waiting: { questions: PlannedEvent[]; recaps: PlannedEvent[] } }) {
  if (questions.length === 0 && recaps.length === 0) return null;
  return (
    <Section title="The forum">
      {questions.map((event) => (
        <Note
          key={event.slug}
          kind="attention"
          title={`${event.title}: ${count(event.questions, 'question waits', 'questions wait')} for you`}
        >
          <p className="bar">
            <ButtonLink href={`/w/forum/${event.slug}/questions`}>Read what was sent</ButtonLink>
          </p>
        </Note>
      ))}
      {recaps.map(({ slug, title }) => (
        <Note key={slug} kind="attention" title={`${title} is over, and has no recap yet`}>
          <p className="bar">
            <ButtonLink href={`/w/forum/${slug}/recap`}>Write the recap</ButtonLink>
          </p>
        </Note>
      ))}
    </Section>
  );
}
