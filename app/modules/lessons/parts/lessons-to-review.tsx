import { ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import { zone } from '../../members/time-zone.ts';

type Waiting = { readonly id: string; readonly title: string; readonly school: string | null; readonly givenAt: Date };

/** Lessons of other schools that wait to be read before everybody reads them. `school`: whom the reader acts for. */
export function LessonsToReview({ school, lessons }: { school: string; lessons: readonly Waiting[] }) {
  return lessons.map(({ id, title, school: by, givenAt }) => (
    <Note key={id} kind="attention" title={`A lesson waits for a reader of another school: ${title}`}>
      <p>
        {by ?? 'A school of the collaborative'} asks since {dayIn(givenAt, zone)}. Say whether it can stand, or what should change.
      </p>
      <p className="bar">
        <ButtonLink href={`/w/lessons/${school}/review/${id}`}>Read it</ButtonLink>
      </p>
    </Note>
  ));
}
