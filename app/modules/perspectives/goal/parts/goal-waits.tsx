import { ButtonLink } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';

/** For a lead: the shared goal waits for what the school says. */
export function GoalWaits({ number, school }: { number: number | null; school: string }) {
  if (number === null) return null;
  return (
    <Note kind="attention" title={`The shared goal waits for what ${school} says`}>
      <p>Read it, and say whether your school endorses it, can live with it, or cannot, and why.</p>
      <p className="bar">
        <ButtonLink kind="primary" href={`/w/perspectives/goal/${number}#schools`}>
          Read the goal
        </ButtonLink>
      </p>
    </Note>
  );
}
